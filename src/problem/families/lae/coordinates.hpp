#pragma once

#include "problem/instance.hpp"

namespace laecert::problem {

/// A basis of R^m in which S is nearly diagonal, and what S and the scalar product are there; all exact.
///
/// The basis is a proposal from floating point: boxes along it are excluded sooner. Every regular one is right, the
/// standard basis among them.
struct Coordinates {
  Matrix<Rational> basis;         // Q, m x m, regular; a = Q y
  Matrix<Rational> gram;          // Q^T S Q
  Matrix<Rational> gram_squared;  // Q^T S^2 Q
  Matrix<Rational> metric;        // Q^T Q
  Rational least_metric;          // positive, at most the least eigenvalue of Q^T Q

  /// The standard basis.
  static Coordinates standard(const Matrix<Rational>& gram);
  /// Approximate eigenvectors of S; the standard basis where they are not proved to be independent.
  static Coordinates propose(const Matrix<Rational>& gram);
};

}  // namespace laecert::problem
