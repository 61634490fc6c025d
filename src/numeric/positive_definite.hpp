#pragma once

#include <Eigen/Cholesky>
#include <cmath>

#include "numeric/matrix.hpp"

// Symmetric positive definite matrices: the inverse over every scalar, the logarithm of the determinant where the
// scalar has logarithms.

namespace laecert::numeric {

/// A^-1.
/// Guarantee: exact over Rational; over Ball and DoubleBall it encloses the inverse of every member of a, and no entry
/// is
///            finite where it is not proved that every member is regular. Over other scalars an approximation.
/// Requires:  a symmetric positive definite (over Ball and DoubleBall: square).
/// Errors:    PreconditionError naming the shape; over Rational also where a is singular.
/// Source:    reports/method.md, bound R11, over DoubleBall; Arb over Ball.
template <Scalar S>
Matrix<S> inverse_of_positive_definite(const Matrix<S>& a) {
  return a.llt().solve(Matrix<S>::Identity(a.rows(), a.cols()));
}
Matrix<Rational> inverse_of_positive_definite(const Matrix<Rational>& a);
Matrix<DoubleBall> inverse_of_positive_definite(const Matrix<DoubleBall>& a);
Matrix<Ball> inverse_of_positive_definite(const Matrix<Ball>& a);

/// log det A.
/// Guarantee: over Ball it encloses the logarithm for every member of a, and is not finite where one has a determinant
///            that is not positive. Over other scalars an approximation.
/// Requires:  a symmetric positive definite.
/// Errors:    over Ball PreconditionError naming the shape.
template <Scalar S>
S log_determinant(const Matrix<S>& a) {
  using std::log;
  const Eigen::LLT<Matrix<S>> cholesky(a);
  const Matrix<S> root = cholesky.matrixL();
  S sum(0);
  for (Index i = 0; i < a.rows(); ++i) sum += S(2) * log(root(i, i));
  return sum;
}
Rational log_determinant(const Matrix<Rational>& a) = delete;
DoubleBall log_determinant(const Matrix<DoubleBall>& a) = delete;
Ball log_determinant(const Matrix<Ball>& a);

/// A scalar with logarithms; those of rationals are not rational, and in double no proof needs one.
template <class S>
concept Logarithmic = Scalar<S> && requires(const Matrix<S>& a) { log_determinant(a); };

}  // namespace laecert::numeric
