#pragma once

#include <cstdint>

#include "problem/families/ppca/objective.hpp"

// Routes to the best weights of probabilistic PCA that know nothing of its closed form: untrusted, in double, on one
// thread. Expectation and maximization does not even see the objective. `approx_polished` takes their ends to the last
// bits.

namespace laecert::propose {

using numeric::Index;

/// Where a route came to.
struct PpcaFit {
  Eigen::MatrixXd W;  // m x k
  long iterations = 0;
  bool converged = false;  // by the route's own criterion
};

struct PpcaFitOptions {
  long max_iterations = 200000;
  double tolerance = 1e-10;  // of a step of expectation and maximization, against sqrt(|W|^2 + v)
};

/// Expectation and maximization at fixed noise variance v, with covariance S/n and prior weight alpha.
///
/// With M = W^T W + v a step goes to A (B + alpha v)^-1, A = S/n W M^-1, B = v M^-1 + M^-1 W^T S/n W M^-1: the moments
/// of the latents given W, then the best W given the moments. Maximized latents have no covariance: B lacks its first
/// term, and the step is the best Z for W, then the best W for Z. It converges linearly; the objective never increases.
/// Source: [TB99], where v is estimated as well.
class ExpectationMaximization {
 public:
  template <problem::Latents latents>
  explicit ExpectationMaximization(const problem::PpcaProblem<latents>& problem);

  [[nodiscard]] Eigen::MatrixXd step(const Eigen::MatrixXd& W) const;
  /// Steps from W until one is shorter than the tolerance, or something is not finite.
  [[nodiscard]] PpcaFit fit(Eigen::MatrixXd W, const PpcaFitOptions& options = {}) const;

 private:
  Eigen::MatrixXd covariance_;
  double v_, alpha_;
  problem::Latents latents_;
};

/// Ceres' line search (BFGS) on the objective and its gradient, until it gains nothing.
///
/// Values in double tell points apart down to the root of their rounding: it counts as converged where v |gradient| is
/// at most 1e-6 sqrt(|W|^2 + v).
template <problem::Latents latents>
PpcaFit approx_by_ceres(const problem::PpcaProblem<latents>& problem, const Eigen::MatrixXd& W,
                        const PpcaFitOptions& options = {});

/// The critical point that Levenberg and Marquardt's steps reach from W, with residuals of 256 bits: W to a few units
/// in the last place where W is near a critical point whose Hessian has no zeros beyond its symmetries.
template <problem::Latents latents>
Eigen::MatrixXd approx_polished(const problem::PpcaProblem<latents>& problem, const Eigen::MatrixXd& W);

/// i.i.d. Gaussian entries of this deviation.
Eigen::MatrixXd gaussian_weights(Index m, Index k, double deviation, std::uint64_t seed);

}  // namespace laecert::propose
