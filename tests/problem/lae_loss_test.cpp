#include <ceres/gradient_checker.h>
#include <ceres/jet.h>
#include <gtest/gtest.h>

#include "numeric/product.hpp"
#include "numeric/random.hpp"
#include "problem/commutant.hpp"
#include "problem/families/lae/loss_impl.hpp"
#include "tests/problem/critical_problem_laws.hpp"

namespace laecert::problem {
namespace {

using numeric::SplitMix64;

// X X^T of a random integer X: symmetric positive semidefinite, full in general.
Instance random_loss_instance(Index m, Index k, SplitMix64& random) {
  Matrix<Rational> x(m, m);
  for (Rational& entry : x.reshaped()) entry = Rational(static_cast<long>(random.below(9)) - 4, 3);
  const Matrix<Rational> gram = x.lazyProduct(x.transpose());
  return Instance::from_gram(gram, {.name = "random", .k = k, .lambda = Rational(3, 2)});
}

class EveryLoss : public ::testing::TestWithParam<Regularization> {};

TEST_P(EveryLoss, ObeysTheLawsOfACriticalProblem) {
  SplitMix64 random(7);
  for (const auto& [m, k] : {std::pair<Index, Index>{1, 1}, {2, 1}, {2, 3}, {3, 2}, {4, 3}}) {
    testing::expect_critical_problem_laws(LaeProblem(random_loss_instance(m, k, random), GetParam()), random);
  }
}

// The loss as Ceres sees it: one residual, its analytic gradient as the Jacobian.
class LossAsCostFunction final : public ceres::CostFunction {
 public:
  explicit LossAsCostFunction(LaeLoss<double> loss, int size) : loss_(std::move(loss)), size_(size) {
    set_num_residuals(1);
    mutable_parameter_block_sizes()->push_back(size);
  }

  bool Evaluate(double const* const* parameters, double* residuals, double** jacobians) const override {
    const Vector<double> x = Eigen::Map<const Eigen::VectorXd>(parameters[0], size_);
    residuals[0] = loss_.value(x);
    if (jacobians != nullptr && jacobians[0] != nullptr) {
      Eigen::Map<Eigen::VectorXd>(jacobians[0], size_) = loss_.gradient(x);
    }
    return true;
  }

 private:
  LaeLoss<double> loss_;
  int size_;
};

TEST_P(EveryLoss, GradientPassesCeresGradientChecker) {
  SplitMix64 random(11);
  const LaeProblem problem(random_loss_instance(4, 2, random), GetParam());
  const LossAsCostFunction cost(problem.over<double>({}), static_cast<int>(problem.dimension()));
  const ceres::GradientChecker checker(&cost, static_cast<const std::vector<const ceres::Manifold*>*>(nullptr),
                                       ceres::NumericDiffOptions());
  const Vector<double> x = numeric::lift_matrix<double>(testing::random_point(problem.dimension(), random), {});
  const double* blocks[] = {x.data()};
  ceres::GradientChecker::ProbeResults results;
  // Numeric differences of a quartic lose about half the digits of a double.
  const double relative_tolerance = 1e-6;

  EXPECT_TRUE(checker.Probe(blocks, relative_tolerance, &results)) << results.error_log;
}

TEST_P(EveryLoss, HessianAgreesWithJetsOfTheGradient) {
  constexpr int size = 12;  // m = 3, k = 2
  using Jet = ceres::Jet<double, size>;
  SplitMix64 random(13);
  const Instance instance = random_loss_instance(3, 2, random);
  const Matrix<double> gram = numeric::lift_matrix<double>(instance.gram(), {});
  const LaeLoss<Jet> loss(gram.cast<Jet>(), Jet(1.5), 2, GetParam(), {});
  const Vector<double> x = numeric::lift_matrix<double>(testing::random_point(size, random), {});
  Vector<Jet> jets(size);
  for (int i = 0; i < size; ++i) jets(i) = Jet(x(i), i);

  const Vector<Jet> gradient = loss.gradient(jets);
  const Jet value = loss.value(jets);
  const Matrix<double> hessian = LaeProblem(instance, GetParam()).over<double>({}).hessian(x);

  const double tolerance = 64 * numeric::unit_roundoff * hessian.norm();
  for (int i = 0; i < size; ++i) {
    EXPECT_NEAR(value.v(i), gradient(i).a,
                64 * numeric::unit_roundoff * (1 + gram.norm() * x.squaredNorm() * x.squaredNorm()));
    for (int j = 0; j < size; ++j) EXPECT_NEAR(gradient(i).v(j), hessian(i, j), tolerance) << i << ", " << j;
  }
}

INSTANTIATE_TEST_SUITE_P(Lae, EveryLoss,
                         ::testing::Values(Regularization::none, Regularization::product, Regularization::sum),
                         [](const auto& info) { return to_string(info.param); });

TEST(LaeLoss, AgreesWithAHandWorkedValue) {
  // S = diag(4, 1), W1 = (1/2, 0), W2 = (1, 1)^T: N = [[1/2, 0], [1/2, 0]], |X - N X|^2 = 4/4 + (4/4 + 1) = 3.
  const Vector<Rational> s{{Rational(4), Rational(1)}};
  const Instance instance = Instance::from_spectrum(s, {.name = "hand", .k = 1, .lambda = 2});
  const Vector<Rational> x{{Rational(1, 2), Rational(0), Rational(1), Rational(1)}};

  EXPECT_EQ(LaeProblem(instance, Regularization::none).over<Rational>({}).value(x), 3);
  EXPECT_EQ(LaeProblem(instance, Regularization::product).over<Rational>({}).value(x), 3 + 2 * Rational(1, 2));
  EXPECT_EQ(LaeProblem(instance, Regularization::sum).over<Rational>({}).value(x), 3 + 2 * Rational(9, 4));
}

TEST(LaeProblem, HasRotationsOnlyWhereAnEigenvalueAboveLambdaRepeats) {
  const Vector<Rational> above{{Rational(4), Rational(4), Rational(1)}};
  const Vector<Rational> below{{Rational(4), Rational(1), Rational(1)}};
  const Setting setting{.name = "repeated", .k = 1, .lambda = 2};

  EXPECT_EQ(LaeProblem(Instance::from_spectrum(above, setting), Regularization::sum).commutant().size(), 1U);
  EXPECT_TRUE(LaeProblem(Instance::from_spectrum(below, setting), Regularization::sum).commutant().empty());
}

TEST(LaeProblem, RotationsOfARepeatedEigenvalueObeyTheLaws) {
  SplitMix64 random(17);
  const Vector<Rational> s{{Rational(4), Rational(4), Rational(4), Rational(1)}};
  const LaeProblem problem(Instance::from_spectrum(s, {.name = "repeated", .k = 2, .lambda = 2}), Regularization::sum);

  ASSERT_EQ(problem.commutant().size(), 3U);
  testing::expect_critical_problem_laws(problem, random);
}

// Two copies of [[2, 1], [1, 1]] have (3 +- sqrt 5)/2 twice each; 4, 4, 9, 9 share one factor of the polynomial.
TEST(LaeProblem, HasARotationForEachRepeatedEigenvalueRationalOrNot) {
  Matrix<Rational> irrational = Matrix<Rational>::Constant(4, 4, Rational(0));
  irrational.topLeftCorner(2, 2) << 2, 1, 1, 1;
  irrational.bottomRightCorner(2, 2) << 2, 1, 1, 1;
  Matrix<Rational> rational = Matrix<Rational>::Constant(4, 4, Rational(0));
  rational.diagonal() << 4, 9, 9, 4;
  for (const Matrix<Rational>& gram : {irrational, rational}) {
    const std::vector<Matrix<Rational>> rotations = rotations_above(gram, Rational(1, 10));

    ASSERT_EQ(rotations.size(), 2U);
    for (const Matrix<Rational>& k : rotations) {
      EXPECT_EQ(numeric::product(k, gram), numeric::product(gram, k));
      EXPECT_EQ(k, Matrix<Rational>(-k.transpose()));
    }
    EXPECT_NE(rotations[0], rotations[1]);
  }
}

// diag(7, 7, 1) reflected: double finds two eigenvalues near 7, a rounding apart, and must not take them for different.
TEST(LaeProblem, HasARotationForEachRepeatedEigenvalueInAnyBasis) {
  for (Index i = 1; i <= 20; ++i) {
    Vector<Rational> v(3), s(3);
    v << i, Rational(2), Rational(i + 3);
    s << 7, 7, 1;
    const Rational length = v.squaredNorm();
    Matrix<Rational> reflection = Matrix<Rational>::Identity(3, 3);
    reflection -= Rational(2) / length * v * v.transpose();
    const Matrix<Rational> gram = reflection * Matrix<Rational>(s.asDiagonal()) * reflection;

    EXPECT_EQ(rotations_above(gram, Rational(1, 10)).size(), 1U) << i;
  }
}

// Eigenvalues that double cannot tell apart are left to the characteristic polynomial, whether equal or not.
TEST(LaeProblem, HasNoRotationForEigenvaluesThatAreNearlyEqual) {
  Matrix<Rational> gram = Matrix<Rational>::Constant(3, 3, Rational(0));
  gram.diagonal() << 4, 4 + Rational(1, numeric::Integer(1) << 80), 1;
  EXPECT_TRUE(rotations_above(gram, Rational(1, 10)).empty());
  gram(1, 1) = 4;
  EXPECT_EQ(rotations_above(gram, Rational(1, 10)).size(), 1U);
  EXPECT_EQ(rotations_above(gram, Rational(39, 10)).size(), 1U);
  EXPECT_TRUE(rotations_above(gram, Rational(5)).empty());
}

// The equations for all rotations of a hundred equal eigenvalues would take gigabytes.
TEST(LaeProblem, LeavesOutRotationsThatWouldFillTheMemory) {
  EXPECT_TRUE(rotations_above(Matrix<Rational>::Identity(100, 100), Rational(1, 2)).empty());
  EXPECT_EQ(rotations_above(Matrix<Rational>::Identity(10, 10), Rational(1, 2)).size(), 45U);
}

TEST(LaeProblem, LipschitzConstantIsNearlyAttainedByEqualWeights) {
  // S = (1), W1 = W2 = (t): H (1, 1) = (6 t^2 - 2) (1, 1), and from 1 to 1 + d the constant is 6 sqrt(2) (1 + d).
  const Vector<Rational> one{{Rational(1)}};
  const LaeProblem problem(Instance::from_spectrum(one, {.name = "one", .k = 1, .lambda = 0}), Regularization::none);
  const auto loss = problem.over<Rational>({});
  const Rational d(1, 8);
  const Vector<Rational> x = Vector<Rational>::Constant(2, Rational(1));
  const Vector<Rational> v = Vector<Rational>::Constant(2, d);
  const Vector<Ball> box =
      Vector<Ball>::Constant(2, Ball(Rational(1 + d / 2), Precision{64}).widened(Ball(Rational(d / 2), Precision{64})));

  const Vector<Rational> change = (loss.hessian(x + v) - loss.hessian(x)).lazyProduct(v);
  const Ball bound = problem.hessian_lipschitz(box).upper_end() * Ball(Rational(v.dot(v)), Precision{64});
  const Ball attained = sqrt(Ball(Rational(change.dot(change)), Precision{64}));

  EXPECT_TRUE(certainly(is_less(attained, bound)));
  EXPECT_TRUE(certainly(is_less(bound * Ball(Rational(9, 10), Precision{64}), attained)));
}

}  // namespace
}  // namespace laecert::problem
