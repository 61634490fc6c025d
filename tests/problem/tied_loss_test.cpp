#include <ceres/jet.h>
#include <gtest/gtest.h>

#include "numeric/random.hpp"
#include "problem/families/lae/loss.hpp"
#include "problem/families/tied/loss_impl.hpp"
#include "tests/problem/critical_problem_laws.hpp"

namespace laecert::problem {
namespace {

using numeric::SplitMix64;

// X X^T of a random integer X: symmetric positive semidefinite, full in general.
Instance random_tied_instance(Index m, Index k, SplitMix64& random) {
  Matrix<Rational> x(m, m);
  for (Rational& entry : x.reshaped()) entry = Rational(static_cast<long>(random.below(9)) - 4, 3);
  const Matrix<Rational> gram = x.lazyProduct(x.transpose());
  return Instance::from_gram(gram, {.name = "random", .k = k, .lambda = Rational(3, 2)});
}

constexpr std::pair<Index, Index> shapes[] = {{1, 1}, {2, 1}, {2, 3}, {3, 2}, {4, 3}};

TEST(TiedLoss, ObeysTheLawsOfACriticalProblem) {
  SplitMix64 random(7);
  for (const auto& [m, k] : shapes)
    testing::expect_critical_problem_laws(TiedProblem(random_tied_instance(m, k, random)), random);
}

TEST(TiedLoss, ObeysTheLawsWhereAnEigenvalueRepeats) {
  SplitMix64 random(17);
  const Vector<Rational> s{{Rational(4), Rational(4), Rational(4), Rational(1)}};
  const TiedProblem problem(Instance::from_spectrum(s, {.name = "repeated", .k = 2, .lambda = 2}));

  ASSERT_EQ(problem.rotations().size(), 3U);
  testing::expect_critical_problem_laws(problem, random);
}

TEST(TiedLoss, AgreesWithAHandWorkedExample) {
  // S = diag(4, 1), lambda = 2, W = (1/2, 1)^T: (1 - W W^T) X has the squared norm 4 (9/16 + 1/4) + 1/4 = 7/2,
  // R = (W W^T - 1) S = [[-3, 1/2], [2, 0]].
  const Vector<Rational> s{{Rational(4), Rational(1)}};
  const auto loss = TiedProblem(Instance::from_spectrum(s, {.name = "hand", .k = 1, .lambda = 2})).over<Rational>({});
  const Vector<Rational> x{{Rational(1, 2), Rational(1)}};
  const Vector<Rational> gradient{{Rational(3), Rational(21, 2)}};

  EXPECT_EQ(loss.value(x), Rational(7, 2) + 4 * Rational(5, 4));
  EXPECT_EQ(loss.gradient(x), gradient);
}

// W as the autoencoder (W^T, W); linear in W.
Vector<Rational> as_untied(const Vector<Rational>& x, Index k) {
  const Matrix<Rational> w = unpack_weights(x, k);
  return pack(Autoencoder<Rational>{w.transpose(), w});
}

// The second route: the chain rule for W -> (W^T, W), from the loss `sum` alone.
TEST(TiedLoss, IsSumAtTransposedWeights) {
  SplitMix64 random(23);
  for (const auto& [m, k] : shapes) {
    const Instance instance = random_tied_instance(m, k, random);
    const auto sum = LaeProblem(instance, Regularization::sum).over<Rational>({});
    const auto tied = TiedProblem(instance).over<Rational>({});
    const Vector<Rational> x = testing::random_point(m * k, random);
    const Vector<Rational> v = testing::random_point(m * k, random);
    const Vector<Rational> u = testing::random_point(m * k, random);
    const Vector<Rational> X = as_untied(x, k), V = as_untied(v, k), U = as_untied(u, k);
    const Vector<Rational> Hv = tied.hessian(x).lazyProduct(v), HV = sum.hessian(X).lazyProduct(V);

    EXPECT_EQ(tied.value(x), sum.value(X));
    EXPECT_EQ(Rational(tied.gradient(x).dot(v)), Rational(sum.gradient(X).dot(V)));
    EXPECT_EQ(Rational(u.dot(Hv)), Rational(U.dot(HV)));
  }
}

TEST(TiedLoss, HessianAgreesWithJetsOfTheGradient) {
  constexpr int size = 6;  // m = 3, k = 2
  using Jet = ceres::Jet<double, size>;
  SplitMix64 random(13);
  const Instance instance = random_tied_instance(3, 2, random);
  const Matrix<double> gram = numeric::lift_matrix<double>(instance.gram(), {});
  const TiedLoss<Jet> loss(gram.cast<Jet>(), Jet(1.5), 2, {});
  const Vector<double> x = numeric::lift_matrix<double>(testing::random_point(size, random), {});
  Vector<Jet> jets(size);
  for (int i = 0; i < size; ++i) jets(i) = Jet(x(i), i);

  const Vector<Jet> gradient = loss.gradient(jets);
  const Jet value = loss.value(jets);
  const Matrix<double> hessian = TiedProblem(instance).over<double>({}).hessian(x);

  const double scale = 1 + gram.norm() * x.squaredNorm() * x.squaredNorm();
  for (int i = 0; i < size; ++i) {
    EXPECT_NEAR(value.v(i), gradient(i).a, 64 * numeric::unit_roundoff * scale);
    for (int j = 0; j < size; ++j)
      EXPECT_NEAR(gradient(i).v(j), hessian(i, j), 64 * numeric::unit_roundoff * hessian.norm()) << i << ", " << j;
  }
}

TEST(TiedProblem, LipschitzConstantIsNearlyAttainedByAnEqualWeight) {
  // S = (1), W = (t): f'' = 12 t^2 - 4 + 4 lambda, and from 1 to 1 + d the constant is 24 (1 + d).
  const Vector<Rational> one{{Rational(1)}};
  const TiedProblem problem(Instance::from_spectrum(one, {.name = "one", .k = 1, .lambda = 0}));
  const auto loss = problem.over<Rational>({});
  const Rational d(1, 8);
  const Vector<Rational> from{{Rational(1)}}, to{{Rational(1 + d)}};
  const Precision precision{64};
  const Vector<Ball> box{{Ball(Rational(1 + d / 2), precision).widened(Ball(Rational(d / 2), precision))}};

  const Rational attained = loss.hessian(to)(0, 0) - loss.hessian(from)(0, 0);
  const Ball bound = problem.hessian_lipschitz(box).upper_end() * Ball(d, precision);

  EXPECT_TRUE(certainly(is_less(Ball(attained, precision), bound)));
  EXPECT_TRUE(certainly(is_less(bound * Ball(Rational(9, 10), precision), Ball(attained, precision))));
}

TEST(TiedProblem, HasRotationsOnlyWhereAnEigenvalueAboveLambdaRepeats) {
  const Vector<Rational> above{{Rational(4), Rational(4), Rational(1)}};
  const Vector<Rational> below{{Rational(4), Rational(1), Rational(1)}};
  const Setting setting{.name = "repeated", .k = 1, .lambda = 2};

  EXPECT_EQ(TiedProblem(Instance::from_spectrum(above, setting)).rotations().size(), 1U);
  EXPECT_TRUE(TiedProblem(Instance::from_spectrum(below, setting)).rotations().empty());
}

}  // namespace
}  // namespace laecert::problem
