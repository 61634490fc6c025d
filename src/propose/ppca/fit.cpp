#include "propose/ppca/fit.hpp"

#include <Eigen/Cholesky>
#include <cmath>
#include <utility>

#include "certify/approach.hpp"
#include "numeric/random.hpp"

namespace laecert::propose {

using problem::Latents;
using problem::PpcaProblem;

template <Latents latents>
ExpectationMaximization::ExpectationMaximization(const PpcaProblem<latents>& problem)
    : covariance_(numeric::lift_matrix<double>(problem.covariance(), {})),
      v_(numeric::approx_double(problem.noise_variance())),
      alpha_(numeric::approx_double(problem.prior_weight())),
      latents_(latents) {}

template ExpectationMaximization::ExpectationMaximization(const PpcaProblem<Latents::integrated>&);
template ExpectationMaximization::ExpectationMaximization(const PpcaProblem<Latents::maximized>&);

Eigen::MatrixXd ExpectationMaximization::step(const Eigen::MatrixXd& W) const {
  const Eigen::MatrixXd identity = Eigen::MatrixXd::Identity(W.cols(), W.cols());
  const Eigen::MatrixXd m = W.transpose() * W + v_ * identity;
  const Eigen::MatrixXd m_inverse = m.llt().solve(identity);
  const Eigen::MatrixXd a = covariance_ * W * m_inverse;
  Eigen::MatrixXd b = m_inverse * W.transpose() * a + alpha_ * v_ * identity;
  if (latents_ == Latents::integrated) b += v_ * m_inverse;
  return b.llt().solve(a.transpose()).transpose();
}

PpcaFit ExpectationMaximization::fit(Eigen::MatrixXd W, const PpcaFitOptions& options) const {
  for (long iteration = 0; iteration < options.max_iterations; ++iteration) {
    Eigen::MatrixXd next = step(W);
    if (!next.allFinite()) return {std::move(W), iteration, false};
    const double length = (next - W).norm();
    W = std::move(next);
    if (length <= options.tolerance * std::sqrt(W.squaredNorm() + v_)) return {std::move(W), iteration + 1, true};
  }
  return {std::move(W), options.max_iterations, false};
}

template <Latents latents>
Eigen::MatrixXd approx_polished(const PpcaProblem<latents>& problem, const Eigen::MatrixXd& W) {
  certify::ProblemEvaluator<PpcaProblem<latents>> evaluator(problem);
  const Eigen::VectorXd x = problem::pack_weights(W);
  const numeric::Vector<numeric::Rational> start = x.unaryExpr([](double e) { return numeric::exact_rational(e); });
  const numeric::Vector<numeric::Rational> end = certify::approx_critical_point(evaluator, start);
  return problem::unpack_weights<double>(numeric::lift_matrix<double>(end, {}), W.cols());
}

template Eigen::MatrixXd approx_polished(const PpcaProblem<Latents::integrated>&, const Eigen::MatrixXd&);
template Eigen::MatrixXd approx_polished(const PpcaProblem<Latents::maximized>&, const Eigen::MatrixXd&);

Eigen::MatrixXd gaussian_weights(Index m, Index k, double deviation, std::uint64_t seed) {
  numeric::SplitMix64 random(seed);
  Eigen::MatrixXd w(m, k);
  for (double& entry : w.reshaped()) entry = deviation * numeric::approx_gaussian(random);
  return w;
}

}  // namespace laecert::propose
