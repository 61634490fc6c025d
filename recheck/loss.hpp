#pragma once

#include "certificate.hpp"

namespace laecert::recheck {

/// A point of R^N, N = 2 m k, or a tangent vector at it. Shapes: W1 k x m, W2 m x k.
struct Point {
  Matrix W1, W2;
};

/// |W1|^2 + |W2|^2.
Rational squared_norm(const Point& x);

/// tr (I - W2 W1) S (I - W2 W1)^T, and lambda |W2 W1|^2 for `product` or lambda (|W1|^2 + |W2|^2) for `sum`.
struct Loss {
  Problem problem = Problem::none;
  Matrix gram;
  Rational lambda;

  /// S + lambda I for `product`, else S.
  [[nodiscard]] Matrix regularized_gram() const;
  /// lambda for `sum`, else 0.
  [[nodiscard]] Rational penalty() const;
  [[nodiscard]] Rational value(const Point& x) const;
  [[nodiscard]] Point gradient(const Point& x) const;
};

/// The Hessian at a point, entry by entry. The order of the unknowns is W1 by rows, then W2 by rows.
class Hessian {
 public:
  Hessian(const Loss& loss, const Point& x);

  [[nodiscard]] Index size() const { return 2 * m_ * k_; }
  [[nodiscard]] const Integer& denominator() const { return denominator_; }
  /// The integer above the denominator, i >= j.
  [[nodiscard]] Integer at(Index i, Index j) const;
  /// Frobenius.
  [[nodiscard]] Rational squared_norm() const;

 private:
  Index m_, k_;
  Integer denominator_;
  // factor_ brings twice a product of these to the common denominator; penalty_ is over it.
  Matrix S_, W2_, encoder_, decoder_, mixed_, residual_;
  Integer factor_, penalty_;
};

/// The velocity of (exp(t Omega) W1, W2 exp(-t Omega)) at t = 0: (Omega W1, -W2 Omega).
Point generator_tangent(const Matrix& Omega, const Point& x);

/// The velocity of (W1 exp(-t K), exp(t K) W2) at t = 0: (-W1 K, K W2).
Point commutant_tangent(const Matrix& K, const Point& x);

}  // namespace laecert::recheck
