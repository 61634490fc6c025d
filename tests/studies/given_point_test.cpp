#include "studies/given_point.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checks/lae/findings.hpp"
#include "instances/builtin.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "tests/studies/spectrum_instance.hpp"

namespace laecert::studies {
namespace {

using laecert::testing::spectrum;

using problem::Autoencoder;
using problem::Instance;

constexpr theory::Loss all_losses[] = {theory::Loss::none, theory::Loss::product, theory::Loss::sum};

GivenWeights given_weights(const Autoencoder<Rational>& w) { return {.W1 = w.W1, .W2 = w.W2}; }

// The weights plus noise of this size: what training leaves.
Autoencoder<Rational> with_noise(const theory::PredictedPoint& point, const Rational& size, std::uint64_t seed) {
  numeric::SplitMix64 random(seed);
  Autoencoder<Rational> w{point.W1, point.W2};
  for (Rational& entry : w.W1.reshaped()) entry += size * random.rational(16);
  for (Rational& entry : w.W2.reshaped()) entry += size * random.rational(16);
  return w;
}

// k = 3 above q = 2, so that the weights of every manifold of `sum` have singular values that training leaves near
// zero.
TEST(GivenPoint, IsCertifiedOnEveryManifoldNearIt) {
  const Instance instance = spectrum("9,4,2,1", 3, "3");
  for (const theory::Loss loss : all_losses) {
    const LaeContext context = make_lae_context(loss, instance, {});
    for (const ManifoldRecord& record : context.records) {
      const theory::Frame frame = theory::random_frame(loss, 3, record.manifold.rank, 7);
      const theory::PredictedPoint exact = theory::predict_point(loss, record.manifold, *context.spectrum, frame);

      const report::GivenPoint given =
          certify_given_point(instance, given_weights(with_noise(exact, Rational(1, 1000000000), 5)),
                              {.loss = theory::to_string(loss), .within = Rational(1, 1000000)});

      ASSERT_TRUE(given.point) << theory::to_string(loss) << case_name(record.manifold) << ": " << given.refusal;
      EXPECT_EQ(given.nearest, case_name(record.manifold));
      EXPECT_EQ(given.point->manifold.index, std::to_string(record.manifold.index));
      EXPECT_EQ(given.point->manifold.nullity, std::to_string(record.manifold.nullity));
    }
  }
}

TEST(GivenPoint, IsRefusedFartherThanAskedFor) {
  const Instance instance = spectrum("9,4,2", 2, "1");
  const LaeContext context = make_lae_context(theory::Loss::sum, instance, {});
  const theory::PredictedPoint near = theory::predict_point(theory::Loss::sum, context.records.back().manifold,
                                                            *context.spectrum, theory::canonical_frame(2, 2));
  const Autoencoder<Rational> weights = with_noise(near, Rational(1, 1000), 3);

  const report::GivenPoint refused = certify_given_point(instance, given_weights(weights), {});
  const report::GivenPoint certified =
      certify_given_point(instance, given_weights(weights), {.within = Rational(1, 10)});

  EXPECT_FALSE(refused.point);
  EXPECT_THAT(refused.refusal, ::testing::HasSubstr("lies at distance 0.00"));
  EXPECT_THAT(refused.gradient_norm, ::testing::StartsWith("0.0"));
  EXPECT_TRUE(certified.point);
}

TEST(GivenPoint, IsExactWhereTheWeightsAre) {
  const Instance instance = spectrum("9,4,2", 2, "0");
  const Autoencoder<Rational> weights{Matrix<Rational>{{2, 0, 0}, {1, 1, 0}},
                                      Matrix<Rational>{{Rational(1, 2), 0}, {Rational(-1, 2), 1}, {0, 0}}};

  const report::GivenPoint given = certify_given_point(instance, given_weights(weights), {.loss = "none"});

  ASSERT_TRUE(given.point) << given.refusal;
  EXPECT_EQ(given.point->manifold.point, claims::Verdict::exact);
  EXPECT_EQ(given.distance, "0");
  EXPECT_EQ(given.nearest, "{1,2}");
}

TEST(GivenPoint, IsRefusedWhereDoubleOverflows) {
  const Instance instance = spectrum("9,4,2", 2, "1");
  for (const unsigned exponent : {60U, 77U, 90U, 100U, 200U, 400U}) {
    const Rational huge(pow(numeric::Integer(10), exponent));
    const Autoencoder<Rational> weights{Matrix<Rational>{{huge, 0, 0}, {0, 1, 0}},
                                        Matrix<Rational>{{huge, 0}, {0, 1}, {0, 0}}};

    const report::GivenPoint given = certify_given_point(instance, given_weights(weights), {});

    EXPECT_FALSE(given.refusal.empty()) << exponent;
  }
}

TEST(GivenPoint, IsInapplicableWhereAHypothesisFails) {
  const Autoencoder<Rational> zero{Matrix<Rational>::Zero(1, 2), Matrix<Rational>::Zero(2, 1)};

  EXPECT_THAT(certify_given_point(spectrum("4,0", 1, "1"), given_weights(zero), {.loss = "none"}).inapplicable,
              ::testing::HasSubstr("zero"));
}

TEST(GivenPoint, RefusesOtherShapes) {
  const Autoencoder<Rational> turned{Matrix<Rational>::Zero(2, 1), Matrix<Rational>::Zero(1, 2)};

  EXPECT_THROW((void)certify_given_point(spectrum("4,1", 1, "2"), given_weights(turned), {}), UsageError);
}

}  // namespace
}  // namespace laecert::studies
