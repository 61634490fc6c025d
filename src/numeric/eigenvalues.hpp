#pragma once

#include <vector>

#include "numeric/inertia.hpp"

namespace laecert::numeric {

/// Enclosed eigenvalues of a symmetric matrix, and what they were found with.
struct EnclosedEigensystem {
  /// Decreasing; the i-th holds the i-th largest eigenvalue, multiplicities counted. All have the same radius.
  std::vector<Ball> values;
  /// Approximate eigenvectors in the columns, in the order of the values: exact entries, nearly orthonormal.
  Matrix<Ball> approx_vectors;
  /// An exact bound of the distance between each eigenvalue and the midpoint of its enclosure.
  Ball radius;
};

/// Encloses the eigenvalues of every symmetric member of S; exact multiplicities and clusters are no obstacle.
/// Shapes:    S n x n, n >= 1.
/// Guarantee: the sorted eigenvalues lie within |S U - U L| / (1 - |I - U^T U|) of the sorted diagonal of L.
/// Requires:  the members of interest are symmetric; both triangles of S are read.
/// Errors:    PreconditionError naming the shape; not finite input is undecided.
/// Source:    Kahan; Cao, Xie, Li; reports/method.md, bound R7.
Outcome<EnclosedEigensystem> enclose_eigensystem(const Matrix<Ball>& s, Precision precision);

/// The same for a rational matrix.
/// Requires: S symmetric.
Outcome<EnclosedEigensystem> enclose_eigensystem(const Matrix<Rational>& s, Precision precision);

/// The eigenvalues alone, decreasing.
Outcome<std::vector<Ball>> enclose_eigenvalues(const Matrix<Ball>& s, Precision precision);

/// The same theorem in double: eigenvalues, decreasing, from the proposed eigenvectors.
Outcome<std::vector<DoubleBall>> enclose_eigenvalues(const MidRadMatrix& s, const EigenProposal& proposal,
                                                     const RoundingBounds& bounds = {});

}  // namespace laecert::numeric
