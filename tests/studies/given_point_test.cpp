#include "studies/given_point.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "families/lae/findings.hpp"
#include "instances/builtin.hpp"
#include "instances/number.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "numeric/power_of_two.hpp"
#include "numeric/random.hpp"
#include "tests/studies/spectrum_instance.hpp"

namespace laecert::studies::given_point_test {
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

      const GivenPoint given =
          certify_given_point(instance, given_weights(with_noise(exact, Rational(1, 1000000000), 5)),
                              {.loss = theory::to_string(loss), .within = Rational(1, 1000000)});

      ASSERT_TRUE(given.point) << theory::to_string(loss) << case_name(record.manifold) << ": " << given.reason;
      EXPECT_EQ(given.nearest, case_name(record.manifold));
      EXPECT_EQ(given.point->manifold.index, record.manifold.index);
      EXPECT_EQ(given.point->manifold.nullity, record.manifold.nullity);
    }
  }
}

TEST(GivenPoint, IsRefusedFartherThanAskedFor) {
  const Instance instance = spectrum("9,4,2", 2, "1");
  const LaeContext context = make_lae_context(theory::Loss::sum, instance, {});
  const theory::PredictedPoint near = theory::predict_point(theory::Loss::sum, context.records.back().manifold,
                                                            *context.spectrum, theory::canonical_frame(2, 2));
  const Autoencoder<Rational> weights = with_noise(near, Rational(1, 1000), 3);

  const GivenPoint refused = certify_given_point(instance, given_weights(weights), {});
  const GivenPoint certified = certify_given_point(instance, given_weights(weights), {.within = Rational(1, 10)});

  EXPECT_FALSE(refused.point);
  EXPECT_THAT(refused.reason, ::testing::HasSubstr("is proved to lie within 0.00"));
  EXPECT_THAT(refused.gradient_norm.value, ::testing::StartsWith("0.0"));
  EXPECT_TRUE(certified.point);
}

TEST(GivenPoint, IsExactWhereTheWeightsAre) {
  const Instance instance = spectrum("9,4,2", 2, "0");
  const Autoencoder<Rational> weights{Matrix<Rational>{{2, 0, 0}, {1, 1, 0}},
                                      Matrix<Rational>{{Rational(1, 2), 0}, {Rational(-1, 2), 1}, {0, 0}}};

  const GivenPoint given = certify_given_point(instance, given_weights(weights), {.loss = "none"});

  ASSERT_TRUE(given.point) << given.reason;
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

    const GivenPoint given = certify_given_point(instance, given_weights(weights), {});

    EXPECT_FALSE(given.reason.empty()) << exponent;
  }
}

// The list asks for eigenvalues that are not zero; a point's criticality and inertia do not.
TEST(GivenPoint, IsDecidedWhereTheListFails) {
  const Autoencoder<Rational> far{Matrix<Rational>{{1, 1}}, Matrix<Rational>{{5}, {7}}};
  const Autoencoder<Rational> near{Matrix<Rational>{{Rational(86603, 100000), 0}},
                                   Matrix<Rational>{{Rational(86603, 100000)}, {0}}};

  const GivenPoint refused = certify_given_point(spectrum("4,1", 1, "1"), given_weights(far), {});
  const GivenPoint wall = certify_given_point(spectrum("4,1", 1, "1"), given_weights(near), {});

  EXPECT_NE(refused.outcome, PointOutcome::certified);
  EXPECT_THAT(refused.gradient_norm.value, ::testing::StartsWith("578.65"));
  ASSERT_EQ(wall.outcome, PointOutcome::certified) << wall.reason;
  EXPECT_EQ(wall.point->manifold.index, 0);
  EXPECT_THAT(wall.point->unlisted, ::testing::HasSubstr("lambda is an eigenvalue"));
  EXPECT_THAT(wall.verdict, ::testing::HasSubstr("on no listed manifold"));
  EXPECT_EQ(to_json(wall)["index_set"], nullptr);
}

// S = 4, lambda = 1, the critical weight sqrt(3/4): the distance is sqrt(2) (0.9 - sqrt(3/4)) = 0.04804733474...
TEST(GivenPoint, TellsDistancesThatAreUpperBounds) {
  const Autoencoder<Rational> weights{Matrix<Rational>{{Rational(9, 10)}}, Matrix<Rational>{{Rational(9, 10)}}};

  const GivenPoint certified =
      certify_given_point(spectrum("4", 1, "1"), given_weights(weights), {.within = Rational(1)});
  const GivenPoint refused =
      certify_given_point(spectrum("4", 1, "1"), given_weights(weights), {.within = Rational(4804731, 100000000)});

  EXPECT_EQ(certified.distance, "0.0480474");
  EXPECT_EQ(refused.outcome, PointOutcome::refused);
  EXPECT_THAT(refused.reason, ::testing::HasSubstr("within 0.0480474 of the weights, which is not within 0.04804731"));
}

// Weights of 60 digits: rounded to double they would lie 1e-17 away from themselves.
TEST(GivenPoint, IsAsNearAsItsDigitsSay) {
  // sqrt(1 - 5/9) = 2/3 to 60 digits.
  const Rational digits("666666666666666666666666666666666666666666666666666666666667");
  const Rational d = digits / Rational(pow(numeric::Integer(10), 60U));
  const Autoencoder<Rational> weights{Matrix<Rational>{{d}}, Matrix<Rational>{{d}}};

  const GivenPoint given = certify_given_point(spectrum("9", 1, "5"), given_weights(weights),
                                               {.within = instances::parse_option_number("1e-17", "within")});

  ASSERT_TRUE(given.point) << given.reason;
  EXPECT_LT(std::stod(given.distance), 1e-58);
  EXPECT_GT(std::stod(given.gradient_norm.value), 1e-60);
  EXPECT_EQ(given.verdict.find("a global minimum of `sum` lies within "), 0U) << given.verdict;
}

TEST(GivenPoint, SaysWhatItIsFirst) {
  const Autoencoder<Rational> zero{Matrix<Rational>::Zero(1, 2), Matrix<Rational>::Zero(2, 1)};

  const GivenPoint saddle = certify_given_point(spectrum("9,4", 1, "5"), given_weights(zero), {});

  EXPECT_EQ(saddle.verdict.find("a saddle of `sum` lies within 0 of the weights: index 1, manifold {}"), 0U)
      << saddle.verdict;
  EXPECT_EQ(to_text(saddle).find("\nverdict     a saddle"), to_text(saddle).find("\nverdict"));
}

TEST(GivenPoint, AsksLessOfWeightsOfSinglePrecision) {
  const auto weights = [](const Rational& x) { return GivenWeights{Matrix<Rational>{{x}}, Matrix<Rational>{{x}}}; };

  EXPECT_EQ(default_within(weights(numeric::exact_rational(0.1F))), Rational(1, 1000));
  EXPECT_EQ(default_within(weights(Rational(866025404, 1000000000))), Rational(1, 1000));
  EXPECT_EQ(default_within(weights(numeric::exact_rational(0.1))), Rational(1, 1000000));
}

// Weights of ppca have the unit of the data, those of the losses of autoencoders none.
TEST(GivenPoint, OfOneMatrixDoesNotDependOnTheUnit) {
  for (const long exponent : {-300L, 0L, 7L, 300L}) {
    SCOPED_TRACE(exponent);
    const Rational unit = numeric::times_power_of_two(Rational(1), exponent);
    const Instance instance =
        Instance::from_spectrum(Vector<Rational>{{5 * unit * unit, 2 * unit * unit}},
                                {.name = "in a unit", .k = 1, .lambda = unit * unit, .samples = 1});
    const Matrix<Rational> of_ppca{{2 * unit}, {0}}, near_tied{{Rational(9, 10)}, {0}};

    const GivenPoint ppca = certify_given_point(instance, {.W2 = of_ppca}, {.loss = "ppca"});
    const GivenPoint tied =
        certify_given_point(instance, {.W2 = near_tied}, {.loss = "tied", .within = Rational(1, 10)});

    ASSERT_TRUE(ppca.point) << ppca.reason;
    EXPECT_EQ(ppca.point->manifold.point, claims::Verdict::exact);
    EXPECT_EQ(ppca.nearest, "{1}");
    ASSERT_TRUE(tied.point) << tied.reason;
    EXPECT_EQ(tied.nearest, "{1}");
    // |4 (w^2 - 1) s w + 4 lambda w| = 4 * 5 * 0.9 * 0.19 - 4 * 0.9 = 0.18
    EXPECT_NEAR(numeric::approx_double(*instances::parse_rational(tied.gradient_norm.value) / (unit * unit)), 0.18,
                1e-5);
  }
}

TEST(GivenPoint, RefusesOtherShapes) {
  const Autoencoder<Rational> turned{Matrix<Rational>::Zero(2, 1), Matrix<Rational>::Zero(1, 2)};

  EXPECT_THROW((void)certify_given_point(spectrum("4,1", 1, "2"), given_weights(turned), {}), UsageError);
}

}  // namespace
}  // namespace laecert::studies::given_point_test
