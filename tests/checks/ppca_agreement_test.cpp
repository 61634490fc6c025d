#include "checks/ppca/agreement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checks/ppca/estimate.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "tests/theory/instances.hpp"

namespace laecert::checks {
namespace {

using claims::Decision;
using claims::Verdict;
using numeric::Ball;
using numeric::Index;
using numeric::Rational;
using ::testing::HasSubstr;
using theory::Spectrum;

problem::Setting setting(Index k, const Rational& lambda, long samples) {
  return {.name = "S", .k = k, .lambda = lambda, .samples = samples};
}

// In rationals.
Spectrum exact_spectrum(const std::string& values, const Rational& lambda, long samples) {
  return *theory::decide_spectrum(
      problem::Instance::from_spectrum(instances::parse_spectrum(values), setting(1, lambda, samples)), 30, 200);
}

// In enclosures: the same eigenvalues on turned axes.
Spectrum enclosed_spectrum(const std::string& values, const Rational& lambda, long samples) {
  return *theory::decide_spectrum(
      problem::Instance::from_gram(theory::turned(instances::parse_spectrum(values), 1), setting(1, lambda, samples)),
      30, 200);
}

// The registry's own two instances: S = diag(25, 4) and diag(35, 8), n = 2, v = tau = 1.
TEST(PriorMode, NeedsTwoLambdasOnTheWorkedInstances) {
  const PriorModel model{.k = 2, .samples = 2, .prior_variance = 1};

  const Decision joint = decide_prior_mode(PriorMode::joint, exact_spectrum("25,4", 2, 2), model);
  const Decision marginal = decide_prior_mode(PriorMode::marginal, exact_spectrum("35,8", 2, 2), model);

  EXPECT_EQ(joint.verdict, Verdict::refuted);
  EXPECT_EQ(joint.reason, "u_1 would need lambda = 5, u_2 lambda = 2");
  EXPECT_EQ(marginal.verdict, Verdict::refuted);
  EXPECT_EQ(marginal.reason, "u_1 would need lambda = 7, u_2 lambda = 4");
}

// sigma_1 = 5: 4 by the joint mode, 5 - 2/5 by `sum` (margins are rounded toward zero). c_1 = 5: 1 - 1/5 by the
// marginal mode, 1 - 2/35 by `sum`.
TEST(PriorMode, SaysHowFarItIsFromSumAtTheSameLambda) {
  const PriorModel model{.k = 2, .samples = 2, .prior_variance = 1};

  EXPECT_EQ(decide_prior_mode(PriorMode::joint, exact_spectrum("25,4", 2, 2), model).margin,
            "singular value 1 differs by 0.5999 at lambda");
  EXPECT_THAT(decide_prior_mode(PriorMode::marginal, exact_spectrum("35,8", 2, 2), model).margin,
              HasSubstr("eigenvalue 1 differs by 0.1428 at lambda"));
}

TEST(PriorMode, IsDecidedAlikeInRationalsAndInEnclosures) {
  for (const PriorMode mode : {PriorMode::joint, PriorMode::marginal}) {
    for (const Index k : {1, 2, 3}) {
      for (const Rational& tau_squared : {Rational(1, 100), Rational(1), Rational(50)}) {
        const PriorModel model{.k = k, .samples = 3, .prior_variance = tau_squared};

        const Decision exact = decide_prior_mode(mode, exact_spectrum("9,5,2", 2, 3), model);
        const Decision enclosed = decide_prior_mode(mode, enclosed_spectrum("9,5,2", 2, 3), model);

        EXPECT_EQ(exact.verdict, enclosed.verdict) << k << ' ' << tau_squared;
        EXPECT_NE(exact.verdict, Verdict::undecided);
        EXPECT_EQ(exact.margin, enclosed.margin);
      }
    }
  }
}

TEST(PriorMode, AgreesWhileItHasOneEigenvalue) {
  const Spectrum spectrum = exact_spectrum("25,4", 2, 2);

  for (const PriorMode mode : {PriorMode::joint, PriorMode::marginal}) {
    const Decision one = decide_prior_mode(mode, spectrum, {.k = 1, .samples = 2, .prior_variance = 1});
    EXPECT_EQ(one.verdict, Verdict::exact);
    EXPECT_THAT(one.reason, HasSubstr("agrees here"));
    const Decision repeated = decide_prior_mode(mode, exact_spectrum("25,25", 2, 2), {.k = 2, .samples = 2});
    EXPECT_EQ(repeated.verdict, Verdict::exact) << repeated.reason;
  }
  EXPECT_THAT(decide_prior_mode(PriorMode::joint, spectrum, {.k = 1, .samples = 2}).reason, HasSubstr("lambda = 5 "));
}

// v/tau = 2 = sigma_2 and lambda + v^2/tau^2 = 6 = s_2: the second direction is shrunk to nothing; a little less of the
// threshold and there are two.
TEST(PriorMode, LeavesOutWhatTheThresholdReaches) {
  const auto verdict = [](PriorMode mode, const char* values, const Rational& tau_squared) {
    return decide_prior_mode(mode, exact_spectrum(values, 2, 2), {.k = 2, .samples = 2, .prior_variance = tau_squared})
        .verdict;
  };

  EXPECT_EQ(verdict(PriorMode::joint, "25,4", Rational(1, 4)), Verdict::exact);
  EXPECT_EQ(verdict(PriorMode::joint, "25,4", Rational(26, 100)), Verdict::refuted);
  EXPECT_EQ(verdict(PriorMode::marginal, "25,6", Rational(1, 4)), Verdict::exact);
  EXPECT_EQ(verdict(PriorMode::marginal, "25,6", Rational(26, 100)), Verdict::refuted);
  EXPECT_EQ(verdict(PriorMode::joint, "25,4", Rational(1, 100)), Verdict::exact);  // W = 0
}

// An enclosure that holds the threshold is no proof of either side.
TEST(PriorMode, IsUndecidedOnAThresholdThatEnclosuresDoNotSeparate) {
  const PriorModel model{.k = 2, .samples = 2, .prior_variance = Rational(1, 4)};
  Spectrum spectrum = enclosed_spectrum("25,4", 2, 2);
  spectrum.exact = {};
  spectrum.values[1] = Ball(4).widened(Ball(Rational(1, 1000), spectrum.precision));

  EXPECT_EQ(decide_prior_mode(PriorMode::joint, spectrum, model).verdict, Verdict::undecided);
}

TEST(PriorMode, RefusesWhatIsNoPrior) {
  const Spectrum spectrum = exact_spectrum("25,4", 2, 2);

  EXPECT_THROW(decide_prior_mode(PriorMode::joint, spectrum, {.prior_variance = 0}), PreconditionError);
  EXPECT_THROW(decide_prior_mode(PriorMode::joint, exact_spectrum("25,4", 0, 2), {}), PreconditionError);
}

// s/n = (9, 4, 1), k = 1: v = 5/2, W = (sqrt(13/2), 0, 0).
TEST(NoiseByMaximumLikelihood, IsTheMeanOfTheRestWithItsWeights) {
  const Spectrum spectrum = exact_spectrum("18,8,2", 1, 2);

  const NoiseVariance noise = *estimate_noise(spectrum, 1, 2, 30);
  const numeric::Matrix<Ball> weights = *enclose_weights(spectrum, noise, 1, 2);

  EXPECT_EQ(noise.rational, Rational(5, 2));
  EXPECT_TRUE(noise.is_exact);
  EXPECT_FALSE(noise.on_eigenvalue);
  EXPECT_EQ(noise.rank, 1);
  EXPECT_TRUE(sqr(weights(0, 0)).contains(Rational(13, 2)));
  EXPECT_TRUE(weights(1, 0).contains(Rational(0)));
}

TEST(NoiseByMaximumLikelihood, IsOnAWallWhereTheRestAreEqual) {
  EXPECT_TRUE(estimate_noise(exact_spectrum("9,4,1", 2, 2), 2, 2, 30)->on_eigenvalue);
  EXPECT_TRUE(estimate_noise(exact_spectrum("9,1,1", 2, 2), 1, 2, 30)->on_eigenvalue);
  EXPECT_EQ(estimate_noise(exact_spectrum("9,1,1", 2, 2), 2, 2, 30)->rank, 1);
  EXPECT_FALSE(estimate_noise(exact_spectrum("9,4,1", 2, 2), 1, 2, 30)->on_eigenvalue);
}

// Irrational eigenvalues, as iris: the rational is not below the wall, and close.
TEST(NoiseByMaximumLikelihood, IsMetByARationalNearby) {
  numeric::Matrix<Rational> gram(2, 2);
  gram << 2, 1, 1, 1;  // (3 -+ sqrt 5)/2
  const Spectrum spectrum = *theory::decide_spectrum(problem::Instance::from_gram(gram, setting(1, 3, 2)), 30, 200);

  const NoiseVariance noise = *estimate_noise(spectrum, 1, 2, 30);
  const Ball distance = Ball(noise.rational, spectrum.precision) - noise.value;

  EXPECT_FALSE(noise.is_exact);
  EXPECT_TRUE(noise.on_eigenvalue);
  EXPECT_FALSE(numeric::certainly(is_negative(distance)));
  EXPECT_LT(distance.upper(), 1e-28);
}

TEST(NoiseByMaximumLikelihood, NeedsARest) {
  EXPECT_TRUE(reason_without_noise(exact_spectrum("9,4,1", 2, 2), 3).has_value());
  EXPECT_TRUE(reason_without_noise(exact_spectrum("9,0,0", 2, 2), 1).has_value());
  EXPECT_FALSE(reason_without_noise(exact_spectrum("9,4,0", 2, 2), 1).has_value());
}

// m = 1, W = 0, S/n = v = 1: the density of N(0, 1) at two samples +-1, -log(2 pi) - 1.
TEST(LogLikelihood, IsThatOfTheNormalDistribution) {
  const Spectrum spectrum = exact_spectrum("2", 2, 2);

  const Ball value = enclose_log_likelihood(spectrum, given_noise(spectrum, 1, 2), 2);

  EXPECT_NEAR(value.approx_double(), -2.8378770664093453, 1e-15);
  EXPECT_LT(value.radius_upper(), 1e-30);
}

}  // namespace
}  // namespace laecert::checks
