#pragma once

#include "theory/lae/identities.hpp"

namespace laecert::theory {

/// In the chart X (m-k x k) of the planes around that of I: (S_I + X^T S_J X) K = S_I + (X^T S_J X - S_I X^T X) K with
/// K = (1 + X^T X)^-1, S_I and S_J the blocks of S on the plane and on its complement. The trace of the left side is
/// tr(P S) at the plane spanned by the columns of [1; X]. The twin has the wrong sign at S_I X^T X.
/// Source: method.md, M1.
Identity chart_identity();

}  // namespace laecert::theory
