#include <ceres/gradient_problem.h>
#include <ceres/gradient_problem_solver.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "propose/ceres_log.hpp"
#include "propose/ceres_stop.hpp"
#include "propose/ppca/fit.hpp"

namespace laecert::propose {
namespace {

using problem::Latents;
using problem::PpcaObjective;
using problem::PpcaProblem;

// The objective as Ceres sees it. What is not finite is refused: Ceres then tries a shorter step.
template <Latents latents>
class LikelihoodFunction final : public ceres::FirstOrderFunction {
 public:
  explicit LikelihoodFunction(const PpcaProblem<latents>& problem)
      : over_double_(problem.template over<double>({})), size_(static_cast<int>(problem.dimension())) {}

  [[nodiscard]] int NumParameters() const override { return size_; }

  bool Evaluate(const double* parameters, double* cost, double* gradient) const override {
    const Eigen::VectorXd x = Eigen::Map<const Eigen::VectorXd>(parameters, size_);
    *cost = over_double_.value(x);
    if (gradient == nullptr) return std::isfinite(*cost);
    Eigen::Map<Eigen::VectorXd> slope(gradient, size_);
    slope = over_double_.gradient(x);
    return std::isfinite(*cost) && slope.allFinite();
  }

 private:
  PpcaObjective<double, latents> over_double_;
  int size_;
};

ceres::GradientProblemSolver::Options likelihood_options(long max_iterations) {
  ceres::GradientProblemSolver::Options options;
  options.line_search_direction_type = ceres::BFGS;
  options.logging_type = ceres::SILENT;
  options.max_num_iterations = static_cast<int>(std::min<long>(max_iterations, std::numeric_limits<int>::max()));
  options.function_tolerance = 0;
  options.parameter_tolerance = 0;
  options.gradient_tolerance = std::numeric_limits<double>::min();
  return options;
}

// False where something is not finite.
template <Latents latents>
bool is_nearly_critical(const PpcaProblem<latents>& problem, const Eigen::VectorXd& x) {
  const double v = numeric::approx_double(problem.noise_variance());
  const Eigen::VectorXd gradient = problem.template over<double>({}).gradient(x);
  return v * gradient.norm() <= 1e-6 * std::sqrt(x.squaredNorm() + v);
}

}  // namespace

template <Latents latents>
PpcaFit approx_by_ceres(const PpcaProblem<latents>& problem, const Eigen::MatrixXd& W, const PpcaFitOptions& options) {
  Eigen::VectorXd x = problem::pack_weights(W);
  const ceres::GradientProblem objective(new LikelihoodFunction<latents>(problem));
  silence_ceres_log();
  ceres::GradientProblemSolver::Summary summary;
  EndsAtStop ends_at_stop;
  ceres::GradientProblemSolver::Options how = likelihood_options(options.max_iterations);
  how.callbacks.push_back(&ends_at_stop);
  ceres::Solve(how, objective, x.data(), &summary);
  numeric::require_running();
  const long iterations = summary.iterations.empty() ? 0 : summary.iterations.back().iteration;
  return {problem::unpack_weights(x, W.cols()), iterations, is_nearly_critical(problem, x)};
}

template PpcaFit approx_by_ceres(const PpcaProblem<Latents::integrated>&, const Eigen::MatrixXd&,
                                 const PpcaFitOptions&);
template PpcaFit approx_by_ceres(const PpcaProblem<Latents::maximized>&, const Eigen::MatrixXd&, const PpcaFitOptions&);

}  // namespace laecert::propose
