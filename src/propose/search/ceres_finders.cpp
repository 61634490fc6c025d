#include <ceres/cost_function.h>
#include <ceres/problem.h>
#include <ceres/solver.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "numeric/errors.hpp"
#include "propose/ceres_log.hpp"
#include "propose/ceres_stop.hpp"
#include "propose/search/finders.hpp"

namespace laecert::propose {
namespace {

// The relative gradient where a value no longer falls in double, the root of its rounding, with room.
constexpr double worth_finishing = 1e-6;

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Residuals with their Jacobian as Ceres sees them. What is not finite is refused without a word: Ceres then tries a
// shorter step.
class Residuals final : public ceres::CostFunction {
 public:
  Residuals(const LeastSquares& functions, Index rows, Index cols) : functions_(functions), rows_(rows), cols_(cols) {
    set_num_residuals(static_cast<int>(rows));
    mutable_parameter_block_sizes()->push_back(static_cast<int>(cols));
  }

  bool Evaluate(double const* const* parameters, double* residuals, double** jacobians) const override {
    const Eigen::VectorXd x = Eigen::Map<const Eigen::VectorXd>(parameters[0], cols_);
    Eigen::Map<Eigen::VectorXd> r(residuals, rows_);
    r = functions_.residual(x);
    if (!r.allFinite()) return false;
    if (jacobians == nullptr || jacobians[0] == nullptr) return true;
    Eigen::Map<RowMajor> j(jacobians[0], rows_, cols_);
    j = functions_.jacobian(x);
    return j.allFinite();
  }

 private:
  const LeastSquares& functions_;
  Index rows_, cols_;
};

// Several threads would add in an order of their own: other bytes each time. The tolerances let it go on while it
// gains anything.
ceres::Solver::Options finder_options(long max_steps) {
  ceres::Solver::Options options;
  options.num_threads = 1;
  options.linear_solver_type = ceres::DENSE_QR;
  options.logging_type = ceres::SILENT;
  options.max_num_iterations = static_cast<int>(std::min<long>(max_steps, std::numeric_limits<int>::max()));
  options.function_tolerance = std::numeric_limits<double>::epsilon();
  options.parameter_tolerance = std::numeric_limits<double>::epsilon();
  options.gradient_tolerance = std::numeric_limits<double>::min();
  return options;
}

Approximation minimized(const Landscape& landscape, const LeastSquares& functions, const Eigen::VectorXd& start,
                        long max_steps) {
  const Eigen::VectorXd residual = functions.residual(start);
  if (!residual.allFinite()) return {start, 0, false};
  Eigen::VectorXd x = start;
  ceres::Problem problem;
  problem.AddResidualBlock(new Residuals(functions, residual.size(), x.size()), nullptr, x.data());
  silence_ceres_log();
  ceres::Solver::Summary summary;
  EndsAtStop ends_at_stop;
  ceres::Solver::Options options = finder_options(max_steps);
  options.callbacks.push_back(&ends_at_stop);
  ceres::Solve(options, &problem, &summary);
  numeric::require_running();
  // The last iteration's number; the start itself is iteration 0.
  const long steps = summary.iterations.empty() ? 0 : summary.iterations.back().iteration;
  if (!x.allFinite() || !(relative_gradient(landscape, x, start.norm()) <= worth_finishing)) {
    return {std::move(x), steps, false};
  }
  Approximation finished = approx_by_newton(landscape, x, max_steps - steps);
  finished.steps += steps;
  return finished;
}

}  // namespace

Approximation approx_by_gradient_norm(const Landscape& landscape, const Eigen::VectorXd& start, long max_steps) {
  const LeastSquares gradient_and_hessian{[&](const Eigen::VectorXd& x) { return landscape.gradient(x); },
                                          [&](const Eigen::VectorXd& x) { return landscape.hessian(x); }};
  return minimized(landscape, gradient_and_hessian, start, max_steps);
}

Approximation approx_by_loss(const Landscape& landscape, const Eigen::VectorXd& start, long max_steps) {
  if (!landscape.least_squares()) throw PreconditionError("approx_by_loss: the problem is no sum of squares");
  return minimized(landscape, *landscape.least_squares(), start, max_steps);
}

}  // namespace laecert::propose
