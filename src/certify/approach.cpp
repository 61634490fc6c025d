#include "certify/approach.hpp"

#include <cmath>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/inertia.hpp"
#include "numeric/midrad_matrix.hpp"
#include "numeric/power_of_two.hpp"
#include "numeric/running.hpp"

namespace laecert::certify {
namespace {

using numeric::Ball;
using numeric::DoubleBall;
using numeric::Index;
using numeric::Precision;
using numeric::Rational;
using numeric::Vector;

constexpr int most_steps = 200;
constexpr int most_steps_without_gain = 3;

// Residuals need more bits than the point: near a zero the terms of the gradient cancel.
constexpr Precision residual_precision{256};

Eigen::VectorXd approx_gradient(Evaluator& evaluator, const Eigen::VectorXd& x) {
  Vector<Ball> point(x.size());
  for (Index i = 0; i < x.size(); ++i) point(i) = Ball(x(i), residual_precision);
  const Vector<Ball> gradient = evaluator.gradient(point, residual_precision);
  return gradient.unaryExpr([](const Ball& g) { return g.approx_double(); });
}

// -(H^2 + |g|^2)^-1 H g in the eigenbasis of H.
Eigen::VectorXd levenberg_marquardt_step(Evaluator& evaluator, const Eigen::VectorXd& x, const Eigen::VectorXd& g) {
  Vector<DoubleBall> point(x.size());
  for (Index i = 0; i < x.size(); ++i) point(i) = DoubleBall(x(i), 0.0);
  const numeric::EigenProposal h = numeric::approx_eigenvectors(numeric::to_midrad(evaluator.hessian(point)).mid);
  const double damping = g.squaredNorm();
  Eigen::VectorXd step = h.vectors.transpose() * g;
  for (Index i = 0; i < step.size(); ++i) {
    const double denominator = h.values(i) * h.values(i) + damping;
    step(i) = denominator > 0 ? -step(i) * h.values(i) / denominator : 0.0;
  }
  return h.vectors * step;
}

// Entries that the way has reduced to the rounding of what they were become zero: at a fixed point of the symmetries
// all tangents vanish together, and only exact zeros tell them from short ones.
Eigen::VectorXd without_rounding(Eigen::VectorXd x, const Eigen::VectorXd& start) {
  const double rounding = 0x1p-40 * start.lpNorm<Eigen::Infinity>();
  for (double& entry : x) {
    if (std::fabs(entry) < rounding) entry = 0;
  }
  return x;
}

}  // namespace

Vector<Rational> approx_critical_point(Evaluator& evaluator, const Vector<Rational>& start) {
  if (start.size() != evaluator.dimension()) {
    throw PreconditionError("approx_critical_point: " + std::to_string(start.size()) + " unknowns, expected " +
                            std::to_string(evaluator.dimension()));
  }
  const long point = evaluator.units().point;
  const Eigen::VectorXd from = numeric::lift_matrix<double>(numeric::times_power_of_two(start, -point), {});
  if (!from.allFinite()) return start;
  Eigen::VectorXd x = from;
  Eigen::VectorXd best = x;
  double least = approx_gradient(evaluator, x).norm();
  int without_gain = 0;
  for (int step = 0; step < most_steps && least > 0 && without_gain < most_steps_without_gain; ++step) {
    numeric::require_running();
    const Eigen::VectorXd gradient = approx_gradient(evaluator, x);
    if (!std::isfinite(gradient.squaredNorm())) break;
    x += levenberg_marquardt_step(evaluator, x, gradient);
    if (!x.allFinite()) break;
    const double norm = approx_gradient(evaluator, x).norm();
    without_gain = norm < least ? 0 : without_gain + 1;
    if (!(norm < least)) continue;
    least = norm;
    best = x;
  }
  if (!best.allFinite()) return start;
  best = without_rounding(std::move(best), from);
  Vector<Rational> result(best.size());
  for (Index i = 0; i < best.size(); ++i) result(i) = numeric::exact_rational(best(i));
  return numeric::times_power_of_two(result, point);
}

}  // namespace laecert::certify
