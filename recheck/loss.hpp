#pragma once

#include <memory>

#include "certificate.hpp"

namespace laecert::recheck {

/// A point of R^N, N = 2 m k, or a tangent vector at it. Shapes: W1 k x m, W2 m x k. Of `tied`, N = m k, W2 is W and W1
/// is empty.
struct Point {
  Matrix W1, W2;
};

/// |W1|^2 + |W2|^2.
Rational squared_norm(const Point& x);

/// tr (I - W2 W1) S (I - W2 W1)^T, and lambda |W2 W1|^2 for `product` or lambda (|W1|^2 + |W2|^2) for `sum`;
/// tr (I - W W^T) S (I - W W^T) + 2 lambda |W|^2 for `tied`.
struct Loss {
  Problem problem = Problem::none;
  Matrix gram;
  Rational lambda;

  /// S + lambda I for `product`, else S.
  [[nodiscard]] Matrix regularized_gram() const;
  /// lambda for `sum` and `tied`, else 0.
  [[nodiscard]] Rational penalty() const;
  [[nodiscard]] Rational value(const Point& x) const;
  [[nodiscard]] Point gradient(const Point& x) const;
  /// An upper bound of |H(y) - H(z)|_2 / |y - z| for points no longer than `length`.
  [[nodiscard]] Rational lipschitz(const Rational& length) const;
};

/// The Hessian at a point, entry by entry. The order of the unknowns is W1 by rows, then W2 by rows.
class Hessian {
 public:
  virtual ~Hessian() = default;
  Hessian(const Hessian&) = delete;
  Hessian& operator=(const Hessian&) = delete;

  [[nodiscard]] Index size() const { return size_; }
  [[nodiscard]] const Integer& denominator() const { return denominator_; }
  /// The integer above the denominator, i >= j.
  [[nodiscard]] virtual Integer at(Index i, Index j) const = 0;
  /// Frobenius.
  [[nodiscard]] Rational squared_norm() const;

 protected:
  explicit Hessian(Index size) : size_(size) {}
  Index size_;
  Integer denominator_;
};

std::unique_ptr<const Hessian> hessian_at(const Loss& loss, const Point& x);

/// The velocity of (exp(t Omega) W1, W2 exp(-t Omega)) at t = 0: (Omega W1, -W2 Omega); of `tied`, -W Omega.
Point generator_tangent(const Matrix& Omega, const Point& x);

/// The velocity of (W1 exp(-t K), exp(t K) W2) at t = 0: (-W1 K, K W2); of `tied`, K W.
Point commutant_tangent(const Matrix& K, const Point& x);

}  // namespace laecert::recheck
