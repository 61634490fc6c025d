#include <ceres/jet.h>
#include <gtest/gtest.h>

#include <utility>

#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "problem/families/unequal/loss_impl.hpp"
#include "tests/problem/critical_problem_laws.hpp"

namespace laecert::problem {
namespace {

using numeric::SplitMix64;

// X X^T of a random integer X, penalties 1/2, 4/3, 5/4, ...
Instance random_unequal_instance(Index m, Index k, SplitMix64& random) {
  Matrix<Rational> x(m, m);
  for (Rational& entry : x.reshaped()) entry = Rational(static_cast<long>(random.below(9)) - 4, 3);
  const Matrix<Rational> gram = x.lazyProduct(x.transpose());
  Setting setting{.name = "random", .k = k, .lambda = 0};
  for (Index a = 0; a < k; ++a) setting.penalties.emplace_back(a + 2 * (a % 2) + 1, a + 2);
  return Instance::from_gram(gram, setting);
}

constexpr std::pair<Index, Index> unequal_shapes[] = {{1, 1}, {2, 1}, {2, 3}, {3, 2}, {4, 3}};

TEST(UnequalLoss, ObeysTheLawsOfACriticalProblem) {
  SplitMix64 random(7);
  for (const auto& [m, k] : unequal_shapes)
    testing::expect_critical_problem_laws(UnequalProblem(random_unequal_instance(m, k, random)), random);
}

TEST(UnequalLoss, ObeysTheLawsWhereAnEigenvalueRepeats) {
  SplitMix64 random(17);
  const Vector<Rational> s{{Rational(4), Rational(4), Rational(4), Rational(1)}};
  const UnequalProblem problem(Instance::from_spectrum(s, {.name = "repeated", .k = 2, .penalties = {2, 3}}));

  ASSERT_EQ(problem.commutant().size(), 3U);
  testing::expect_critical_problem_laws(problem, random);
}

TEST(UnequalLoss, AgreesWithAHandWorkedExample) {
  // S = diag(4, 1), W1 = [1 0; 0 2], W2 = [1/2 0; 0 1]: N = diag(1/2, 2), |X - N X|^2 = 4/4 + 1; penalties 2 and 3.
  const Vector<Rational> s{{Rational(4), Rational(1)}};
  const UnequalProblem problem(Instance::from_spectrum(s, {.name = "hand", .k = 2, .penalties = {2, 3}}));
  const auto loss = problem.over<Rational>({});
  const Matrix<Rational> W1{{1, 0}, {0, 2}}, W2{{Rational(1, 2), 0}, {0, 1}};
  // R = N S - S = diag(-2, 1): grad_W1 = 2 W2^T R + 2 Lambda W1, grad_W2 = 2 R W1^T + 2 W2 Lambda.
  const Matrix<Rational> g1{{2, 0}, {0, 14}}, g2{{-2, 0}, {0, 10}};

  EXPECT_EQ(loss.value(pack(Autoencoder<Rational>{W1, W2})), 2 + 2 * Rational(5, 4) + 3 * 5);
  EXPECT_EQ(loss.gradient(pack(Autoencoder<Rational>{W1, W2})), pack(Autoencoder<Rational>{g1, g2}));
}

// The second route: with equal penalties it is `sum`, whose formulas are its own.
TEST(UnequalLoss, IsSumWhereThePenaltiesAreEqual) {
  SplitMix64 random(23);
  for (const auto& [m, k] : unequal_shapes) {
    Setting setting = random_unequal_instance(m, k, random).setting();
    setting.lambda = Rational(3, 2);
    setting.penalties.assign(static_cast<std::size_t>(k), Rational(3, 2));
    const Instance instance = Instance::from_gram(random_unequal_instance(m, k, random).gram(), setting);
    const auto sum = LaeProblem(instance, Regularization::sum).over<Rational>({});
    const auto unequal = UnequalProblem(instance).over<Rational>({});
    const Vector<Rational> x = testing::random_point(2 * m * k, random);

    EXPECT_EQ(unequal.value(x), sum.value(x));
    EXPECT_EQ(unequal.gradient(x), sum.gradient(x));
    EXPECT_EQ(unequal.hessian(x), sum.hessian(x));
  }
}

TEST(UnequalLoss, HessianAgreesWithJetsOfTheGradient) {
  constexpr int size = 12;  // m = 3, k = 2
  using Jet = ceres::Jet<double, size>;
  SplitMix64 random(13);
  const Instance instance = random_unequal_instance(3, 2, random);
  const Matrix<double> gram = numeric::lift_matrix<double>(instance.gram(), {});
  const Vector<double> penalties = numeric::lift_matrix<double>(UnequalProblem(instance).penalties(), {});
  const UnequalLoss<Jet> loss(gram.cast<Jet>(), penalties.cast<Jet>(), {});
  const Vector<double> x = numeric::lift_matrix<double>(testing::random_point(size, random), {});
  Vector<Jet> jets(size);
  for (int i = 0; i < size; ++i) jets(i) = Jet(x(i), i);

  const Vector<Jet> gradient = loss.gradient(jets);
  const Jet value = loss.value(jets);
  const Matrix<double> hessian = UnequalProblem(instance).over<double>({}).hessian(x);

  const double scale = 1 + gram.norm() * x.squaredNorm() * x.squaredNorm();
  for (int i = 0; i < size; ++i) {
    EXPECT_NEAR(value.v(i), gradient(i).a, 64 * numeric::unit_roundoff * scale);
    for (int j = 0; j < size; ++j)
      EXPECT_NEAR(gradient(i).v(j), hessian(i, j), 64 * numeric::unit_roundoff * hessian.norm()) << i << ", " << j;
  }
}

// f(x) = 4^e g(x), g the loss in its own units.
TEST(UnequalProblem, HasUnitsInWhichItsDataAreAboutOne) {
  const Vector<Rational> s{{Rational(4000), Rational(1000)}};
  const UnequalProblem problem(Instance::from_spectrum(s, {.name = "large", .k = 2, .penalties = {200, 300000}}));
  const Rescaled<UnequalProblem> own = problem.normalized();
  SplitMix64 random(3);
  const Vector<Rational> x = testing::random_point(problem.dimension(), random);

  EXPECT_LT(own.problem.penalties().maxCoeff(), 4);
  EXPECT_EQ(numeric::times_power_of_two(own.problem.over<Rational>({}).value(x), own.value_exponent),
            problem.over<Rational>({}).value(x));
}

TEST(UnequalProblem, AsksForAPenaltyOfEachUnit) {
  const Vector<Rational> s{{Rational(4), Rational(1)}};

  EXPECT_THROW(UnequalProblem(Instance::from_spectrum(s, {.name = "none", .k = 2, .lambda = 1})), PreconditionError);
  EXPECT_THROW((void)Instance::from_spectrum(s, {.name = "few", .k = 2, .penalties = {1}}), UsageError);
  EXPECT_THROW((void)Instance::from_spectrum(s, {.name = "negative", .k = 1, .penalties = {-1}}), UsageError);
}

}  // namespace
}  // namespace laecert::problem
