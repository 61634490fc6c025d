#pragma once

#include <optional>
#include <string>
#include <vector>

#include "theory/lae/manifolds.hpp"
#include "theory/topology/chain_complex.hpp"

namespace laecert::theory {

/// How often, modulo 2, a point of the Morse complex of `sum` for k = 1 bounds the point of the same sign and that of
/// the opposite one, one degree below. The loss is even, so -p has what p has with the signs exchanged, and the point 0
/// has both or neither.
struct SignedBoundary {
  int same = 1, opposite = 1;

  friend bool operator==(const SignedBoundary&, const SignedBoundary&) = default;
};

/// The complex over Z/2 of `sum` for k = 1 with q eigenvalues above lambda, all distinct: p_i and -p_i in degree i - 1,
/// i = 1..q, and 0 in degree q; each point with the same boundary.
/// Requires: q >= 0. Errors: PreconditionError.
ChainComplex unit_complex(Index q, SignedBoundary boundary = {});

/// How many critical points of each index a table of counts has for k = 1: two on a manifold of rank 1, one of rank 0.
/// Requires: at most two ranks. Errors: PreconditionError.
std::vector<Integer> points_by_index(const CountTable& counts);

/// Whether, modulo 2, the square of the boundary vanishes and the homology is that of a point; else what fails.
std::optional<std::string> not_a_point_modulo_two(const ChainComplex& complex);

/// The even boundaries of each degree 1..q, or of the first `most` of them, that leave the homology of a point while
/// the cycles above are bounded. Source: method.md, M5: {1, 1} alone in every degree.
std::vector<std::vector<SignedBoundary>> boundaries_of_a_point(Index q, Index most);

}  // namespace laecert::theory
