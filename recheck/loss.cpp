#include "loss.hpp"

namespace laecert::recheck {
namespace {

class UntiedHessian final : public Hessian {
 public:
  UntiedHessian(const Loss& loss, const Point& x)
      : Hessian(2 * x.W2.rows() * x.W2.columns()),
        m_(x.W2.rows()),
        k_(x.W1.rows()),
        S_(loss.regularized_gram()),
        W2_(x.W2) {
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

  // Twice, with unit vectors V: W2^T W2 V1 S' + W2^T V2 W1 S' + V2^T R + mu V1 and V2 W1 S' W1^T + W2 V1 S' W1^T + R
  // V1^T + mu V2.
  [[nodiscard]] Integer at(Index i, Index j) const override {
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

 private:
  Index m_, k_;
  // factor_ brings twice a product of these to the common denominator; penalty_ is over it.
  Matrix S_, W2_, encoder_, decoder_, mixed_, residual_;
  Integer factor_, penalty_;
};

class TiedHessian final : public Hessian {
 public:
  TiedHessian(const Loss& loss, const Point& x)
      : Hessian(x.W2.rows() * x.W2.columns()), k_(x.W2.columns()), S_(loss.gram), W_(x.W2), B_(product(S_, W_)) {
    G_ = product(transposed(W_), W_);
    H_ = product(transposed(W_), B_);
    // W B^T + B W^T - 2 S. Its denominator, that of W^2 S, is the one of H, of S_ij G_ab and of W_ia B_jb too.
    const Matrix outer = product(W_, transposed(B_));
    C_ = difference(sum(outer, transposed(outer)), scaled(2, S_));
    denominator_ = lcm(C_.denominator(), loss.lambda.get_den());
    factor_ = 2 * denominator_ / C_.denominator();
    penalty_ = 4 * loss.lambda.get_num() * (denominator_ / loss.lambda.get_den());
  }

  // Twice [a = b] C_ij + [i = j] (H_ab + 2 lambda [a = b]) + S_ij G_ab + W_ib B_ja + B_ib W_ja, for W_ia and W_jb.
  [[nodiscard]] Integer at(Index first, Index second) const override {
    const Index i = first / k_, a = first % k_, j = second / k_, b = second % k_;
    Integer entry = S_.at(i, j) * G_.at(a, b) + W_.at(i, b) * B_.at(j, a) + B_.at(i, b) * W_.at(j, a);
    if (a == b) entry += C_.at(i, j);
    if (i == j) entry += H_.at(a, b);
    return first == second ? Integer(factor_ * entry + penalty_) : Integer(factor_ * entry);
  }

 private:
  Index k_;
  Matrix S_, W_, B_, G_, H_, C_;
  Integer factor_, penalty_;
};

}  // namespace

Rational squared_norm(const Point& x) { return squared_norm(x.W1) + squared_norm(x.W2); }

Matrix Loss::regularized_gram() const { return problem == Problem::product ? plus_identity(gram, lambda) : gram; }

Rational Loss::penalty() const { return problem == Problem::sum || problem == Problem::tied ? lambda : Rational(0); }

Rational Loss::value(const Point& x) const {
  const bool is_tied = problem == Problem::tied;
  const Matrix N = product(x.W2, is_tied ? transposed(x.W2) : x.W1);
  const Matrix NS = product(N, regularized_gram());
  return trace(gram) - 2 * inner(N, gram) + inner(NS, N) + (is_tied ? 2 : 1) * penalty() * squared_norm(x);
}

Point Loss::gradient(const Point& x) const {
  if (problem == Problem::tied) {
    const Matrix R = difference(product(product(x.W2, transposed(x.W2)), gram), gram);
    const Matrix half = sum(product(sum(R, transposed(R)), x.W2), scaled(2 * lambda, x.W2));
    return {{}, scaled(2, half)};
  }
  const Matrix R = difference(product(product(x.W2, x.W1), regularized_gram()), gram);
  const Matrix first = sum(product(transposed(x.W2), R), scaled(penalty(), x.W1));
  const Matrix second = sum(product(R, transposed(x.W1)), scaled(penalty(), x.W2));
  return {scaled(2, first), scaled(2, second)};
}

Rational Loss::lipschitz(const Rational& length) const {
  const Rational steepness = root_above(squared_norm(regularized_gram())) * length;
  return (problem == Problem::tied ? 24 : 6) * steepness;
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

std::unique_ptr<const Hessian> hessian_at(const Loss& loss, const Point& x) {
  if (loss.problem == Problem::tied) return std::make_unique<const TiedHessian>(loss, x);
  return std::make_unique<const UntiedHessian>(loss, x);
}

Point generator_tangent(const Matrix& Omega, const Point& x) {
  const Matrix decoder = scaled(-1, product(x.W2, Omega));
  return x.W1.rows() == 0 ? Point{{}, decoder} : Point{product(Omega, x.W1), decoder};
}

Point commutant_tangent(const Matrix& K, const Point& x) {
  const Matrix decoder = product(K, x.W2);
  return x.W1.rows() == 0 ? Point{{}, decoder} : Point{scaled(-1, product(x.W1, K)), decoder};
}

}  // namespace laecert::recheck
