#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "certify/evaluator.hpp"
#include "problem/least_squares_problem.hpp"

namespace laecert::propose {

using numeric::Index;

/// Residuals whose sum of squares is the value, and their Jacobian.
struct LeastSquares {
  std::function<Eigen::VectorXd(const Eigen::VectorXd&)> residual;
  std::function<Eigen::MatrixXd(const Eigen::VectorXd&)> jacobian;
};

/// A problem as finders see it: derivatives in double, with no guarantee, and the evaluator that decides what they
/// find. One landscape serves one thread.
///
/// In the units of its evaluator, with unknowns x / 2^point: no step depends on the units of the data.
class Landscape {
 public:
  virtual ~Landscape() = default;
  Landscape() = default;
  Landscape(const Landscape&) = delete;
  Landscape& operator=(const Landscape&) = delete;

  [[nodiscard]] virtual Index dimension() const = 0;
  [[nodiscard]] virtual Eigen::VectorXd gradient(const Eigen::VectorXd& x) const = 0;
  [[nodiscard]] virtual Eigen::MatrixXd hessian(const Eigen::VectorXd& x) const = 0;
  [[nodiscard]] virtual Eigen::MatrixXd tangents(const Eigen::VectorXd& x) const = 0;
  /// A start made of Gaussian entries: themselves, or as the problem draws them.
  [[nodiscard]] virtual Eigen::VectorXd start(const Eigen::VectorXd& gaussian) const = 0;
  /// Present for a LeastSquaresProblem.
  [[nodiscard]] virtual const std::optional<LeastSquares>& least_squares() const = 0;
  [[nodiscard]] virtual certify::Evaluator& evaluator() = 0;
};

/// The landscape of one problem, which must outlive it.
template <problem::CriticalProblem P>
class ProblemLandscape final : public Landscape {
 public:
  explicit ProblemLandscape(const P& problem)
      : evaluator_(problem),
        own_(certify::in_own_units(problem).problem),
        over_double_(own_.template over<double>({})),
        least_squares_(residuals(own_)) {}

  [[nodiscard]] Index dimension() const override { return evaluator_.dimension(); }
  [[nodiscard]] Eigen::VectorXd gradient(const Eigen::VectorXd& x) const override { return over_double_.gradient(x); }
  [[nodiscard]] Eigen::MatrixXd hessian(const Eigen::VectorXd& x) const override { return over_double_.hessian(x); }
  [[nodiscard]] Eigen::MatrixXd tangents(const Eigen::VectorXd& x) const override { return over_double_.tangents(x); }
  [[nodiscard]] Eigen::VectorXd start(const Eigen::VectorXd& gaussian) const override {
    if constexpr (requires { own_.drawn_as_data(gaussian); }) {
      return own_.drawn_as_data(gaussian);
    } else {
      return gaussian;
    }
  }
  [[nodiscard]] const std::optional<LeastSquares>& least_squares() const override { return least_squares_; }
  [[nodiscard]] certify::Evaluator& evaluator() override { return evaluator_; }

 private:
  static std::optional<LeastSquares> residuals(const P& problem) {
    if constexpr (problem::LeastSquaresProblem<P>) {
      const auto r = problem.least_squares();
      return LeastSquares{[r](const Eigen::VectorXd& x) -> Eigen::VectorXd { return r.residual(x); },
                          [r](const Eigen::VectorXd& x) -> Eigen::MatrixXd { return r.jacobian(x); }};
    } else {
      return std::nullopt;
    }
  }

  certify::ProblemEvaluator<P> evaluator_;
  P own_;
  decltype(std::declval<const P&>().template over<double>(numeric::Precision{})) over_double_;
  std::optional<LeastSquares> least_squares_;
};

}  // namespace laecert::propose
