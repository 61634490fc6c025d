#include "numeric/scalar.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "numeric/random.hpp"
#include "numeric/test_scale.hpp"
#include "tests/numeric/contains.hpp"

namespace laecert::numeric {
namespace {

constexpr std::uint64_t scalar_seed = 20240921;

static_assert(Scalar<double> && Scalar<Real> && Scalar<Rational> && Scalar<Ball> && Scalar<DoubleBall>);

Rational random_rational(SplitMix64& random) {
  const auto shift = static_cast<unsigned>(random.between(0, 1100));
  const Rational power(Integer(1) << shift);
  const Rational factor = random.coin() || shift > 900 ? Rational(1 / power) : power;
  return random.rational(62) * factor / Rational(Integer(random.between(1, 9)));
}

TEST(Lift, OfARationalIsEnclosedByDoubleBalls) {
  SplitMix64 random(scalar_seed);
  for (int i = 0; i < scaled(20000); ++i) {
    const Rational x = random_rational(random);
    const DoubleBall ball = lift<DoubleBall>(x, {64});

    ASSERT_TRUE(contains(ball, x)) << "seed " << scalar_seed << " case " << i;
    // Half a unit in the last place, and one rounding of the radius.
    ASSERT_LE(ball.rad(), 1.0001 * unit_roundoff * std::fabs(ball.mid()) + 0x1p-1074)
        << "seed " << scalar_seed << " case " << i;
  }
}

TEST(Lift, OfADyadicRationalIsExact) {
  SplitMix64 random(scalar_seed);
  for (int i = 0; i < scaled(20000); ++i) {
    const double x = std::ldexp(random.real(), static_cast<int>(random.between(-1074, 1023)));
    const Rational exact = exact_rational(x);

    ASSERT_EQ(lift<DoubleBall>(exact, {64}).mid(), x);
    ASSERT_EQ(lift<DoubleBall>(exact, {64}).rad(), 0);
    ASSERT_EQ(lift<double>(exact, {64}), x);
    ASSERT_EQ(lift<Rational>(exact, {64}), exact);
    ASSERT_TRUE(lift<Ball>(exact, {64}).is_exact());
  }
}

TEST(Lift, OfABallIsEnclosedByDoubleBalls) {
  SplitMix64 random(scalar_seed);
  for (int i = 0; i < scaled(20000); ++i) {
    const Precision precision{static_cast<long>(random.between(2, 200))};
    const Ball x = Ball(random_rational(random), precision).widened(Ball(random_rational(random), precision));
    const DoubleBall ball = lift<DoubleBall>(x, precision);
    const Rational mid = x.exact_midpoint();
    const Rational radius = x.radius().exact_midpoint();

    ASSERT_TRUE(contains(ball, Rational(mid - radius))) << "seed " << scalar_seed << " case " << i;
    ASSERT_TRUE(contains(ball, Rational(mid + radius))) << "seed " << scalar_seed << " case " << i;
  }
}

TEST(Lift, OfAnExactBallIsExactWhereADoubleIs) {
  EXPECT_EQ(lift<DoubleBall>(Ball(3), {64}).rad(), 0);
  EXPECT_EQ(lift<DoubleBall>(Ball(3), {64}).mid(), 3);
  EXPECT_TRUE(lift<DoubleBall>(Ball(0), {64}).is_exact_zero());
}

TEST(Lift, BeyondTheRangeOfDoubleGivesNoInformation) {
  const Rational huge(Integer(1) << 5000);

  EXPECT_FALSE(lift<DoubleBall>(huge, {64}).is_finite());
  EXPECT_FALSE(lift<DoubleBall>(Rational(-huge), {64}).is_finite());
  EXPECT_FALSE(lift<DoubleBall>(Ball(huge, {64}), {64}).is_finite());
  EXPECT_TRUE(contains(lift<DoubleBall>(Rational(1 / huge), {64}), Rational(1 / huge)));
  EXPECT_TRUE(contains(lift<DoubleBall>(Ball(Rational(1 / huge), {64}), {64}), Rational(1 / huge)));
}

TEST(Lift, OfABallThatIsNotFiniteGivesNoInformation) {
  const Ball bad = Ball(1) / Ball(0);

  EXPECT_FALSE(lift<DoubleBall>(bad, {64}).is_finite());
  EXPECT_FALSE(lift<DoubleBall>(Ball(0) / Ball(0), {64}).is_finite());
  EXPECT_FALSE(lift<Ball>(bad, {64}).is_finite());
}

TEST(Lift, ToRealUsesThePrecisionOfTheArgument) {
  const Rational third(1, 3);

  const Real coarse = lift<Real>(third, {100});
  const Real fine = lift<Real>(third, {300});

  EXPECT_LE(abs(Rational(exact_rational(coarse) - third)), Rational(1, Integer(1) << 100));
  EXPECT_LE(abs(Rational(exact_rational(fine) - third)), Rational(1, Integer(1) << 300));
}

}  // namespace
}  // namespace laecert::numeric
