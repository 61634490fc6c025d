#include "theory/ppca/predictions.hpp"

#include <gtest/gtest.h>

#include "numeric/errors.hpp"
#include "numeric/product.hpp"
#include "tests/theory/instances.hpp"

namespace laecert::theory {
namespace {

// S = diag(50, 20, 8, 2), lambda = 2: with n = 2, S/n = diag(25, 10, 4, 1) and v = 1, on the eigenvalue 1.
Spectrum diagonal_spectrum(const Rational& lambda) {
  const Vector<Rational> s = rationals({50, 20, 8, 2});
  return *decide_spectrum(problem::Instance::from_spectrum(s, {.k = 2, .lambda = lambda}), 30, 200);
}

TEST(PpcaLevel, SolvesItsEquation) {
  const Precision precision{200};
  for (const Rational& alpha : {Rational(0), Rational(1, 2), Rational(7)}) {
    const Ball t(Rational(12), precision);
    const Ball c = predict_level(t, alpha);

    EXPECT_TRUE((Ball(alpha, precision) * sqr(c) + c).overlaps(t));
    EXPECT_LT(c.radius_upper(), 1e-50);
  }
  EXPECT_EQ(predict_exact_level(12, Rational(1, 2)), Rational(4));  // 16/2 + 4
  EXPECT_EQ(predict_exact_level(12, 0), Rational(12));
  EXPECT_EQ(predict_exact_level(12, 1), Rational(3));   // 9 + 3
  EXPECT_FALSE(predict_exact_level(1, 1).has_value());  // the golden ratio
}

TEST(PpcaLevel, LiesWithinTheRateOfTheLikelihood) {
  // 0 <= t - c = alpha c^2 <= alpha t^2.
  for (const long denominator : {1, 10, 1000, 1000000}) {
    const Rational alpha(1, denominator);
    const Ball t(Rational(5), Precision{200});
    const Ball gap = t - predict_level(t, alpha);

    EXPECT_TRUE(certainly(is_positive(gap)));
    EXPECT_TRUE(certainly(is_less(gap, Ball(Rational(25 * alpha), Precision{200}))));
  }
}

TEST(PpcaWeights, AreTheRootsOfTheLevelsLessTheNoise) {
  const Spectrum spectrum = diagonal_spectrum(Rational(2));
  const Manifold manifold = predict_manifold(profile_of(spectrum, 2, Loss::sum), {1, 1, 0});

  const PredictedWeights near = predict_weights(manifold, spectrum, {.samples = 2}, canonical_frame(2, 2));
  EXPECT_FALSE(near.is_exact);  // sqrt(24)
  const Matrix<Rational> squares = numeric::product(near.W, Matrix<Rational>(near.W.transpose()));
  EXPECT_NEAR(numeric::approx_double(squares(0, 0)), 24, 1e-12);
  EXPECT_NEAR(numeric::approx_double(squares(1, 1)), 9, 1e-12);
  EXPECT_EQ(squares(2, 2), Rational(0));

  const Manifold second = predict_manifold(profile_of(spectrum, 2, Loss::sum), {0, 1, 0});
  const PredictedWeights exact = predict_weights(second, spectrum, {.samples = 2}, random_frame(Loss::sum, 2, 1, 7));
  EXPECT_TRUE(exact.is_exact);
  EXPECT_EQ(numeric::product(exact.W, Matrix<Rational>(exact.W.transpose()))(1, 1), Rational(9));
}

TEST(PpcaWeights, AreRationalOnExactInstancesWhereTheNoiseIsASquare) {
  // lambda = 3, n = 12: v = 1/4.
  const problem::Instance instance = exact_instance({Rational(4, 5), Rational(3, 5)}, {1}, 2, 5);
  const Spectrum spectrum = *decide_spectrum(instance, 30, 200);
  for (const Manifold& manifold : predict_manifolds(profile_of(spectrum, 2, Loss::sum))) {
    const Frame frame = canonical_frame(2, manifold.rank);
    EXPECT_TRUE(predict_weights(manifold, spectrum, {.samples = 12}, frame).is_exact);
    EXPECT_EQ(predict_weights(manifold, spectrum, {.samples = 5}, frame).is_exact, manifold.rank == 0);
  }
}

TEST(PpcaWeights, RefuseFramesAndCountsThatAreNone) {
  const Spectrum spectrum = diagonal_spectrum(Rational(2));
  const Manifold manifold = predict_manifold(profile_of(spectrum, 2, Loss::sum), {1, 0, 0});

  EXPECT_THROW((void)predict_weights(manifold, spectrum, {.samples = 0}, canonical_frame(2, 1)), PreconditionError);
  EXPECT_THROW((void)predict_weights(manifold, spectrum, {.samples = 2}, canonical_frame(2, 2)), PreconditionError);
}

TEST(PpcaNoise, IsTheMeanOfTheSmallestEigenvalues) {
  const Spectrum spectrum = diagonal_spectrum(Rational(2));

  EXPECT_EQ(predict_exact_noise_variance(spectrum, 2, 2), Rational(5, 2));  // (4 + 1)/2
  EXPECT_EQ(predict_exact_noise_variance(spectrum, 3, 2), Rational(1));
  EXPECT_TRUE(predict_noise_variance(spectrum, 2, 2).contains(Rational(5, 2)));
  EXPECT_THROW((void)predict_noise_variance(spectrum, 4, 2), PreconditionError);
  EXPECT_THROW((void)predict_exact_noise_variance(spectrum, 0, 2), PreconditionError);
}

TEST(PpcaJoint, ShrinksTheSingularValuesSoftly) {
  // sigma = 5, tau = 2, v = 3: c = 10, and (c - v)/c sigma = sigma - v/tau = 7/2.
  const Rational level = predict_joint_level(5, 2);
  EXPECT_EQ(level, Rational(10));
  EXPECT_EQ(predict_operator_factor(level, 3) * 5, Rational(7, 2));
}

}  // namespace
}  // namespace laecert::theory
