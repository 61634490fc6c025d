// Critical points of the objectives of probabilistic PCA: their inertia comes from their own Hessians, and is that of
// `sum`, manifold by manifold.

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <cmath>

#include "certify/certify.hpp"
#include "instances/builtin.hpp"
#include "instances/generate.hpp"
#include "problem/families/ppca/objective.hpp"
#include "theory/lae/manifolds.hpp"

namespace laecert::certify {
namespace {

using numeric::certainly;
using numeric::Inertia;
using numeric::Integer;
using problem::Instance;
using problem::Latents;
using problem::PpcaProblem;
using theory::Manifold;
using theory::Profile;

Rational exact_root(const Rational& x) {
  const Rational root(sqrt(numerator(x)), sqrt(denominator(x)));
  if (root * root != x) throw std::logic_error("not the square of a rational: " + x.str());
  return root;
}

// U_I diag(size(c_i)) [I_l; 0]^T as the vector of unknowns.
template <class S, class Size>
Vector<S> weights_at(const Matrix<S>& U, const Manifold& manifold, Index k, const Size& size) {
  Matrix<S> w = Matrix<S>::Constant(U.rows(), k, S(0));
  for (std::size_t a = 0; a < manifold.index_set.size(); ++a) {
    const Index i = manifold.index_set[a] - 1;
    w.col(static_cast<Index>(a)) = U.col(i) * size(i);
  }
  return problem::pack_weights(w);
}

Inertia predicted(const Manifold& manifold, Index dimension) {
  return {manifold.index, manifold.nullity, dimension - manifold.index - manifold.nullity};
}

Instance exact_instance(Index m, Index k, Index q, std::uint64_t seed) {
  // v = lambda/n = 1/9 is a rational square.
  return instances::exact_instance({.m = m, .seed = seed, .q = q}, {.k = k, .lambda = 4, .samples = 36});
}

// P1: W = U_I diag(sqrt(s_i/n - v)) O^T.
Vector<Rational> stationary_point(const Instance& instance, const Manifold& manifold) {
  const problem::RationalSpectrum& spectrum = *instance.rational_spectrum();
  const Rational n(*instance.setting().samples);
  return weights_at(spectrum.U, manifold, instance.k(),
                    [&](Index i) { return exact_root((spectrum.s(i) - instance.lambda()) / n); });
}

void expect_exact_manifolds(const Instance& instance, const Profile& profile) {
  const auto likelihood = problem::ppca_likelihood(instance);
  for (const Manifold& manifold : theory::predict_manifolds(profile)) {
    const Outcome<CertifiedPoint> certified = certify(likelihood, stationary_point(instance, manifold));

    ASSERT_TRUE(certified) << certified.reason().text;
    EXPECT_TRUE(certified->exact);
    EXPECT_FALSE(certified->exact_value.has_value());
    EXPECT_TRUE(certified->value.is_finite() && certified->value.radius_upper() < 1e-30);
    EXPECT_EQ(certified->inertia, predicted(manifold, likelihood.dimension())) << manifold.index;
  }
}

TEST(PpcaLikelihood, HasTheInertiaOfSumAtEveryExactPoint) {
  for (const auto& [m, k, q] : {std::array<Index, 3>{2, 1, 1}, {3, 2, 2}, {4, 2, 4}, {5, 3, 2}}) {
    for (const std::uint64_t seed : {1U, 2U}) {
      expect_exact_manifolds(exact_instance(m, k, q, seed), theory::distinct_profile(m, k, q));
    }
  }
}

TEST(PpcaLikelihood, HasTheInertiaOfSumWhereEigenvaluesRepeat) {
  const Instance instance =
      instances::repeated_instance({.above = {2, 1}, .below = 1, .seed = 3}, {.k = 2, .lambda = 4, .samples = 36});

  expect_exact_manifolds(instance, {.m = 4, .k = 2, .multiplicities = {2, 1}});
}

// Proposals in double for real data: eigenvectors and eigenvalues of S/n, largest first.
struct Eigensystem {
  Eigen::MatrixXd U;
  Eigen::VectorXd s;
};

Eigensystem approx_eigensystem(const Matrix<Rational>& covariance) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(numeric::lift_matrix<double>(covariance, {}));
  return {solver.eigenvectors().rowwise().reverse(), solver.eigenvalues().reverse()};
}

template <Latents latents, class Size>
Vector<Rational> proposal(const PpcaProblem<latents>& problem, const Manifold& manifold, const Size& size) {
  const Eigensystem eigen = approx_eigensystem(problem.covariance());
  const Vector<double> x =
      weights_at<double>(eigen.U, manifold, problem.k(), [&](Index i) { return size(eigen.s(i)); });
  return x.unaryExpr([](double entry) { return numeric::exact_rational(entry); });
}

Instance centred_iris(Index k) {
  // Eigenvalues of S/n about 4.20, 0.241, 0.0777, 0.0237; v = 1/20.
  return instances::builtin("iris", {.k = k, .lambda = Rational(150, 20), .center = true});
}

TEST(PpcaLikelihood, HasTheInertiaOfSumOnIris) {
  for (const Index k : {1, 2, 3}) {
    const auto likelihood = problem::ppca_likelihood(centred_iris(k));
    for (const Manifold& manifold : theory::predict_manifolds(theory::distinct_profile(4, k, 3))) {
      const Outcome<CertifiedPoint> certified =
          certify(likelihood, proposal(likelihood, manifold, [](double s) { return std::sqrt(s - 0.05); }));

      ASSERT_TRUE(certified) << certified.reason().text;
      EXPECT_EQ(certified->inertia, predicted(manifold, likelihood.dimension()));
      EXPECT_TRUE(certainly(is_less(certified->distance, Ball(Rational(1, 100000000), Precision{64}))));
      EXPECT_TRUE(certainly(is_less(certified->radius, Ball(Rational(1, pow(Integer(10), 40)), Precision{64}))));
    }
  }
}

TEST(PpcaLikelihood, BothRoutesAgreeOnIris) {
  const auto likelihood = problem::ppca_likelihood(centred_iris(2));
  for (const Manifold& manifold : theory::predict_manifolds(theory::distinct_profile(4, 2, 3))) {
    const Vector<Rational> start = proposal(likelihood, manifold, [](double s) { return std::sqrt(s - 0.05); });

    const Outcome<CertifiedPoint> in_double = certify(likelihood, start);
    const Outcome<CertifiedPoint> in_balls = certify(likelihood, start, {.by_balls_only = true});

    ASSERT_TRUE(in_double && in_balls);
    EXPECT_EQ(in_double->precision.bits, 53);
    EXPECT_GT(in_balls->precision.bits, 53);
    EXPECT_EQ(in_double->inertia, in_balls->inertia);
    EXPECT_TRUE(in_double->value.overlaps(in_balls->value));
  }
}

// The value at the exact point of I: sum over I of log(s_i/n) + 1, else log v + s_j/(n v).
TEST(PpcaLikelihood, EnclosesTheValueOfTheEigenvalues) {
  const Instance instance = exact_instance(4, 2, 3, 5);
  const problem::RationalSpectrum& spectrum = *instance.rational_spectrum();
  const auto likelihood = problem::ppca_likelihood(instance);
  const Precision precision{200};
  const Rational v = likelihood.noise_variance();
  for (const Manifold& manifold : theory::predict_manifolds(theory::distinct_profile(4, 2, 3))) {
    Ball expected(0);
    for (Index i = 0; i < 4; ++i) {
      const bool used = std::count(manifold.index_set.begin(), manifold.index_set.end(), i + 1) > 0;
      const Rational s = spectrum.s(i) / 36;
      expected += log(Ball(used ? s : v, precision)) + Ball(used ? Rational(1) : Rational(s / v), precision);
    }

    const Outcome<CertifiedPoint> certified = certify(likelihood, stationary_point(instance, manifold));

    ASSERT_TRUE(certified);
    EXPECT_TRUE(certified->value.overlaps(expected));
  }
}

TEST(PpcaLikelihood, TheFrameWithoutMinusVIsNotCritical) {
  const auto likelihood = problem::ppca_likelihood(centred_iris(2));
  const Manifold minimum = theory::predict_global_minimum(theory::distinct_profile(4, 2, 3));

  const Outcome<CertifiedPoint> certified =
      certify(likelihood, proposal(likelihood, minimum, [](double s) { return std::sqrt(s); }));

  // Newton's method may lead from there to the maximum of the likelihood; that it was not here shows in the distance.
  const Ball far(Rational(1, 100), Precision{64});
  EXPECT_TRUE(!certified || certainly(is_less(far, certified->distance)));
}

// On the wall v = s_3/n every W with l < k has zeros that no symmetry explains; one with l = k has none.
TEST(PpcaLikelihood, IsUndecidedOnTheWallForSmallRanksOnly) {
  const Vector<Rational> s{{Rational(10), Rational(5), Rational(1)}};
  const auto likelihood =
      problem::ppca_likelihood(Instance::from_spectrum(s, {.name = "wall", .k = 1, .lambda = 1, .samples = 1}));
  const Vector<Rational> at_rank_one{{Rational(3), Rational(0), Rational(0)}};
  const Vector<Rational> at_rank_zero = at_rank_one - at_rank_one;

  const Outcome<CertifiedPoint> full = certify(likelihood, at_rank_one);

  ASSERT_TRUE(full) << full.reason().text;
  EXPECT_EQ(full->inertia, (Inertia{0, 0, 3}));
  EXPECT_FALSE(certify(likelihood, at_rank_zero));
}

// P4: c solves alpha c^2 + c = s, W = U_I diag(sqrt(c_i - v)) O^T, q counts s_i/n > v + alpha v^2.
TEST(PpcaMarginalPosterior, HasTheInertiaOfSumOnIris) {
  const double v = 0.05;
  const auto posterior = problem::ppca_marginal_posterior(centred_iris(2), Rational(1, 150));
  const auto size = [&](double s) { return std::sqrt((std::sqrt(1 + 4 * s) - 1) / 2 - v); };  // alpha = 1

  for (const Manifold& manifold : theory::predict_manifolds(theory::distinct_profile(4, 2, 3))) {
    const Outcome<CertifiedPoint> certified = certify(posterior, proposal(posterior, manifold, size));

    ASSERT_TRUE(certified) << certified.reason().text;
    EXPECT_EQ(certified->inertia, predicted(manifold, posterior.dimension()));
    EXPECT_TRUE(certainly(is_less(certified->distance, Ball(Rational(1, 100000000), Precision{64}))));
  }
}

// P3: (w_i^2 + v)^2 = s_i/(n alpha): the singular values of W Z are those of X thresholded.
TEST(PpcaJointPosterior, HasItsMinimumAtTheThresholdedSpectrum) {
  const double v = 0.05;
  const auto posterior = problem::ppca_joint_posterior(centred_iris(2), Rational(1, 150));
  const auto size = [&](double s) { return std::sqrt(std::sqrt(s) - v); };  // alpha = 1
  const Manifold minimum = theory::predict_global_minimum(theory::distinct_profile(4, 2, 4));

  const Outcome<CertifiedPoint> certified = certify(posterior, proposal(posterior, minimum, size));

  ASSERT_TRUE(certified) << certified.reason().text;
  EXPECT_EQ(certified->inertia, predicted(minimum, posterior.dimension()));
  EXPECT_TRUE(certainly(is_less(certified->distance, Ball(Rational(1, 100000000), Precision{64}))));
}

TEST(PpcaJointPosterior, HasARationalValueAtAnExactPoint) {
  // S/n = (4), v = 1, alpha = 1: w^2 + 1 = 2, value 4/2 + 1.
  const Vector<Rational> s{{Rational(4)}};
  const auto posterior = problem::ppca_joint_posterior(
      Instance::from_spectrum(s, {.name = "scalar", .k = 1, .lambda = 1, .samples = 1}), Rational(1));

  const Outcome<CertifiedPoint> certified = certify(posterior, Vector<Rational>::Constant(1, Rational(-1)));

  ASSERT_TRUE(certified) << certified.reason().text;
  EXPECT_EQ(certified->exact_value, Rational(3));
  EXPECT_EQ(certified->inertia, (Inertia{0, 0, 1}));
}

}  // namespace
}  // namespace laecert::certify
