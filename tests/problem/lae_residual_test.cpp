#include <ceres/jet.h>
#include <gtest/gtest.h>

#include "numeric/random.hpp"
#include "problem/families/lae/residual_impl.hpp"
#include "problem/least_squares_problem.hpp"
#include "tests/certify/rayleigh.hpp"
#include "tests/problem/critical_problem_laws.hpp"

namespace laecert::problem {
namespace {

static_assert(LeastSquaresProblem<LaeProblem>);
static_assert(!LeastSquaresProblem<testing::RayleighProblem>);

Instance dense_instance(const Rational& lambda) {
  const Matrix<Rational> gram{{5, 2, 1}, {2, 3, 0}, {1, 0, 1}};
  return Instance::from_gram(gram, {.name = "dense", .k = 2, .lambda = lambda});
}

class EveryResidual : public ::testing::TestWithParam<Regularization> {};

TEST_P(EveryResidual, HasTheValueAsItsSquaredNorm) {
  numeric::SplitMix64 random(17);
  for (const Rational& lambda : {Rational(0), Rational(3, 2)}) {
    const LaeProblem problem(dense_instance(lambda), GetParam());
    const Vector<double> x = numeric::lift_matrix<double>(testing::random_point(problem.dimension(), random), {});
    const LaeResidual<double> f = problem.least_squares();
    const LaeLoss<double> loss = problem.over<double>({});

    const Vector<double> r = f.residual(x);
    const Vector<double> gradient = loss.gradient(x);

    const double tolerance = 256 * numeric::unit_roundoff;
    EXPECT_NEAR(r.squaredNorm(), loss.value(x), tolerance * r.squaredNorm());
    EXPECT_LE((2 * f.jacobian(x).transpose() * r - gradient).norm(), tolerance * (1 + f.jacobian(x).norm() * r.norm()));
  }
}

TEST_P(EveryResidual, JacobianAgreesWithJets) {
  constexpr int size = 12;  // m = 3, k = 2
  using Jet = ceres::Jet<double, size>;
  numeric::SplitMix64 random(19);
  Matrix<double> data(3, 3);
  for (double& entry : data.reshaped()) entry = random.real();
  const double map = GetParam() == Regularization::product ? 1.25 : 0;
  const double weight = GetParam() == Regularization::sum ? 1.25 : 0;
  const LaeResidual<Jet> over_jets(data.cast<Jet>(), {Jet(map), Jet(weight)}, 2);
  const LaeResidual<double> over_double(data, {map, weight}, 2);
  const Vector<double> x = numeric::lift_matrix<double>(testing::random_point(size, random), {});
  Vector<Jet> jets(size);
  for (int i = 0; i < size; ++i) jets(i) = Jet(x(i), i);

  const Vector<Jet> r = over_jets.residual(jets);
  const Matrix<double> jacobian = over_double.jacobian(x);

  ASSERT_EQ(r.size(), jacobian.rows());
  const double tolerance = 16 * numeric::unit_roundoff * jacobian.norm();
  for (Index i = 0; i < r.size(); ++i) {
    for (int j = 0; j < size; ++j) EXPECT_NEAR(r(i).v(j), jacobian(i, j), tolerance) << i << ", " << j;
  }
}

INSTANTIATE_TEST_SUITE_P(Lae, EveryResidual,
                         ::testing::Values(Regularization::none, Regularization::product, Regularization::sum),
                         [](const auto& info) { return to_string(info.param); });

}  // namespace
}  // namespace laecert::problem
