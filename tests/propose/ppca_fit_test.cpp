#include "propose/ppca/fit.hpp"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "certify/certify.hpp"
#include "numeric/random.hpp"
#include "tests/numeric/test_scale.hpp"

namespace laecert::propose {
namespace {

using numeric::Ball;
using numeric::Matrix;
using numeric::Precision;
using numeric::Rational;
using numeric::Real;
using numeric::Vector;
using problem::Instance;
using problem::Latents;
using problem::PpcaProblem;

// S = X X^T of 40 samples with Gaussian entries rounded to thousandths, row i of deviation 1/(i + 1); v at random.
Instance random_instance(std::uint64_t seed) {
  numeric::SplitMix64 random(seed);
  const Index m = 2 + static_cast<Index>(random.below(4));
  const Index k = 1 + static_cast<Index>(random.below(static_cast<std::uint64_t>(m)));
  constexpr long samples = 40;
  Matrix<Rational> x(m, samples);
  for (Index j = 0; j < samples; ++j) {
    for (Index i = 0; i < m; ++i)
      x(i, j) = Rational(std::lround(1000 * numeric::approx_gaussian(random)), 1000 * (i + 1));
  }
  const Rational v(random.between(1, 60), 100);
  return Instance::from_gram(x.lazyProduct(x.transpose()),
                             {.k = k, .lambda = problem::lambda_of_noise(v, samples), .samples = samples});
}

// W W^T at the maximum: sum of size(s_i) u_i u_i^T over the first k eigenvalues with a positive size, size = c - v.
// Likelihood: c = s. Marginal posterior: alpha c^2 + c = s. Joint posterior: alpha c^2 = s.
template <class S, Latents latents>
Matrix<S> closed_form(const PpcaProblem<latents>& problem, Precision precision) {
  using std::sqrt;
  const Eigen::SelfAdjointEigenSolver<Matrix<S>> solver(numeric::lift_matrix<S>(problem.covariance(), precision));
  const S v = numeric::lift<S>(problem.noise_variance(), precision);
  const S alpha = numeric::lift<S>(problem.prior_weight(), precision);
  const auto level = [&](const S& s) -> S {
    if (latents == Latents::maximized) return sqrt(S(s / alpha));
    return S(2) * s / (S(1) + sqrt(S(S(1) + S(4) * alpha * s)));
  };
  const Index m = problem.covariance().rows();
  Matrix<S> result = Matrix<S>::Constant(m, m, S(0));
  for (Index i = m - 1; i >= std::max<Index>(0, m - problem.k()); --i) {
    const S size = level(solver.eigenvalues()(i)) - v;
    const Vector<S> u = solver.eigenvectors().col(i);
    if (size > 0) result += size * (u * u.transpose());
  }
  return result;
}

template <Latents latents>
Eigen::MatrixXd start_of(const PpcaProblem<latents>& problem, std::uint64_t seed) {
  return gaussian_weights(problem.covariance().rows(), problem.k(), 0.5, seed);
}

double distance(const Eigen::MatrixXd& w, const Eigen::MatrixXd& outer) {
  return (w * w.transpose() - outer).norm() / (1 + outer.norm());
}

// The W of double, certified to 50 digits; how far W W^T is from the closed form there. Nothing where no critical point
// is certified next to W: from afar Newton's method would find the closed form by itself.
template <Latents latents>
std::optional<double> distance_at_fifty_digits(const PpcaProblem<latents>& problem, const Eigen::MatrixXd& w) {
  const Precision precision = Precision::of_digits(80);
  const numeric::PrecisionScope scope(precision);
  const Eigen::VectorXd x = problem::pack_weights(w);
  const Outcome<certify::CertifiedPoint> certified = certify::certify(
      problem, Vector<Rational>(x.unaryExpr([](double e) { return numeric::exact_rational(e); })), {.digits = 50});
  const Ball near(Rational(1, 1000000000), precision);
  if (!certified || !numeric::certainly(is_less(certified->distance, near))) return std::nullopt;
  Vector<Real> real(x.size());
  for (Index i = 0; i < x.size(); ++i) real(i) = certified->point(i).approx_midpoint();
  const Matrix<Real> at = problem::unpack_weights(real, w.cols());
  const Matrix<Real> difference = at * at.transpose() - closed_form<Real>(problem, precision);
  Real squares(0);
  for (const Real& entry : difference.reshaped()) squares += entry * entry;
  return static_cast<double>(sqrt(squares));
}

// Two routes from starts of their own, each polished in double and then certified to 50 digits.
template <class MakeProblem>
void expect_agreement(const MakeProblem& make_problem) {
  for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(numeric::scaled(200)); ++seed) {
    const auto problem = make_problem(random_instance(seed));
    const PpcaFit em = ExpectationMaximization(problem).fit(start_of(problem, seed));
    const PpcaFit ceres = approx_by_ceres(problem, start_of(problem, seed + 1000));
    const Eigen::MatrixXd outer = closed_form<double>(problem, {});

    for (const PpcaFit& fit : {em, ceres}) {
      ASSERT_TRUE(fit.converged) << "seed " << seed;
      // Before the polish: a slow linear convergence, and the root of the value's rounding.
      ASSERT_LE(distance(fit.W, outer), 1e-4) << "seed " << seed;
      const Eigen::MatrixXd w = approx_polished(problem, fit.W);
      ASSERT_LE(distance(w, outer), 1e-12) << "seed " << seed;
      const std::optional<double> at_fifty_digits = distance_at_fifty_digits(problem, w);
      ASSERT_TRUE(at_fifty_digits.has_value()) << "seed " << seed;
      ASSERT_LE(*at_fifty_digits, 1e-45) << "seed " << seed;
    }
  }
}

TEST(PpcaFit, AgreesWithTheClosedFormOfTheLikelihood) {
  expect_agreement([](const Instance& instance) { return problem::ppca_likelihood(instance); });
}

TEST(PpcaFit, AgreesWithTheClosedFormOfTheMarginalPosterior) {
  expect_agreement(
      [](const Instance& instance) { return problem::ppca_marginal_posterior(instance, Rational(1, 10)); });
}

TEST(PpcaFit, AgreesWithTheClosedFormOfTheJointPosterior) {
  expect_agreement([](const Instance& instance) { return problem::ppca_joint_posterior(instance, Rational(1, 10)); });
}

// The comparison would notice: another closed form is far from what the routes find.
TEST(PpcaFit, DisagreesWithTheClosedFormOfAnotherObjective) {
  const Instance instance = random_instance(3);
  const auto likelihood = problem::ppca_likelihood(instance);
  const auto posterior = problem::ppca_marginal_posterior(instance, Rational(1, 10));

  const Eigen::MatrixXd w =
      approx_polished(posterior, ExpectationMaximization(posterior).fit(start_of(posterior, 3)).W);

  EXPECT_LE(distance(w, closed_form<double>(posterior, {})), 1e-12);
  EXPECT_GE(distance(w, closed_form<double>(likelihood, {})), 1e-2);
  EXPECT_FALSE(distance_at_fifty_digits(likelihood, w).has_value());
  EXPECT_TRUE(distance_at_fifty_digits(posterior, w).has_value());
}

template <Latents latents>
void expect_descent(const PpcaProblem<latents>& problem, std::uint64_t seed) {
  const auto objective = problem.template over<double>({});
  const ExpectationMaximization em(problem);
  Eigen::MatrixXd w = start_of(problem, seed);
  double value = objective.value(problem::pack_weights(w));
  for (int iteration = 0; iteration < 20; ++iteration) {
    const Eigen::MatrixXd next = em.step(w);
    const double slope = problem::pack_weights<double>(next - w).dot(objective.gradient(problem::pack_weights(w)));
    const double next_value = objective.value(problem::pack_weights(next));
    const double rounding = 1e3 * numeric::unit_roundoff * (1 + std::abs(value));
    EXPECT_LT(slope, rounding);
    EXPECT_LE(next_value, value + rounding);
    w = next;
    value = next_value;
  }
}

TEST(ExpectationMaximization, NeverIncreasesTheObjective) {
  for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(numeric::scaled(40)); ++seed) {
    const Instance instance = random_instance(seed);
    expect_descent(problem::ppca_likelihood(instance), seed);
    expect_descent(problem::ppca_marginal_posterior(instance, Rational(1, 10)), seed);
    expect_descent(problem::ppca_joint_posterior(instance, Rational(1, 10)), seed);
  }
}

TEST(ExpectationMaximization, AgreesWithAHandWorkedStep) {
  // S/n = 4, v = 1, W = 1: M = 2, A = 2, B = 1/2 + 1, next 4/3; with alpha = 1/2: B + 1/2 = 2, next 1; joint: 2/(3/2).
  const Vector<Rational> s{{Rational(4)}};
  const Instance instance = Instance::from_spectrum(s, {.k = 1, .lambda = 1, .samples = 1});
  const Eigen::MatrixXd one = Eigen::MatrixXd::Ones(1, 1);

  EXPECT_NEAR(ExpectationMaximization(problem::ppca_likelihood(instance)).step(one)(0, 0), 4.0 / 3, 1e-15);
  EXPECT_NEAR(ExpectationMaximization(problem::ppca_marginal_posterior(instance, 2)).step(one)(0, 0), 1.0, 1e-15);
  EXPECT_NEAR(ExpectationMaximization(problem::ppca_joint_posterior(instance, 2)).step(one)(0, 0), 4.0 / 3, 1e-15);
}

TEST(ExpectationMaximization, StaysAtEveryStationaryPoint) {
  // S/n = diag(5, 2), v = 1, k = 1: the maximum (2, 0), the saddle (0, 1), and zero.
  const Vector<Rational> s{{Rational(5), Rational(2)}};
  const ExpectationMaximization em(
      problem::ppca_likelihood(Instance::from_spectrum(s, {.k = 1, .lambda = 1, .samples = 1})));
  for (const Eigen::Vector2d& w : {Eigen::Vector2d(2, 0), Eigen::Vector2d(0, 1), Eigen::Vector2d(0, 0)}) {
    EXPECT_LE((em.step(w) - w).norm(), 8 * numeric::unit_roundoff * (1 + w.norm()));
  }
  EXPECT_GE((em.step(Eigen::Vector2d(1, 1)) - Eigen::Vector2d(1, 1)).norm(), 0.1);
}

TEST(PpcaFit, SaysWhereItDidNotConverge) {
  const auto likelihood = problem::ppca_likelihood(random_instance(5));
  const ExpectationMaximization em(likelihood);
  Eigen::MatrixXd start = start_of(likelihood, 5);

  EXPECT_FALSE(em.fit(start, {.max_iterations = 3}).converged);
  EXPECT_EQ(em.fit(start, {.max_iterations = 3}).iterations, 3);
  EXPECT_FALSE(approx_by_ceres(likelihood, start, {.max_iterations = 1}).converged);
  start(0, 0) = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(em.fit(start).converged);
  EXPECT_FALSE(approx_by_ceres(likelihood, start).converged);
}

}  // namespace
}  // namespace laecert::propose
