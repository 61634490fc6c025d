#include "propose/training/ceres_minimizers.hpp"

#include <ceres/cost_function.h>
#include <ceres/gradient_problem.h>
#include <ceres/gradient_problem_solver.h>
#include <ceres/problem.h>
#include <ceres/solver.h>

#include <cmath>
#include <limits>

#include "propose/ceres_log.hpp"

namespace laecert::propose {
namespace {

using RowMajor = Units<Eigen::Dynamic>;

// Row i of A and row j of B, in the eigenbasis: sqrt(s_i) (<A_i, B_j> - delta_ij), and for `product` sqrt(lambda) <A_i,
// B_j>. The squares of all pairs sum up to the loss without its penalty on the weights.
class EntryOfMap final : public ceres::CostFunction {
 public:
  EntryOfMap(double s, double map_penalty, bool diagonal, Index k)
      : root_(std::sqrt(s)), penalty_root_(std::sqrt(map_penalty)), target_(diagonal ? 1 : 0), k_(k) {
    set_num_residuals(map_penalty > 0 ? 2 : 1);
    mutable_parameter_block_sizes()->assign(2, static_cast<int>(k));
  }

  bool Evaluate(double const* const* parameters, double* residuals, double** jacobians) const override {
    const Eigen::Map<const Eigen::VectorXd> a(parameters[0], k_);
    const Eigen::Map<const Eigen::VectorXd> b(parameters[1], k_);
    const double entry = a.dot(b);
    residuals[0] = root_ * (entry - target_);
    if (num_residuals() == 2) residuals[1] = penalty_root_ * entry;
    if (jacobians != nullptr) {
      set_jacobian(jacobians[0], b);
      set_jacobian(jacobians[1], a);
    }
    return std::isfinite(entry);
  }

 private:
  void set_jacobian(double* jacobian, const Eigen::Map<const Eigen::VectorXd>& factor) const {
    if (jacobian == nullptr) return;
    Eigen::Map<RowMajor> j(jacobian, num_residuals(), k_);
    j.row(0) = root_ * factor.transpose();
    if (num_residuals() == 2) j.row(1) = penalty_root_ * factor.transpose();
  }

  double root_, penalty_root_, target_;
  Index k_;
};

// diag(sqrt(mu)) times a row.
class WeightPenalty final : public ceres::CostFunction {
 public:
  explicit WeightPenalty(const Eigen::VectorXd& mu) : roots_(mu.cwiseSqrt()) {
    set_num_residuals(static_cast<int>(mu.size()));
    mutable_parameter_block_sizes()->push_back(static_cast<int>(mu.size()));
  }

  bool Evaluate(double const* const* parameters, double* residuals, double** jacobians) const override {
    const Index k = roots_.size();
    Eigen::Map<Eigen::VectorXd>(residuals, k) =
        roots_.cwiseProduct(Eigen::Map<const Eigen::VectorXd>(parameters[0], k));
    if (jacobians != nullptr && jacobians[0] != nullptr) Eigen::Map<RowMajor>(jacobians[0], k, k) = roots_.asDiagonal();
    return true;
  }

 private:
  Eigen::VectorXd roots_;
};

// The loss and its gradient at (A, B), column by column. What is not finite is refused: Ceres tries a shorter step.
class Loss final : public ceres::FirstOrderFunction {
 public:
  Loss(const Objective& objective, Index k) : objective_(objective), m_(objective.s.size()), k_(k) {}

  [[nodiscard]] int NumParameters() const override { return static_cast<int>(2 * m_ * k_); }

  bool Evaluate(const double* parameters, double* cost, double* gradient) const override {
    const Factors w{Eigen::Map<const Eigen::MatrixXd>(parameters, m_, k_),
                    Eigen::Map<const Eigen::MatrixXd>(parameters + m_ * k_, m_, k_)};
    *cost = approx_loss(objective_, w);
    if (gradient == nullptr) return std::isfinite(*cost);
    HalvedGradient<Eigen::Dynamic> halved(m_, k_);
    halved.evaluate(objective_, w);
    Eigen::Map<Eigen::MatrixXd>(gradient, m_, k_) = 2 * halved.encoder();
    Eigen::Map<Eigen::MatrixXd>(gradient + m_ * k_, m_, k_) = 2 * halved.decoder();
    return std::isfinite(*cost) && halved.encoder().allFinite() && halved.decoder().allFinite();
  }

 private:
  const Objective& objective_;
  Index m_, k_;
};

// Records where each iteration ended, and hears a stop; the start is iteration 0.
template <class Current>
class Recorder final : public ceres::IterationCallback {
 public:
  Recorder(const Current& current, const CeresLimits& limits) : current_(current), limits_(limits) {}
  ceres::CallbackReturnType operator()(const ceres::IterationSummary& summary) override {
    if (summary.iteration > 0) record_.push_back(current_());
    const bool hears = record_.size() >= limits_.unheard && limits_.stop.stop_requested();
    return hears ? ceres::SOLVER_TERMINATE_SUCCESSFULLY : ceres::SOLVER_CONTINUE;
  }
  [[nodiscard]] std::vector<Factors> record() && { return std::move(record_); }

 private:
  const Current& current_;
  const CeresLimits& limits_;
  std::vector<Factors> record_;
};

// One thread, so that sums are made in one order; it goes on while it gains anything.
template <class Options>
Options quiet_options(ceres::IterationCallback& recorder, const CeresLimits& limits) {
  Options options;
  options.logging_type = ceres::SILENT;
  options.max_num_iterations = static_cast<int>(limits.iterations);
  options.function_tolerance = 0;
  options.parameter_tolerance = std::numeric_limits<double>::epsilon();
  options.gradient_tolerance = std::numeric_limits<double>::min();
  options.update_state_every_iteration = true;
  options.callbacks.push_back(&recorder);
  return options;
}

}  // namespace

// The blocks are the rows of A and of B: those of A meet only through B, and are eliminated first.
std::vector<Factors> levenberg_marquardt_iterates(const Objective& objective, const Factors& start,
                                                  const CeresLimits& limits) {
  const Index m = start.A.rows();
  const Index k = start.A.cols();
  RowMajor a = start.A;
  RowMajor b = start.B;
  ceres::Problem problem;
  auto* ordering = new ceres::ParameterBlockOrdering;
  for (Index i = 0; i < m; ++i) {
    double* row = a.row(i).data();
    for (Index j = 0; j < m; ++j) {
      problem.AddResidualBlock(new EntryOfMap(objective.s(i), objective.map_penalty, i == j, k), nullptr, row,
                               b.row(j).data());
    }
    ordering->AddElementToGroup(row, 0);
  }
  for (Index i = 0; i < m; ++i) {
    ordering->AddElementToGroup(b.row(i).data(), 1);
    if (objective.mu.isZero(0)) continue;
    problem.AddResidualBlock(new WeightPenalty(objective.mu), nullptr, a.row(i).data());
    problem.AddResidualBlock(new WeightPenalty(objective.mu), nullptr, b.row(i).data());
  }
  const auto current = [&] { return Factors{a, b}; };
  Recorder recorder(current, limits);
  auto options = quiet_options<ceres::Solver::Options>(recorder, limits);
  options.num_threads = 1;
  options.linear_solver_type = ceres::DENSE_SCHUR;
  options.linear_solver_ordering.reset(ordering);
  silence_ceres_log();
  ceres::Solver::Summary summary;
  ceres::Solve(options, &problem, &summary);
  return std::move(recorder).record();
}

std::vector<Factors> lbfgs_iterates(const Objective& objective, const Factors& start, const CeresLimits& limits) {
  const Index size = start.A.size();
  Eigen::VectorXd x(2 * size);
  x << Eigen::MatrixXd(start.A).reshaped(), Eigen::MatrixXd(start.B).reshaped();
  const auto current = [&] {
    return Factors{x.head(size).reshaped(start.A.rows(), start.A.cols()),
                   x.tail(size).reshaped(start.A.rows(), start.A.cols())};
  };
  Recorder recorder(current, limits);
  const ceres::GradientProblem problem(new Loss(objective, start.A.cols()));
  silence_ceres_log();
  ceres::GradientProblemSolver::Summary summary;
  ceres::Solve(quiet_options<ceres::GradientProblemSolver::Options>(recorder, limits), problem, x.data(), &summary);
  return std::move(recorder).record();
}

}  // namespace laecert::propose
