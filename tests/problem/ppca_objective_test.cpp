#include <ceres/jet.h>
#include <gtest/gtest.h>

#include <cmath>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/random.hpp"
#include "problem/families/ppca/objective_impl.hpp"
#include "tests/problem/critical_problem_laws.hpp"

namespace laecert::problem {
namespace {

using numeric::SplitMix64;

using Integrated = PpcaProblem<Latents::integrated>;
using Maximized = PpcaProblem<Latents::maximized>;

constexpr long samples = 12;

// S = X X^T of a random integer X, v = 1/8 with 12 samples.
Instance random_model(Index m, Index k, SplitMix64& random) {
  Matrix<Rational> x(m, m);
  for (Rational& entry : x.reshaped()) entry = Rational(static_cast<long>(random.below(9)) - 4, 3);
  const Matrix<Rational> gram = x.lazyProduct(x.transpose());
  return Instance::from_gram(gram, {.name = "random", .k = k, .lambda = Rational(3, 2), .samples = samples});
}

// S/n = diag(s) at v.
Instance diagonal_instance(const Vector<Rational>& s, Index k, const Rational& v) {
  return Instance::from_spectrum(
      s * Rational(samples), {.name = "diagonal", .k = k, .lambda = lambda_of_noise(v, samples), .samples = samples});
}

TEST(PpcaObjective, ObeysTheLawsOfACriticalProblem) {
  SplitMix64 random(7);
  for (const auto& [m, k] : {std::pair<Index, Index>{1, 1}, {2, 1}, {2, 3}, {3, 2}, {4, 3}}) {
    const Instance instance = random_model(m, k, random);
    testing::expect_smooth_problem_laws(ppca_likelihood(instance), random);
    testing::expect_smooth_problem_laws(ppca_marginal_posterior(instance, Rational(1, 5)), random);
    testing::expect_smooth_problem_laws(ppca_joint_posterior(instance, Rational(1, 5)), random);
  }
}

TEST(PpcaObjective, ObeysTheLawsWhereAnEigenvalueRepeats) {
  SplitMix64 random(8);
  const Vector<Rational> s{{Rational(4), Rational(4), Rational(4), Rational(1)}};
  const Instance instance = diagonal_instance(s, 2, Rational(1, 2));

  testing::expect_smooth_problem_laws(ppca_likelihood(instance), random);
  testing::expect_smooth_problem_laws(ppca_joint_posterior(instance, Rational(3)), random);
}

TEST(PpcaObjective, AgreesWithAHandWorkedValue) {
  // S/n = diag(4, 1), v = 1/2, W = (1, 1)^T: C = [[3/2, 1], [1, 3/2]], det C = 5/4,
  // tr(C^-1 S/n) = 4/5 (3/2 (4 + 1)) = 6.
  const Vector<Rational> s{{Rational(4), Rational(1)}};
  const Instance instance = diagonal_instance(s, 1, Rational(1, 2));
  const Vector<Rational> x = Vector<Rational>::Constant(2, Rational(1));
  const Rational tau_squared(1, 3);
  const Rational penalty = Rational(2, samples) / tau_squared;
  const Precision precision{128};
  const Vector<Ball> ball_x = numeric::lift_matrix<Ball>(x, precision);
  const Ball logarithm = log(Ball(Rational(5, 4), precision));

  const Ball likelihood = ppca_likelihood(instance).over<Ball>(precision).value(ball_x);
  const Ball marginal = ppca_marginal_posterior(instance, tau_squared).over<Ball>(precision).value(ball_x);

  EXPECT_EQ(ppca_joint_posterior(instance, tau_squared).over<Rational>({}).value(x), 6 + penalty);
  EXPECT_TRUE(likelihood.overlaps(Ball(6) + logarithm) && likelihood.radius_upper() < 1e-30);
  EXPECT_TRUE(marginal.overlaps(Ball(Rational(6 + penalty), precision) + logarithm));
  EXPECT_NEAR(ppca_likelihood(instance).over<double>({}).value(Vector<double>::Constant(2, 1.0)), 6 + std::log(1.25),
              64 * numeric::unit_roundoff);
}

TEST(PpcaObjective, ValueIsRationalWithoutTheLogarithmOnly) {
  static_assert(ValuedEvaluation<PpcaObjective<Rational, Latents::maximized>, Rational>);
  static_assert(Evaluation<PpcaObjective<Rational, Latents::integrated>, Rational>);
  static_assert(!ValuedEvaluation<PpcaObjective<Rational, Latents::integrated>, Rational>);
  static_assert(!ValuedEvaluation<PpcaObjective<DoubleBall, Latents::integrated>, DoubleBall>);
  static_assert(ValuedEvaluation<PpcaObjective<Ball, Latents::integrated>, Ball>);
}

TEST(PpcaObjective, AgreesWithItselfAtFiftyDigits) {
  SplitMix64 random(12);
  const Precision precision = Precision::of_digits(60);
  const numeric::PrecisionScope scope(precision);
  const Integrated problem = ppca_marginal_posterior(random_model(3, 2, random), Rational(1, 5));
  const Vector<Rational> x = testing::random_point(6, random);
  const Vector<numeric::Real> real_x = numeric::lift_matrix<numeric::Real>(x, precision);
  const auto in_real = problem.over<numeric::Real>(precision);

  const Vector<Rational> exact = problem.over<Rational>({}).gradient(x);
  const Vector<numeric::Real> gradient = in_real.gradient(real_x);
  const Ball value = problem.over<Ball>(precision).value(numeric::lift_matrix<Ball>(x, precision));

  const Rational tolerance(1, pow(numeric::Integer(10), 50));
  for (Index i = 0; i < 6; ++i) EXPECT_LE(abs(Rational(numeric::exact_rational(gradient(i)) - exact(i))), tolerance);
  EXPECT_TRUE(value.widened(Ball(tolerance, precision)).contains(numeric::exact_rational(in_real.value(real_x))));
}

// The density itself: -2/n sum_i log N(x_i | 0, C), without m log 2 pi, sample by sample.
TEST(PpcaObjective, IsTheLogarithmOfTheGaussianDensityOfTheSamples) {
  SplitMix64 random(9);
  Matrix<Rational> data(3, samples);
  for (Rational& entry : data.reshaped()) entry = Rational(static_cast<long>(random.below(9)) - 4, 2);
  const Instance instance = Instance::from_gram(data.lazyProduct(data.transpose()),
                                                {.name = "data", .k = 2, .lambda = Rational(9, 2), .samples = samples});
  const Vector<Rational> x = testing::random_point(6, random);
  const Matrix<double> w = unpack_weights(numeric::lift_matrix<double>(x, {}), 2);
  const Matrix<double> c = w * w.transpose() + 4.5 / samples * Matrix<double>::Identity(3, 3);
  const Matrix<double> samples_in_double = numeric::lift_matrix<double>(data, {});

  double sum = 0;
  for (Index i = 0; i < samples; ++i) {
    const Vector<double> sample = samples_in_double.col(i);
    sum += std::log(c.determinant()) + sample.dot(c.inverse() * sample);
  }

  EXPECT_NEAR(ppca_likelihood(instance).over<double>({}).value(numeric::lift_matrix<double>(x, {})), sum / samples,
              1e4 * numeric::unit_roundoff * sum / samples);
}

// Minimum over Z, exactly: |X - W Z|^2/v + |Z|^2 at Z = (W^T W + v)^-1 W^T X, and the equation for Z holds there.
TEST(JointPosterior, IsTheMinimumOverTheLatents) {
  SplitMix64 random(10);
  Matrix<Rational> data(3, 4);
  for (Rational& entry : data.reshaped()) entry = Rational(static_cast<long>(random.below(9)) - 4, 2);
  const Rational v(1, 3);
  const Rational tau_squared(2, 7);
  const Instance instance = Instance::from_gram(
      data.lazyProduct(data.transpose()), {.name = "data", .k = 2, .lambda = lambda_of_noise(v, 4), .samples = 4});
  const Vector<Rational> x = testing::random_point(6, random);
  const Matrix<Rational> w = unpack_weights(x, 2);
  Matrix<Rational> latent = w.transpose().lazyProduct(w);
  latent += Matrix<Rational>::Identity(2, 2) * v;
  const Matrix<Rational> projected = w.transpose().lazyProduct(data);

  const Matrix<Rational> z = *numeric::exact_solve(latent, projected);
  const Matrix<Rational> residual = data - Matrix<Rational>(w.lazyProduct(z));
  const Matrix<Rational> slope_in_z = z - Matrix<Rational>(w.transpose().lazyProduct(residual)) / v;
  const Rational minimum = residual.cwiseProduct(residual).sum() / v + z.cwiseProduct(z).sum();
  const Rational prior = w.cwiseProduct(w).sum() / tau_squared;
  // At the minimum over Z the slope in W is that of the unprofiled objective: -2/v (X - W Z) Z^T + 2/tau^2 W.
  const Matrix<Rational> slope_in_w =
      (w / tau_squared - Matrix<Rational>(residual.lazyProduct(z.transpose())) / v) * Rational(2);
  const auto objective = ppca_joint_posterior(instance, tau_squared).over<Rational>({});

  EXPECT_EQ(slope_in_z, (Matrix<Rational>::Constant(2, 4, Rational(0))));
  EXPECT_EQ(objective.value(x), (minimum + prior) / 4);
  EXPECT_EQ(objective.gradient(x), pack_weights(Matrix<Rational>(slope_in_w / Rational(4))));
}

TEST(PpcaObjective, HessianAgreesWithJetsOfTheGradient) {
  constexpr int size = 6;  // m = 3, k = 2
  using Jet = ceres::Jet<double, size>;
  SplitMix64 random(13);
  const Integrated problem = ppca_marginal_posterior(random_model(3, 2, random), Rational(1, 5));
  const double v = numeric::approx_double(problem.noise_variance());
  const PpcaObjective<Jet, Latents::integrated> objective(
      {.covariance = numeric::lift_matrix<double>(problem.covariance(), {}).cast<Jet>(),
       .noise_variance = Jet(v),
       .precision = Jet(1 / v),
       .prior_weight = Jet(numeric::approx_double(problem.prior_weight())),
       .k = 2,
       .rotations = {}});
  const Vector<double> x = numeric::lift_matrix<double>(testing::random_point(size, random), {});
  Vector<Jet> jets(size);
  for (int i = 0; i < size; ++i) jets(i) = Jet(x(i), i);

  const Vector<Jet> gradient = objective.gradient(jets);
  const Jet value = objective.value(jets);
  const Matrix<double> hessian = problem.over<double>({}).hessian(x);

  // C^-1 is about 1/v, and (|x|^2 + v)/v the condition of W^T W + v.
  const double tolerance = 1e4 * numeric::unit_roundoff * (hessian.norm() + 1) * (x.squaredNorm() + v) / v;
  for (int i = 0; i < size; ++i) {
    EXPECT_NEAR(value.v(i), gradient(i).a, tolerance);
    for (int j = 0; j < size; ++j) EXPECT_NEAR(gradient(i).v(j), hessian(i, j), tolerance) << i << ", " << j;
  }
}

// The third difference along unit vectors near x stays below the bound, everywhere.
TEST(PpcaObjective, LipschitzConstantCoversSampledThirdDerivatives) {
  SplitMix64 random(14);
  const Rational step(1, 1000);
  for (int round = 0; round < 60; ++round) {
    const Instance instance = random_model(2, 2, random);
    const Vector<Rational> x = testing::random_point(4, random) * Rational(1, 1 + static_cast<long>(random.below(30)));
    const Vector<Rational> v = testing::random_point(4, random);
    const Vector<Rational> y = x + v * step;
    Vector<Ball> box(4);
    for (Index i = 0; i < 4; ++i) box(i) = hull(Ball(x(i), Precision{64}), Ball(y(i), Precision{64}));
    const auto expect_covered = [&](const auto& problem) {
      const auto f = problem.template over<Rational>({});
      const Vector<Rational> change = (f.hessian(y) - f.hessian(x)).lazyProduct(v);
      const Ball bound = problem.hessian_lipschitz(box) * Ball(Rational(step * v.dot(v)), Precision{64});
      EXPECT_FALSE(certainly(is_less(bound, sqrt(Ball(Rational(change.dot(change)), Precision{64})))));
    };
    expect_covered(ppca_likelihood(instance));
    expect_covered(ppca_joint_posterior(instance, Rational(1)));
  }
}

TEST(PpcaObjective, LipschitzConstantIsNearlyAttainedBySmallWeights) {
  // m = k = 1: log(v + w^2) + s/(v + w^2) has the fourth derivative 24 s/v^3 - 12/v^2 at 0.
  const Vector<Rational> s{{Rational(1000)}};
  const Instance instance = diagonal_instance(s, 1, Rational(1));
  const Integrated problem = ppca_likelihood(instance);
  const Vector<Rational> w{{Rational(1, 10000)}};
  const Vector<Rational> zero = w - w;
  const auto objective = problem.over<Rational>({});
  const Rational change = objective.hessian(w)(0, 0) - objective.hessian(zero)(0, 0);
  const Ball attained(Rational(abs(change)), Precision{64});
  const Vector<Ball> box{{hull(Ball(0).at(Precision{64}), Ball(w(0), Precision{64}))}};

  // From 0 to w the third derivative is on average half of what it is at w.
  const Ball bound = problem.hessian_lipschitz(box).upper_end() * Ball(Rational(w(0) / 2), Precision{64});

  EXPECT_TRUE(certainly(is_less(attained, bound)));
  EXPECT_TRUE(certainly(is_less(bound * Ball(Rational(99, 100), Precision{64}), attained)));
}

TEST(PpcaObjective, LipschitzConstantStaysFiniteOnAnyBox) {
  const Vector<Rational> s{{Rational(4), Rational(1)}};
  const Integrated problem = ppca_likelihood(diagonal_instance(s, 1, Rational(1, 2)));
  const Vector<Ball> unbounded = Vector<Ball>::Constant(2, Ball(1) / Ball(0));
  const Vector<Ball> wide = Vector<Ball>::Constant(2, Ball(0).widened(Ball(100)));

  EXPECT_TRUE(problem.hessian_lipschitz(unbounded).is_finite());
  EXPECT_TRUE(problem.hessian_lipschitz(wide).is_finite());
}

TEST(PpcaProblem, HasRotationsOnlyWhereWeightsCanUseARepeatedEigenvalue) {
  const auto twice = [](const Rational& s) -> Instance {
    const Vector<Rational> spectrum{{s, s}};
    return Instance::from_spectrum(spectrum, {.name = "twice", .k = 1, .lambda = 1, .samples = 1});
  };
  const auto rotations = [](const auto& problem) {
    return problem.template over<Rational>({}).tangents(Vector<Rational>::Constant(2, Rational(1))).cols();
  };

  // v = 1: above v for the likelihood, above v + alpha v^2 or alpha v^2 for the posteriors, alpha = 1/tau^2.
  EXPECT_EQ(rotations(ppca_likelihood(twice(2))), 1);
  EXPECT_EQ(rotations(ppca_likelihood(twice(1))), 0);
  EXPECT_EQ(rotations(ppca_marginal_posterior(twice(5), Rational(1, 3))), 1);
  EXPECT_EQ(rotations(ppca_marginal_posterior(twice(3), Rational(1, 3))), 0);
  EXPECT_EQ(rotations(ppca_joint_posterior(twice(Rational(1, 2)), Rational(3))), 1);
  EXPECT_EQ(rotations(ppca_joint_posterior(twice(Rational(1, 4)), Rational(3))), 0);
}

TEST(PpcaProblem, NeedsSamplesAndNoise) {
  const Vector<Rational> s{{Rational(4), Rational(1)}};

  EXPECT_THROW(ppca_likelihood(Instance::from_spectrum(s, {.lambda = 1})), PreconditionError);
  EXPECT_THROW(ppca_likelihood(Instance::from_spectrum(s, {.lambda = 0, .samples = 3})), PreconditionError);
  EXPECT_THROW(ppca_joint_posterior(Instance::from_spectrum(s, {.lambda = 1, .samples = 3}), Rational(0)),
               PreconditionError);
}

TEST(PpcaProblem, TakesTheNoiseVarianceFromLambdaAndBack) {
  const Vector<Rational> s{{Rational(4), Rational(1)}};
  const Instance instance = Instance::from_spectrum(s, {.lambda = Rational(3, 2), .samples = 12});

  EXPECT_EQ(ppca_likelihood(instance).noise_variance(), Rational(1, 8));
  EXPECT_EQ(noise_variance(instance), Rational(1, 8));
  EXPECT_EQ(lambda_of_noise(Rational(1, 8), 12), instance.lambda());
  EXPECT_FALSE(noise_variance(Instance::from_spectrum(s, {.lambda = 1})).has_value());
}

}  // namespace
}  // namespace laecert::problem
