#pragma once

#include "numeric/product.hpp"
#include "problem/families/lae/coordinates.hpp"
#include "problem/families/lae/loss.hpp"

// The critical points of `sum` as the zeros of maps of few unknowns (docs/theory.md section 8; proofs:
// reports/method.md, S1 to S3). Ring operations only, so that one formula serves exact numbers, balls and doubles with
// a radius.
//
// Unknowns are taken along a basis Q, in which S, S^2 and the scalar product are A = Q^T S Q, M = Q^T S^2 Q, B = Q^T Q.

namespace laecert::problem {

/// k = 1, unknown y in R^m with W1^T = a = Q y: with r = |a|^2 = y^T B y, t = a^T S a = y^T A y, c = t + lambda,
///   Q^T (c (r S a + lambda a) - S^2 a) = c (r A y + lambda B y) - M y.
/// Guarantee: over Ball and DoubleBall value and Jacobian matrix (m x m) enclose the exact ones.
template <numeric::Scalar S>
class EncoderMap {
 public:
  EncoderMap(const Coordinates& coordinates, const Rational& lambda, Precision precision);
  Vector<S> operator()(const Vector<S>& y) const;
  [[nodiscard]] Matrix<S> jacobian(const Vector<S>& y) const;

 private:
  Matrix<S> gram_, gram_squared_, metric_;
  S lambda_;
};

/// m = 2, unknowns (R_11, R_12, R_22) with W1^T W1 = P = Q R Q^T:
///   Q^-1 ((P S + lambda) P (P S + lambda) - P S^2) Q = (R A + lambda) R B (R A + lambda) - R M.
/// Shapes:    4 values (the matrix by columns) of 3 unknowns; the Jacobian matrix is 4 x 3.
/// Guarantee: as EncoderMap.
template <numeric::Scalar S>
class EncoderGramMap {
 public:
  EncoderGramMap(const Coordinates& coordinates, const Rational& lambda, Precision precision);
  Vector<S> operator()(const Vector<S>& unknowns) const;
  [[nodiscard]] Matrix<S> jacobian(const Vector<S>& unknowns) const;

 private:
  // R A + lambda
  [[nodiscard]] Matrix<S> shifted(const Matrix<S>& R) const;

  Matrix<S> gram_, gram_squared_, metric_;
  S lambda_;
};

/// EncoderMap for an instance with k = 1.
///
/// Laws: y is a zero exactly if Q y is the encoder of a critical point of `sum`, which has one decoder for it; all
/// zeros lie in search_box().
class EncoderElimination {
 public:
  /// Errors: PreconditionError unless k = 1 and lambda > 0.
  explicit EncoderElimination(const Instance& instance);
  EncoderElimination(const Instance& instance, Coordinates coordinates);

  template <numeric::Scalar S>
  [[nodiscard]] EncoderMap<S> over(Precision precision) const {
    return {coordinates_, lambda_, precision};
  }
  /// Holds the y of every critical point: 4 lambda |a|^2 <= tr S.
  [[nodiscard]] Vector<DoubleBall> search_box() const;
  /// Whether 4 lambda |a|^2 > tr S on the whole box.
  [[nodiscard]] bool excludes(const Vector<DoubleBall>& box) const;
  /// The unknowns of an encoder.
  [[nodiscard]] Vector<Ball> unknowns_of(const Autoencoder<Ball>& w) const;
  /// A point about the critical one with these unknowns; no guarantee.
  [[nodiscard]] Autoencoder<Rational> approx_autoencoder(const Vector<double>& unknowns) const;

 private:
  Coordinates coordinates_;
  Matrix<Rational> gram_;
  Rational lambda_;
  Matrix<DoubleBall> metric_;
  double bound_;  // at least tr S / (4 lambda)
};

/// EncoderGramMap for an instance with m = 2 and k >= 2.
///
/// Laws: a positive semidefinite R is a zero exactly if W1^T W1 = Q R Q^T at a critical point of `sum`; the critical
/// points with this R are one orbit of O_k; all those R lie in search_box().
class EncoderGramElimination {
 public:
  /// Errors: PreconditionError unless m = 2, k >= 2 and lambda > 0.
  explicit EncoderGramElimination(const Instance& instance);
  EncoderGramElimination(const Instance& instance, Coordinates coordinates);

  template <numeric::Scalar S>
  [[nodiscard]] EncoderGramMap<S> over(Precision precision) const {
    return {coordinates_, lambda_, precision};
  }
  /// Holds the R of every critical point: 4 lambda tr P <= tr S.
  [[nodiscard]] Vector<DoubleBall> search_box() const;
  /// Whether no R of the box is positive semidefinite, or all have 4 lambda tr P > tr S.
  [[nodiscard]] bool excludes(const Vector<DoubleBall>& box) const;
  /// The unknowns of an encoder.
  [[nodiscard]] Vector<Ball> unknowns_of(const Autoencoder<Ball>& w) const;
  /// A point about a critical one with these unknowns; no guarantee.
  [[nodiscard]] Autoencoder<Rational> approx_autoencoder(const Vector<double>& unknowns) const;

 private:
  Coordinates coordinates_;
  Matrix<Rational> gram_;
  Rational lambda_;
  Matrix<DoubleBall> metric_;
  Index k_;
  double bound_;  // at least tr S / (4 lambda)
};

extern template class EncoderMap<Rational>;
extern template class EncoderMap<DoubleBall>;
extern template class EncoderMap<Ball>;
extern template class EncoderGramMap<Rational>;
extern template class EncoderGramMap<DoubleBall>;
extern template class EncoderGramMap<Ball>;

}  // namespace laecert::problem
