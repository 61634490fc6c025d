#include "numeric/double_ball.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "numeric/random.hpp"
#include "numeric/rational.hpp"
#include "numeric/test_scale.hpp"
#include "tests/numeric/contains.hpp"

namespace laecert::numeric::double_ball_test {
namespace {

constexpr double double_ball_infinity = std::numeric_limits<double>::infinity();
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double least = std::numeric_limits<double>::denorm_min();
constexpr double largest = std::numeric_limits<double>::max();
constexpr std::uint64_t double_ball_seed = 20240918;
constexpr int double_inclusions = 20000;

static_assert(!std::is_constructible_v<DoubleBall, double>);
static_assert(!std::is_constructible_v<DoubleBall, float>);
static_assert(!std::is_constructible_v<DoubleBall, bool>);
static_assert(!std::is_convertible_v<DoubleBall, double> && !std::is_constructible_v<double, DoubleBall>);
template <class A>
concept Ordered = requires(A a, A b) { a < b; } || requires(A a, A b) { a == b; };
static_assert(!Ordered<DoubleBall>);

/// Ordinary, subnormal, huge and zero numbers, and neighbours of powers of two.
double random_double(SplitMix64& random) {
  switch (random.below(6)) {
    case 0:
      return std::ldexp(random.real(), static_cast<int>(random.between(-1074, -1000)));
    case 1:
      return std::ldexp(random.real(), static_cast<int>(random.between(1000, 1023)));
    case 2:
      return random.coin() ? 0.0 : -0.0;
    case 3:
      return std::nextafter(std::ldexp(1, static_cast<int>(random.between(-60, 60))),
                            random.coin() ? double_ball_infinity : 0);
    default:
      return std::ldexp(random.real(), static_cast<int>(random.between(-60, 60)));
  }
}

struct Sample {
  DoubleBall ball;
  Rational point;
};

Sample random_double_sample(SplitMix64& random) {
  const double mid = random_double(random);
  const double rad = random.below(3) == 0 ? 0 : std::fabs(random_double(random));
  const Rational center = exact_rational(mid);
  const Rational radius = exact_rational(rad);
  switch (random.below(3)) {
    case 0:
      return {DoubleBall(mid, rad), Rational(center + radius)};
    case 1:
      return {DoubleBall(mid, rad), Rational(center - radius)};
    default:
      return {DoubleBall(mid, rad), Rational(center + radius * random.rational(30))};
  }
}

template <class BallOperation, class ExactOperation>
void expect_inclusions(BallOperation on_balls, ExactOperation exactly) {
  SplitMix64 random(double_ball_seed);
  int finite = 0;
  for (int i = 0; i < scaled(double_inclusions); ++i) {
    const Sample x = random_double_sample(random);
    const Sample y = random_double_sample(random);
    const DoubleBall result = on_balls(x.ball, y.ball);

    if (!result.is_finite()) continue;
    ++finite;
    ASSERT_TRUE(contains(result, exactly(x.point, y.point))) << "seed " << double_ball_seed << " case " << i;
  }
  EXPECT_GT(finite, scaled(double_inclusions) / 2);
}

TEST(DoubleBallInclusion, HoldsForSums) {
  expect_inclusions([](const DoubleBall& x, const DoubleBall& y) { return x + y; },
                    [](const Rational& x, const Rational& y) { return Rational(x + y); });
}

TEST(DoubleBallInclusion, HoldsForDifferences) {
  expect_inclusions([](const DoubleBall& x, const DoubleBall& y) { return x - y; },
                    [](const Rational& x, const Rational& y) { return Rational(x - y); });
}

TEST(DoubleBallInclusion, HoldsForProducts) {
  expect_inclusions([](const DoubleBall& x, const DoubleBall& y) { return x * y; },
                    [](const Rational& x, const Rational& y) { return Rational(x * y); });
}

TEST(DoubleBallInclusion, HoldsThroughAScalarProduct) {
  SplitMix64 random(double_ball_seed);
  for (int i = 0; i < scaled(double_inclusions) / 20; ++i) {
    DoubleBall total;
    Rational exact_total;
    for (int j = 0; j < 20; ++j) {
      const double a = random.real();
      const double b = random.real();
      total += DoubleBall(a, 0) * DoubleBall(b, 0);
      exact_total += exact_rational(a) * exact_rational(b);
    }

    ASSERT_TRUE(contains(total, exact_total)) << "seed " << double_ball_seed << " case " << i;
    // Twenty products and sums of numbers below 20: each step adds less than 16 u |mid| to the radius.
    ASSERT_LT(total.rad(), 20 * 20 * 16 * unit_roundoff);
  }
}

// 2^-1074 2^-1074 underflows to zero, 1 + 3 2^-54 has no double, and the tie 1 + 2^-53 goes down.
TEST(DoubleBallInclusion, HoldsInTheHardCasesByHand) {
  const DoubleBall tiny(least, 0);
  const DoubleBall one(1, 0);

  EXPECT_TRUE(contains(tiny * tiny, Rational(exact_rational(least) * exact_rational(least))));
  EXPECT_TRUE(contains(one + DoubleBall(0x1.8p-53, 0), Rational(1 + exact_rational(0x1.8p-53))));
  EXPECT_TRUE(contains(one + DoubleBall(0x1p-53, 0), Rational(1 + exact_rational(0x1p-53))));
  EXPECT_TRUE(contains(one + tiny, Rational(1 + exact_rational(least))));
  EXPECT_TRUE(contains(DoubleBall(largest, 0) + tiny, Rational(exact_rational(largest) + exact_rational(least))));
}

TEST(DoubleBallZero, StaysExact) {
  const DoubleBall zero;

  EXPECT_TRUE((zero + zero).is_exact_zero());
  EXPECT_TRUE((zero * DoubleBall(3, 1)).is_exact_zero());
  EXPECT_TRUE((DoubleBall(3, 1) * zero).is_exact_zero());
  EXPECT_TRUE((-zero).is_exact_zero());
  EXPECT_FALSE(DoubleBall(0, least).is_exact_zero());
}

TEST(DoubleBallIntegers, AreExactWhereADoubleIsAndElseEnclosed) {
  constexpr std::int64_t exact = (std::int64_t{1} << 53) - 1;
  constexpr std::int64_t beyond = exact + 2;

  EXPECT_EQ(DoubleBall(exact).rad(), 0);
  EXPECT_EQ(DoubleBall(-exact).rad(), 0);
  EXPECT_TRUE(contains(DoubleBall(beyond), Rational(Integer(beyond))));
  EXPECT_TRUE(contains(DoubleBall(-beyond), Rational(Integer(-beyond))));
  EXPECT_TRUE(contains(DoubleBall(std::numeric_limits<std::uint64_t>::max()),
                       Rational(Integer(std::numeric_limits<std::uint64_t>::max()))));
}

TEST(DoubleBallOneUnknown, IsKeptWhereOneObjectMeetsItself) {
  DoubleBall x(1, 0.5);

  EXPECT_TRUE(contains(x - x, Rational(1)));
  EXPECT_TRUE(contains(x * x, Rational(9, 4)));
  x -= x;
  EXPECT_TRUE(contains(x, Rational(-1)));
}

TEST(DoubleBallNotFinite, GivesNoInformation) {
  for (const double bad : {nan_value, double_ball_infinity, -double_ball_infinity}) {
    EXPECT_FALSE(DoubleBall(bad, 0).is_finite());
    EXPECT_EQ(DoubleBall(bad, 0).rad(), double_ball_infinity);
  }
  EXPECT_EQ(DoubleBall(1, nan_value).rad(), double_ball_infinity);
  EXPECT_EQ(DoubleBall(1, -1).rad(), double_ball_infinity);
  EXPECT_EQ(DoubleBall(1, double_ball_infinity).rad(), double_ball_infinity);
}

TEST(DoubleBallNotFinite, SpreadsThroughEveryOperation) {
  const DoubleBall one(1, 0);
  const DoubleBall zero;
  for (const DoubleBall& bad :
       {DoubleBall(nan_value, 0), DoubleBall(double_ball_infinity, 0), DoubleBall(1, double_ball_infinity)}) {
    for (const DoubleBall& result :
         {bad + one, one + bad, bad - bad, -bad, bad * one, one * bad, bad * zero, zero * bad, bad * bad, bad + zero}) {
      EXPECT_FALSE(result.is_finite());
      EXPECT_EQ(result.rad(), double_ball_infinity);
    }
  }
}

TEST(DoubleBallNotFinite, ComesFromOverflow) {
  const DoubleBall big(largest, 0);

  EXPECT_FALSE((big + big).is_finite());
  EXPECT_FALSE((big * big).is_finite());
  EXPECT_FALSE((DoubleBall(1, largest) * DoubleBall(1, largest)).is_finite());
  EXPECT_EQ((big + big).rad(), double_ball_infinity);
}

}  // namespace
}  // namespace laecert::numeric::double_ball_test
