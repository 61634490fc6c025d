#pragma once

#include "numeric/arb_matrix.hpp"

namespace laecert::numeric {

/// An approximate congruence V with V^T J V about diagonal, entries between 1/4 and 4 in modulus; untrusted.
///
/// Symmetric elimination of the midpoints with the pivot of Bunch and Parlett: the largest diagonal entry where it
/// rivals the largest off-diagonal entry J_pq, else the pair (p, q) is first mixed into sum and difference, which makes
/// a large diagonal entry (in place of a 2 x 2 pivot).
/// Shapes:    J N x N symmetric; the result N x N with exact entries.
/// Guarantee: none. Where J is singular to working accuracy, some columns do not become diagonal.
/// Requires:  J square with finite entries.
ArbMatrix approx_diagonalizing_congruence(const ArbMatrix& j, Precision precision);

}  // namespace laecert::numeric
