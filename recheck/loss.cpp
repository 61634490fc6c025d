#include "loss.hpp"

namespace laecert::recheck {

Rational squared_norm(const Point& x) { return squared_norm(x.W1) + squared_norm(x.W2); }

Matrix Loss::regularized_gram() const { return problem == Problem::product ? plus_identity(gram, lambda) : gram; }

Rational Loss::penalty() const { return problem == Problem::sum ? lambda : Rational(0); }

Rational Loss::value(const Point& x) const {
  const Matrix N = product(x.W2, x.W1);
  const Matrix NS = product(N, regularized_gram());
  return trace(gram) - 2 * inner(N, gram) + inner(NS, N) + penalty() * squared_norm(x);
}

Point Loss::gradient(const Point& x) const {
  const Matrix R = difference(product(product(x.W2, x.W1), regularized_gram()), gram);
  const Matrix first = sum(product(transposed(x.W2), R), scaled(penalty(), x.W1));
  const Matrix second = sum(product(R, transposed(x.W1)), scaled(penalty(), x.W2));
  return {scaled(2, first), scaled(2, second)};
}

Hessian::Hessian(const Loss& loss, const Point& x)
    : m_(x.W2.rows()), k_(x.W1.rows()), S_(loss.regularized_gram()), W2_(x.W2) {
  encoder_ = product(transposed(x.W2), x.W2);
  mixed_ = product(S_, transposed(x.W1));
  decoder_ = product(x.W1, mixed_);
  residual_ = difference(product(product(x.W2, x.W1), S_), loss.gram);
  // All blocks have the denominator of W2 W1 S', which is that of W2^T W2 S', of W2 (S' W1^T) and of W1 S' W1^T too.
  const Rational penalty = loss.penalty();
  denominator_ = lcm(residual_.denominator(), penalty.get_den());
  factor_ = 2 * denominator_ / residual_.denominator();
  penalty_ = 2 * penalty.get_num() * (denominator_ / penalty.get_den());
}

// Twice, with unit vectors V: W2^T W2 V1 S' + W2^T V2 W1 S' + V2^T R + mu V1 and V2 W1 S' W1^T + W2 V1 S' W1^T + R V1^T
// + mu V2.
Integer Hessian::at(Index i, Index j) const {
  const Index size = m_ * k_;
  if (i < size) {
    const Index a = i / m_, c = j / m_;
    const Integer entry = factor_ * encoder_.at(a, c) * S_.at(i % m_, j % m_);
    return i == j ? Integer(entry + penalty_) : entry;
  }
  const Index x = (i - size) / k_, a = (i - size) % k_;
  if (j < size) {
    const Index c = j / m_, y = j % m_;
    const Integer entry = W2_.at(x, c) * mixed_.at(y, a);
    return factor_ * (a == c ? Integer(entry + residual_.at(x, y)) : entry);
  }
  if ((j - size) / k_ != x) return 0;
  const Integer entry = factor_ * decoder_.at(a, (j - size) % k_);
  return i == j ? Integer(entry + penalty_) : entry;
}

Rational Hessian::squared_norm() const {
  Integer total = 0;
  for (Index i = 0; i < size(); ++i) {
    for (Index j = 0; j <= i; ++j) {
      const Integer entry = at(i, j);
      total += entry * entry * (i == j ? 1 : 2);
    }
  }
  return quotient(total, denominator_ * denominator_);
}

Point generator_tangent(const Matrix& Omega, const Point& x) {
  return {product(Omega, x.W1), scaled(-1, product(x.W2, Omega))};
}

Point commutant_tangent(const Matrix& K, const Point& x) { return {scaled(-1, product(x.W1, K)), product(K, x.W2)}; }

}  // namespace laecert::recheck
