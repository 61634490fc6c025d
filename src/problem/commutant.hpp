#pragma once

#include <vector>

#include "numeric/matrix.hpp"

namespace laecert::problem {

/// The rotations that repeated eigenvalues above `threshold` add to the symmetries of a problem on S: a basis of the
/// antisymmetric K with K S = S K that act on their eigenspaces (and on those of their conjugates), each divided by its
/// largest entry; empty where all those eigenvalues are simple.
/// Shapes:    gram m x m.
/// Guarantee: every K is exact. The eigenvalues above the threshold are proved simple by enclosures in double (R7), or
///            else the multiplicities are those of the characteristic polynomial's roots. Where the rotations would
///            fill the memory (more than 4e6 entries, or equations in more than 300 unknowns) they are left out;
///            critical points with such a symmetry then stay uncertified.
/// Requires:  gram symmetric.
std::vector<numeric::Matrix<numeric::Rational>> rotations_above(const numeric::Matrix<numeric::Rational>& gram,
                                                                const numeric::Rational& threshold);

}  // namespace laecert::problem
