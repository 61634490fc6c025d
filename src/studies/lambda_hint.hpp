#pragma once

#include <optional>

#include "studies/given_point.hpp"

namespace laecert::studies {

/// Guesses at which other lambda the weights are a critical point of `sum`: at one, each left singular vector v of the
/// decoder, with singular value d > 0, has lambda = (v^T S v) (1 - d^2) (docs/theory.md section 2).
/// Guarantee: none, all is double. Nothing where the lambda of the instance is within a hundredth of it, or has less
///            than ten times its gradient.
/// Requires:  encoder k x m and decoder m x k for the m of the instance; else nothing comes back.
std::optional<LambdaHint> approx_lambda_hint(const problem::Instance& instance, const GivenWeights& weights);

}  // namespace laecert::studies
