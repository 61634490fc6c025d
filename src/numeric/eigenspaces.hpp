#pragma once

#include <optional>
#include <vector>

#include "numeric/matrix.hpp"
#include "numeric/outcome.hpp"

namespace laecert::numeric {

/// The span of the eigenvectors of neighbouring eigenvalues that are proved apart from all others.
struct Eigenspace {
  Index first = 0, size = 1;        // places in the decreasing order, from 0; inside, no two are proved different
  Matrix<Ball> basis = {};          // m x size, exact entries
  std::optional<Ball> radius = {};  // nothing where the basis is not enclosed
};

/// The largest eigenvalues of a symmetric matrix, and the spaces that belong to them.
struct Eigenspaces {
  std::vector<Ball> values = {};        // decreasing, at least those of the spaces; the i-th holds the i-th largest
  std::vector<Eigenspace> spaces = {};  // in this order, from the largest eigenvalue on without gaps
};

/// Encloses the `count` largest eigenvalues of S with their spaces; the last space may reach beyond them.
/// Shapes:    S m x m, 1 <= count <= m.
/// Guarantee: the columns of a basis are together, in Frobenius' norm, within its radius of an orthonormal basis of the
///            space: with U the columns, P the space's projector, t any number, gap the distance of t to all other
///            eigenvalues and delta = |U^T U - 1|, eta = |(S - t) U| / gap >= |(1 - P) U|, and the polar factor Q of
///            P U has |U - Q| <= eta + |(P U)^T (P U) - 1| <= eta + delta + eta^2 where this is below 1.
/// Requires:  S symmetric. Errors: PreconditionError naming the broken rule.
/// Source:    reports/method.md, bound R7, for the values; the proof for the spaces is in docs/pca.md.
Outcome<Eigenspaces> enclose_leading_eigenspaces(const Matrix<Rational>& s, Index count, Precision precision);

}  // namespace laecert::numeric
