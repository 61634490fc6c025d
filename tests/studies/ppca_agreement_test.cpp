#include "studies/ppca/agreement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "studies/ppca/estimate.hpp"
#include "tests/theory/instances.hpp"

namespace laecert::studies {
namespace {

using claims::Decision;
using claims::Verdict;
using numeric::Ball;
using numeric::Index;
using numeric::Integer;
using numeric::Rational;
using problem::Instance;
using ::testing::HasSubstr;
using theory::Spectrum;

problem::Setting setting(Index k, const Rational& lambda, long samples) {
  return {.name = "S", .k = k, .lambda = lambda, .samples = samples};
}

// In rationals.
Instance exact_instance(const std::string& values, Index k, const Rational& lambda, long samples) {
  return Instance::from_spectrum(instances::parse_spectrum(values), setting(k, lambda, samples));
}

// In enclosures: the same eigenvalues on turned axes.
Instance enclosed_instance(const std::string& values, Index k, const Rational& lambda, long samples) {
  return Instance::from_gram(theory::turned(instances::parse_spectrum(values), 1), setting(k, lambda, samples));
}

Spectrum spectrum_of(const Instance& instance) { return *decide_spectrum(instance, Effort{}); }

Spectrum exact_spectrum(const std::string& values, const Rational& lambda, long samples) {
  return spectrum_of(exact_instance(values, 1, lambda, samples));
}

Decision decide(PriorMode mode, const Instance& instance, const Rational& prior_variance) {
  return decide_prior_mode(mode, instance, spectrum_of(instance), prior_variance, Effort{});
}

Outcome<NoiseVariance> estimate(const Instance& instance, const Effort& effort = {}) {
  return estimate_noise(instance, *decide_spectrum(instance, effort), effort);
}

// The registry's own two instances: S = diag(25, 4) and diag(35, 8), n = 2, v = tau = 1.
TEST(PriorMode, NeedsTwoLambdasOnTheWorkedInstances) {
  const Decision joint = decide(PriorMode::joint, exact_instance("25,4", 2, 2, 2), 1);
  const Decision marginal = decide(PriorMode::marginal, exact_instance("35,8", 2, 2, 2), 1);

  EXPECT_EQ(joint.verdict, Verdict::refuted);
  EXPECT_EQ(joint.reason, "u_1 would need lambda = 5, u_2 lambda = 2");
  EXPECT_EQ(marginal.verdict, Verdict::refuted);
  EXPECT_EQ(marginal.reason, "u_1 would need lambda = 7, u_2 lambda = 4");
}

// sigma_1 = 5: 4 by the joint mode, 5 - 2/5 by `sum` (margins are rounded toward zero). c_1 = 5: 1 - 1/5 by the
// marginal mode, 1 - 2/35 by `sum`.
TEST(PriorMode, SaysHowFarItIsFromSumAtTheSameLambda) {
  EXPECT_EQ(decide(PriorMode::joint, exact_instance("25,4", 2, 2, 2), 1).margin,
            "singular value 1 differs by at least 0.5999 at lambda");
  EXPECT_THAT(decide(PriorMode::marginal, exact_instance("35,8", 2, 2, 2), 1).margin,
              HasSubstr("eigenvalue 1 differs by at least 0.1428 at lambda"));
}

TEST(PriorMode, IsDecidedAlikeInRationalsAndInEnclosures) {
  for (const PriorMode mode : {PriorMode::joint, PriorMode::marginal}) {
    for (const Index k : {1, 2, 3}) {
      for (const Rational& tau_squared : {Rational(1, 100), Rational(1), Rational(50)}) {
        const Decision exact = decide(mode, exact_instance("9,5,2", k, 2, 3), tau_squared);
        const Decision enclosed = decide(mode, enclosed_instance("9,5,2", k, 2, 3), tau_squared);

        EXPECT_EQ(exact.verdict, enclosed.verdict) << k << ' ' << tau_squared;
        EXPECT_NE(exact.verdict, Verdict::undecided);
        EXPECT_EQ(exact.margin, enclosed.margin);
      }
    }
  }
}

TEST(PriorMode, AgreesWhileItHasOneEigenvalue) {
  for (const PriorMode mode : {PriorMode::joint, PriorMode::marginal}) {
    const Decision one = decide(mode, exact_instance("25,4", 1, 2, 2), 1);
    EXPECT_EQ(one.verdict, Verdict::exact);
    EXPECT_THAT(one.reason, HasSubstr("agrees here"));
    const Decision repeated = decide(mode, exact_instance("25,25", 2, 2, 2), 1);
    EXPECT_EQ(repeated.verdict, Verdict::exact) << repeated.reason;
  }
  EXPECT_THAT(decide(PriorMode::joint, exact_instance("25,4", 1, 2, 2), 1).reason, HasSubstr("lambda = 5 "));
}

// v/tau = 2 = sigma_2 and lambda + v^2/tau^2 = 6 = s_2: the second direction is shrunk to nothing; a little less of the
// threshold and there are two. Also where the rational s_2 is known by an enclosure only.
TEST(PriorMode, LeavesOutWhatTheThresholdReaches) {
  const Rational hair = Rational(1, 4) + Rational(1, pow(Integer(10), 40));
  for (const auto& instance : {exact_instance, enclosed_instance}) {
    const auto verdict = [&](PriorMode mode, const char* values, const Rational& tau_squared) {
      return decide(mode, instance(values, 2, 2, 2), tau_squared).verdict;
    };

    EXPECT_EQ(verdict(PriorMode::joint, "25,4", Rational(1, 4)), Verdict::exact);
    EXPECT_EQ(verdict(PriorMode::joint, "25,4", hair), Verdict::refuted);
    EXPECT_EQ(verdict(PriorMode::marginal, "25,6", Rational(1, 4)), Verdict::exact);
    EXPECT_EQ(verdict(PriorMode::marginal, "25,6", hair), Verdict::refuted);
    EXPECT_EQ(verdict(PriorMode::joint, "25,4", Rational(1, 100)), Verdict::exact);  // W = 0
  }
}

// A wide prior tells the two lambda apart in the 60th digit, small data in the 200th: two different s_i are enough.
TEST(PriorMode, IsRefutedByTwoEigenvaluesHoweverCloseTheirLambdas) {
  const Rational wide(pow(Integer(10), 60)), small(1, pow(Integer(10), 200));
  for (const PriorMode mode : {PriorMode::joint, PriorMode::marginal}) {
    EXPECT_EQ(decide(mode, exact_instance("9,4,1", 2, 1, 7), wide).verdict, Verdict::refuted);
    EXPECT_EQ(decide(mode, enclosed_instance("9,4,1", 2, 1, 7), wide).verdict, Verdict::refuted);
    const Instance tiny = exact_instance("4e-200,1e-200", 2, small / 10, 7);
    EXPECT_EQ(decide(mode, tiny, 1).verdict, Verdict::refuted);
    EXPECT_EQ(decide(mode, tiny, wide).verdict, Verdict::refuted);
  }
  EXPECT_THAT(decide(PriorMode::marginal, exact_instance("9,4,1", 2, 1, 7), wide).reason,
              HasSubstr("less in later digits"));
}

// An enclosure that holds the threshold is no proof of either side.
TEST(PriorMode, IsUndecidedWhereDigitsDoNotSeparateTheThreshold) {
  const Instance instance = enclosed_instance("25,4", 2, 2, 2);
  const Effort effort{.digits = 2, .max_digits = 2};
  const Rational hair = Rational(1, 4) + Rational(1, pow(Integer(10), 40));

  const Decision decision =
      decide_prior_mode(PriorMode::joint, instance, *decide_spectrum(instance, effort), hair, effort);

  EXPECT_EQ(decision.verdict, Verdict::undecided) << decision.reason;
  EXPECT_EQ(decide(PriorMode::joint, instance, hair).verdict, Verdict::refuted);
}

TEST(PriorMode, RefusesWhatIsNoPrior) {
  EXPECT_THROW(decide(PriorMode::joint, exact_instance("25,4", 1, 2, 2), 0), PreconditionError);
  EXPECT_THROW(decide(PriorMode::joint, exact_instance("25,4", 1, 0, 2), 1), PreconditionError);
}

// s/n = (9, 4, 1), k = 1: v = 5/2, W = (sqrt(13/2), 0, 0).
TEST(NoiseByMaximumLikelihood, IsTheMeanOfTheRestWithItsWeights) {
  const Instance instance = exact_instance("18,8,2", 1, 1, 2);

  const NoiseVariance noise = *estimate(instance);
  const numeric::Matrix<Ball> weights = *enclose_weights(spectrum_of(instance), noise, 1, 2);

  EXPECT_EQ(noise.rational, Rational(5, 2));
  EXPECT_TRUE(noise.is_exact);
  EXPECT_EQ(noise.above, 2);
  EXPECT_EQ(noise.wall, 0);
  EXPECT_EQ(noise.rank, 1);
  EXPECT_TRUE(sqr(weights(0, 0)).contains(Rational(13, 2)));
  EXPECT_TRUE(weights(1, 0).contains(Rational(0)));
}

TEST(NoiseByMaximumLikelihood, IsOnAWallWhereTheRestAreEqual) {
  EXPECT_EQ(estimate(exact_instance("9,4,1", 2, 2, 2))->wall, 1);
  EXPECT_EQ(estimate(exact_instance("9,1,1", 1, 2, 2))->wall, 2);
  EXPECT_EQ(estimate(exact_instance("9,1,1", 2, 2, 2))->rank, 1);
  EXPECT_EQ(estimate(exact_instance("9,4,1", 1, 2, 2))->wall, 0);
  EXPECT_EQ(estimate(exact_instance("9,4,3,2", 1, 2, 2))->wall, 1);  // (4 + 3 + 2)/3 = 3
}

// Irrational eigenvalues 1 + r, 1, 1 - r, r = sqrt 2/10^e: the rational is above the wall s_3 and below s_2, whatever
// the digits asked for.
TEST(NoiseByMaximumLikelihood, IsMetByARationalWithTheSameEigenvaluesAbove) {
  for (const unsigned exponent : {1U, 4U, 32U}) {
    const Rational off(Integer(1), pow(Integer(10), exponent));
    numeric::Matrix<Rational> gram = numeric::Matrix<Rational>::Identity(3, 3);
    gram(0, 1) = gram(1, 0) = gram(1, 2) = gram(2, 1) = off;
    const Instance instance = Instance::from_gram(gram, setting(2, 4, 7));
    for (const long digits : {1, 2, 30}) {
      const NoiseVariance noise = *estimate(instance, {.digits = digits});

      EXPECT_FALSE(noise.is_exact);
      EXPECT_EQ(noise.above, 2);
      EXPECT_EQ(noise.wall, 1);
      EXPECT_EQ(spectrum_of(instance.with_lambda(7 * *noise.rational)).q, 2) << exponent << ' ' << digits;
      EXPECT_FALSE(noise.undecided.has_value());
    }
  }
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
}  // namespace laecert::studies
