#include "propose/search/finders.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "numeric/errors.hpp"

namespace laecert::propose {
namespace {

// A function of one variable by its first two derivatives.
class OnTheLine final : public Landscape {
 public:
  using Function = double (*)(double);
  OnTheLine(Function first, Function second) : first_(first), second_(second) {}

  [[nodiscard]] Index dimension() const override { return 1; }
  [[nodiscard]] Eigen::VectorXd gradient(const Eigen::VectorXd& x) const override {
    return Eigen::VectorXd::Constant(1, first_(x(0)));
  }
  [[nodiscard]] Eigen::MatrixXd hessian(const Eigen::VectorXd& x) const override {
    return Eigen::MatrixXd::Constant(1, 1, second_(x(0)));
  }
  [[nodiscard]] Eigen::MatrixXd tangents(const Eigen::VectorXd& x) const override { return {x.size(), 0}; }
  [[nodiscard]] Eigen::VectorXd start(const Eigen::VectorXd& gaussian) const override { return gaussian; }
  [[nodiscard]] const std::optional<LeastSquares>& least_squares() const override { return none_; }
  [[nodiscard]] certify::Evaluator& evaluator() override { throw PreconditionError("finders certify nothing"); }

 private:
  Function first_;
  Function second_;
  std::optional<LeastSquares> none_;
};

Eigen::VectorXd at(double x) { return Eigen::VectorXd::Constant(1, x); }

// f' = (x^2 + 1/10)(x - 14/25) vanishes at 14/25 alone; |f'| has another minimum, where f'' vanishes first.
OnTheLine with_a_flat_place() {
  return {[](double x) { return (x * x + 0.1) * (x - 0.56); }, [](double x) { return 3 * x * x - 1.12 * x + 0.1; }};
}

// It takes more steps than a stall is noticed in: the way leads past the flat place.
TEST(Newton, LeavesAPlaceWhereTheGradientIsFlat) {
  const Approximation reached = approx_by_newton(with_a_flat_place(), at(-0.3), 100);

  EXPECT_TRUE(reached.converged);
  EXPECT_NEAR(reached.x(0), 0.56, 1e-6);
  EXPECT_GT(reached.steps, 20);
}

// f' = x^2 + 1 has no zero: there is nothing to come to, and nobody says so.
TEST(Finders, DoNotConvergeWhereThereIsNothing) {
  const OnTheLine landscape([](double x) { return x * x + 1; }, [](double x) { return 2 * x; });

  EXPECT_FALSE(approx_by_newton(landscape, at(1), 100).converged);
  const Approximation least = approx_by_gradient_norm(landscape, at(1), 100);
  EXPECT_FALSE(least.converged);
  EXPECT_NEAR(least.x(0), 0, 1e-6);  // where |f'| is least
}

// Lengths in other units: f(x / unit). Powers of two change no rounding, so the steps are the same.
TEST(Newton, DoesNotDependOnUnits) {
  constexpr double unit = 0x1p10;
  const OnTheLine in_units(
      [](double x) { return (x / unit * (x / unit) + 0.1) * (x / unit - 0.56) / unit; },
      [](double x) { return (3 * (x / unit) * (x / unit) - 1.12 * (x / unit) + 0.1) / (unit * unit); });

  const Approximation plain = approx_by_newton(with_a_flat_place(), at(-0.3), 100);
  const Approximation scaled = approx_by_newton(in_units, at(-0.3 * unit), 100);

  EXPECT_EQ(scaled.steps, plain.steps);
  EXPECT_EQ(scaled.x(0) / unit, plain.x(0));
}

TEST(Finders, StayWhereItIsCritical) {
  const OnTheLine landscape([](double x) { return x * x - 1; }, [](double x) { return 2 * x; });

  EXPECT_EQ(approx_by_newton(landscape, at(1), 100).steps, 0);
  EXPECT_TRUE(approx_by_newton(landscape, at(1), 0).converged);
  EXPECT_EQ(approx_by_gradient_norm(landscape, at(1), 100).x(0), 1);
}

TEST(Finders, SayThatNaNIsNotConverged) {
  const OnTheLine landscape([](double) { return std::nan(""); }, [](double) { return 1.0; });

  EXPECT_TRUE(std::isnan(relative_gradient(landscape, at(1), 1)));
  EXPECT_FALSE(approx_by_newton(landscape, at(1), 100).converged);
  EXPECT_FALSE(approx_by_gradient_norm(landscape, at(1), 100).converged);
}

TEST(Loss, RefusesAProblemThatIsNoSumOfSquares) {
  EXPECT_THROW((void)approx_by_loss(with_a_flat_place(), at(1), 100), PreconditionError);
}

}  // namespace
}  // namespace laecert::propose
