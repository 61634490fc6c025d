#include "studies/lambda_hint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/svd.hpp"
#include "problem/families/lae/loss.hpp"

namespace laecert::studies {
namespace {

// Directions that the decoder has shrunk more tell more of noise than of lambda.
constexpr double least_squared_singular_value = 1e-4;
constexpr double least_change = 0.01;  // of lambda
constexpr double least_gain = 10;      // of the gradient

struct Estimate {
  double lambda = 0, low = std::numeric_limits<double>::infinity(), high = 0;
};

// The mean of what the directions give. An error of d costs lambda as much as v^T S v is: that is their weight.
Estimate estimate_of(const Eigen::MatrixXd& S, const Eigen::MatrixXd& W2) {
  const numeric::SvdProposal svd = numeric::approx_svd(W2);
  Estimate estimate;
  double sum = 0, weights = 0;
  for (Index a = 0; a < svd.values.size(); ++a) {
    const double d2 = svd.values(a) * svd.values(a), s = svd.U.col(a).dot(S * svd.U.col(a));
    if (!(d2 > least_squared_singular_value && s > 0)) continue;
    const double lambda = s * (1 - d2), weight = 1 / (s * s);
    sum += weight * lambda;
    weights += weight;
    estimate.low = std::min(estimate.low, lambda);
    estimate.high = std::max(estimate.high, lambda);
  }
  estimate.lambda = weights > 0 ? sum / weights : 0;
  return estimate;
}

// To four digits: it is a guess.
std::string told(double x) { return fmt::format("{:.4g}", x); }

}  // namespace

std::optional<LambdaHint> approx_lambda_hint(const problem::Instance& instance, const GivenWeights& weights) {
  if (!weights.W1 || !weights.W2) return {};
  const problem::Autoencoder<double> w{numeric::lift_matrix<double>(*weights.W1, {}),
                                       numeric::lift_matrix<double>(*weights.W2, {})};
  const Eigen::MatrixXd S = numeric::lift_matrix<double>(instance.gram(), {});
  const bool fits = w.W1.cols() == S.rows() && w.W2.rows() == S.rows() && w.W1.rows() == w.W2.cols();
  if (!fits || !w.W1.allFinite() || !w.W2.allFinite() || !S.allFinite()) return {};
  const auto given = numeric::approx_double(instance.lambda());
  const Estimate estimate = estimate_of(S, w.W2);
  const auto gradient_at = [&](double lambda) {
    return problem::LaeLoss<double>(S, lambda, w.W1.rows(), problem::Regularization::sum, {})
        .gradient(problem::pack(w))
        .norm();
  };
  const double there = gradient_at(estimate.lambda);
  const bool is_other = std::abs(estimate.lambda - given) > least_change * given;
  const bool is_better = std::isfinite(there) && least_gain * there <= gradient_at(given);
  if (!(estimate.lambda > 0 && is_other && is_better)) return {};
  return LambdaHint{told(estimate.lambda), told(estimate.low), told(estimate.high), told(there)};
}

}  // namespace laecert::studies
