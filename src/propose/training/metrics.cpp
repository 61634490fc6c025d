#include "propose/training/metrics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/svd.hpp"

namespace laecert::propose {
namespace {

// The part of u that is orthogonal to basis vector i: its norm is the sine, with no cancellation next to 0.
double sine_to_axis(const Eigen::VectorXd& u, Index i) {
  return std::hypot(u.head(i).norm(), u.tail(u.size() - i - 1).norm());
}

}  // namespace

Metrics approx_metrics(const Objective& objective, const Factors& w) {
  if (!w.A.allFinite() || !w.B.allFinite()) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    return {nan, nan, nan, nan, nan, nan};
  }
  HalvedGradient<Eigen::Dynamic> gradient(w.A.rows(), w.A.cols());
  gradient.evaluate(objective, w);
  const Eigen::MatrixXd directions = numeric::approx_svd(w.B).U;
  Metrics metrics{.loss = approx_loss(objective, w),
                  .gradient_norm = 2 * std::hypot(gradient.encoder().norm(), gradient.decoder().norm()),
                  .transpose_gap = (w.A - w.B).norm(),
                  .balance_gap = (w.A.transpose() * w.A - w.B.transpose() * w.B).norm(),
                  .subspace_distance = directions.bottomRows(w.B.rows() - directions.cols()).norm()};
  for (Index i = 0; i < directions.cols(); ++i) {
    metrics.direction_error = std::max(metrics.direction_error, sine_to_axis(directions.col(i), i));
  }
  return metrics;
}

PrincipalDirections approx_principal_directions(const Eigen::MatrixXd& W2, double lambda) {
  const numeric::SvdProposal svd = numeric::approx_svd(W2);
  return {svd.U, svd.values, (lambda / (1 - svd.values.array().square())).sqrt().matrix()};
}

}  // namespace laecert::propose
