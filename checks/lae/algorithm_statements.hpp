#pragma once

#include "families/lae/findings.hpp"

namespace laecert::checks {

// What the published algorithms and the gradient flow have to do with `sum`; decided on the context of `sum`.
LaeStatement oja_zeros();
LaeStatement tied_critical();
LaeStatement exact_monotone();
LaeStatement flow_balance();

// Expected refuted, each on an instance of its own.
KnownFalse oja_gradient();
KnownFalse stop_transpose_gap();

}  // namespace laecert::checks
