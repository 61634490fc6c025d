#pragma once

#include "certify/block_formulas.hpp"

namespace laecert::checks {

/// The derivatives of the tied loss at W = [diag(d); 0 | 0], d_i^2 s_i = s_i - l for i = 1..rank, S = diag(s_1, ..,
/// s_m), l lambda.
/// Requires: 0 <= rank <= min(k, m). Errors: PreconditionError.
certify::LossFormulas tied_formulas(numeric::Index m, numeric::Index k, numeric::Index rank);

}  // namespace laecert::checks
