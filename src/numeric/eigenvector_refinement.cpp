#include "numeric/eigenvector_refinement.hpp"

#include <Eigen/Eigenvalues>
#include <cmath>
#include <optional>
#include <utility>

#include "numeric/arb_operations.hpp"
#include "numeric/inertia.hpp"
#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

// From 53 bits each step doubles; a few more for eigenvalues that double did not tell apart.
constexpr int spare_steps = 4;

/// The midpoints of a positive multiple of S, in double.
Eigen::MatrixXd scaled_double(const ArbMatrix& s) {
  UpperBound largest;
  arb_mat_bound_inf_norm(largest.get(), s.get());
  const slong exponent = mag_is_zero(largest.get()) != 0 ? 0 : MAG_EXP(largest.get());
  Eigen::MatrixXd result(s.rows(), s.cols());
  arb_t entry;
  arb_init(entry);
  for (Index i = 0; i < s.rows(); ++i) {
    for (Index j = 0; j < s.cols(); ++j) {
      arb_mul_2exp_si(entry, arb_mat_entry(s.get(), i, j), -exponent);
      result(i, j) = arf_get_d(arb_midref(entry), ARF_RND_NEAR);
    }
  }
  arb_clear(entry);
  return result;
}

ArbMatrix from_double(const Eigen::MatrixXd& a) {
  ArbMatrix result(a.rows(), a.cols());
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.cols(); ++j) arb_set_d(arb_mat_entry(result.get(), i, j), a(i, j));
  }
  return result;
}

/// One step X <- X + X E; tells how large the residual |S X - X L| was before it, relative to |S|.
class Refinement {
 public:
  Refinement(const ArbMatrix& s, const ArbMatrix& x, Precision precision)
      : precision_(precision),
        defect_(midpoints(identity_minus_product(transposed(x), x, precision)).to_matrix(precision)),
        rotated_(midpoints(multiply(transposed(x), multiply(s, x, precision), precision)).to_matrix(precision)),
        scale_(frobenius_norm(s, precision).midpoint()) {
    const Index n = x.cols();
    for (Index i = 0; i < n; ++i) values_.push_back((rotated_(i, i) / (Ball(1) - defect_(i, i))).midpoint());
    Matrix<Ball> off = rotated_;
    for (Index i = 0; i < n; ++i) off(i, i) -= values_[static_cast<std::size_t>(i)];
    const Ball off_norm = frobenius_norm(ArbMatrix(off), precision);
    const Ball defect_norm = frobenius_norm(ArbMatrix(defect_), precision);
    threshold_ = Ball(2) * (off_norm + scale_ * defect_norm);
  }

  /// Whether what is left is rounding at this precision.
  [[nodiscard]] bool converged() const {
    const Ball limit = scale_ * ldexp_one(8 - precision_.bits) * Ball(values_.size() + 1);
    return certainly(is_less(threshold_, limit));
  }

  [[nodiscard]] ArbMatrix correction() const {
    const Index n = rotated_.rows();
    Matrix<Ball> e(n, n);
    for (Index i = 0; i < n; ++i) {
      for (Index j = 0; j < n; ++j) e(i, j) = correction(i, j);
    }
    return midpoints(ArbMatrix(e));
  }

 private:
  [[nodiscard]] Ball correction(Index i, Index j) const {
    const Ball& value = values_[static_cast<std::size_t>(j)];
    const Ball distance = value - values_[static_cast<std::size_t>(i)];
    if (!certainly(is_less(threshold_, abs(distance)))) return defect_(i, j) / Ball(2);
    return (rotated_(i, j) + value * defect_(i, j)) / distance;
  }

  [[nodiscard]] Ball ldexp_one(slong exponent) const {
    arb_t power;
    arb_init(power);
    arb_one(power);
    arb_mul_2exp_si(power, power, exponent);
    Ball result = Ball::from_arb(power, precision_);
    arb_clear(power);
    return result;
  }

  Precision precision_;
  Matrix<Ball> defect_;
  Matrix<Ball> rotated_;
  Ball scale_;
  std::vector<Ball> values_;
  Ball threshold_;
};

std::optional<ArbMatrix> refined(const ArbMatrix& s, Precision precision) {
  const EigenProposal start = approx_eigenvectors(scaled_double(s));
  if (!start.vectors.allFinite()) return std::nullopt;
  ArbMatrix x = from_double(start.vectors);
  const int steps = spare_steps + static_cast<int>(std::ceil(std::log2(static_cast<double>(precision.bits) / 50 + 1)));
  for (int step = 0; step < steps; ++step) {
    const Refinement refinement(s, x, precision);
    if (refinement.converged()) return x;
    const ArbMatrix change = multiply(x, refinement.correction(), precision);
    arb_mat_add(x.get(), x.get(), change.get(), precision.bits);
    arb_mat_get_mid(x.get(), x.get());
  }
  return std::nullopt;
}

ArbMatrix by_qr_iteration(const ArbMatrix& s, Precision precision) {
  return abandonable([balls = s.to_matrix(precision), precision]() -> ArbMatrix {
    const PrecisionScope scope(precision);
    const Matrix<Real> midpoints = balls.unaryExpr([](const Ball& x) { return x.approx_midpoint(); });
    const Eigen::SelfAdjointEigenSolver<Matrix<Real>> solver(midpoints);
    const Matrix<Real>& vectors = solver.eigenvectors();
    return ArbMatrix(vectors.unaryExpr([&](const Real& x) { return Ball(x, precision); }));
  });
}

}  // namespace

ArbMatrix approx_eigenvectors(const ArbMatrix& s, Precision precision) {
  std::optional<ArbMatrix> fast = refined(s, precision);
  if (fast) return std::move(*fast);
  return by_qr_iteration(s, precision);
}

}  // namespace laecert::numeric
