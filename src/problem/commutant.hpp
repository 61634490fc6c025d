#pragma once

#include <vector>

#include "numeric/matrix.hpp"

namespace laecert::problem {

/// The rotations that a repeated eigenvalue adds to the symmetries of a problem on S: a basis of the antisymmetric K
/// with K S = S K, each divided by its largest entry; empty where all eigenvalues of S above `threshold` are simple.
/// Shapes:    gram m x m.
/// Guarantee: exact; the multiplicities are those of the characteristic polynomial's roots.
/// Requires:  gram symmetric.
std::vector<numeric::Matrix<numeric::Rational>> rotations_above(const numeric::Matrix<numeric::Rational>& gram,
                                                                const numeric::Rational& threshold);

}  // namespace laecert::problem
