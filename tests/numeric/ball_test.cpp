#include "numeric/ball.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>

#include "numeric/ball_samples.hpp"
#include "numeric/errors.hpp"

namespace laecert::numeric {
namespace {

constexpr double ball_infinity = std::numeric_limits<double>::infinity();

// The only ways in are integers, and rationals, doubles and Reals with a precision.
static_assert(!std::is_constructible_v<Ball, double>);
static_assert(!std::is_constructible_v<Ball, float>);
static_assert(!std::is_constructible_v<Ball, long double>);
static_assert(!std::is_constructible_v<Ball, bool>);
static_assert(!std::is_constructible_v<Ball, const char*>);
static_assert(!std::is_constructible_v<Ball, Rational>);
static_assert(!std::is_constructible_v<Ball, Real>);
static_assert(!std::is_assignable_v<Ball&, double>);
static_assert(std::is_constructible_v<Ball, int> && std::is_constructible_v<Ball, std::uint64_t>);
static_assert(!std::is_convertible_v<Ball, double> && !std::is_constructible_v<double, Ball>);
static_assert(!std::is_convertible_v<Ball, bool> && !std::is_constructible_v<bool, Ball>);

// No relational operator, neither among balls nor with numbers.
template <class A, class B>
concept Compares = requires(A a, B b) { a < b; } || requires(A a, B b) { a > b; } || requires(A a, B b) { a <= b; } ||
                   requires(A a, B b) { a >= b; } || requires(A a, B b) { a == b; } || requires(A a, B b) { a != b; };
static_assert(!Compares<Ball, Ball>);
static_assert(!Compares<Ball, int>);
static_assert(!Compares<double, Ball>);
static_assert(!Compares<Ball, Rational>);

Ball not_a_number() { return Ball(0) / Ball(0); }

TEST(BallComparison, DecidesByHand) {
  const Precision precision{64};
  const Ball two = ball_around(Rational(2), Rational(1), precision);

  EXPECT_EQ(is_positive(two), Truth::yes);
  EXPECT_EQ(is_negative(two), Truth::no);
  EXPECT_EQ(is_positive(Ball(0)), Truth::no);
  EXPECT_EQ(is_nonzero(Ball(0)), Truth::no);
  EXPECT_EQ(is_less(Ball(1), Ball(1)), Truth::no);
  EXPECT_EQ(is_less(Ball(1), Ball(2)), Truth::yes);
  EXPECT_EQ(is_less(Ball(1), two), Truth::unknown);
  EXPECT_FALSE(certainly(Truth::unknown));
  EXPECT_TRUE(possibly(Truth::unknown));
}

// A number just above zero is not certified positive by few bits, and is by more.
TEST(BallComparison, DecidesOnceTheBitsSuffice) {
  const Rational x = Rational(1, 3) + Rational(1, Integer(1) << 100);
  const auto difference = [&x](long bits) { return Ball(x, {bits}) - Ball(Rational(1, 3), {bits}); };

  EXPECT_EQ(is_positive(difference(64)), Truth::unknown);
  EXPECT_EQ(is_positive(difference(128)), Truth::yes);
}

TEST(BallOneUnknown, IsKeptWhereOneObjectMeetsItself) {
  const Ball x = ball_around(Rational(1), Rational(1, 2), {64});
  Ball y = x;

  y -= y;

  // As independent choices of points the difference of [1/2, 3/2] with itself is [-1, 1]: both stay inside.
  EXPECT_TRUE(y.contains(Rational(0)));
  EXPECT_TRUE((x - x).contains(Rational(0)));
  EXPECT_TRUE((x * x).contains(Rational(9, 4)));
  EXPECT_TRUE((x / x).contains(Rational(1)));
}

TEST(BallIntegers, AreExactOverTheirWholeRange) {
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();

  EXPECT_EQ(Ball(least).exact_midpoint(), Rational(Integer(least)));
  EXPECT_EQ(Ball(largest).exact_midpoint(), Rational(Integer(largest)));
  EXPECT_TRUE(Ball(largest).is_exact() && Ball().is_exact());
  EXPECT_EQ(Ball().exact_midpoint(), 0);
}

TEST(BallPrecision, IsTheLargerOfTheOperandsAndAtLeast64Bits) {
  const Ball coarse(Rational(1, 3), {2});
  const Ball fine(Rational(1, 3), {200});

  EXPECT_EQ((coarse + fine).precision().bits, 200);
  EXPECT_EQ((Ball(1) + fine).precision().bits, 200);
  EXPECT_TRUE((Ball(1) / Ball(3)).radius_upper() <= 0x1p-64);
  EXPECT_TRUE((Ball(1).at({200}) / Ball(3)).radius_upper() <= 0x1p-200);
}

TEST(BallPrecision, ChangesWithoutChangingTheSet) {
  const Ball fine(Rational(1, 3), {200});

  const Ball coarse = fine.at({64});

  EXPECT_TRUE(coarse.contains(fine) && fine.contains(coarse));
  EXPECT_EQ(coarse.precision().bits, 64);
}

TEST(BallPrecision, IsBoundedBecauseFlintEndsTheProcessOutOfMemory) {
  EXPECT_THROW(Ball(Rational(1, 3), {max_precision_bits + 1}), PreconditionError);
  EXPECT_THROW(Ball(1).at({max_precision_bits + 1}), PreconditionError);
}

// 0.1 is the double, not the decimal.
TEST(BallDecimal, OfADoubleIsNotTheDecimalsEnclosure) {
  const Precision precision{64};

  EXPECT_FALSE(Ball(0.1, precision).contains(Rational(1, 10)));
  EXPECT_TRUE(Ball(Rational(1, 10), precision).contains(Rational(1, 10)));
}

// The near miss: a rational just outside is not contained.
TEST(BallContains, IsExactAtTheEnds) {
  const Ball x = ball_around(Rational(1), Rational(1, 2), {64});
  const Rational least = Rational(1, Integer(1) << 300);

  const Rational low = end(x, false);
  const Rational high = end(x, true);

  EXPECT_TRUE(x.contains(low) && x.contains(high));
  EXPECT_FALSE(x.contains(Rational(low - least)) || x.contains(Rational(high + least)));
}

TEST(BallDivision, ByWhatContainsZeroIsNotFinite) {
  const Ball wide = ball_around(Rational(1), Rational(2), {64});

  EXPECT_FALSE((Ball(1) / Ball(0)).is_finite());
  EXPECT_FALSE((Ball(0) / Ball(0)).is_finite());
  EXPECT_FALSE((Ball(1) / wide).is_finite());
}

TEST(BallRoot, OfWhatContainsANegativeNumberIsNotFinite) {
  EXPECT_FALSE(sqrt(Ball(-1)).is_finite());
  EXPECT_FALSE(sqrt(ball_around(Rational(1), Rational(2), {64})).is_finite());
  EXPECT_TRUE(sqrt(Ball(0)).contains(Rational(0)) && sqrt(Ball(0)).is_finite());
  EXPECT_TRUE(sqrt(Ball(9)).is_exact());
}

TEST(BallLogarithm, OfWhatIsNotPositiveIsNotFinite) {
  EXPECT_FALSE(log(Ball(0)).is_finite());
  EXPECT_FALSE(log(Ball(-1)).is_finite());
  EXPECT_FALSE(log(ball_around(Rational(1), Rational(2), {64})).is_finite());
  EXPECT_TRUE(log(Ball(1)).is_exact() && log(Ball(1)).contains(Rational(0)));
}

TEST(BallNotFinite, IsRefusedOnTheWayIn) {
  const double nan = std::numeric_limits<double>::quiet_NaN();

  EXPECT_THROW(Ball(nan, {64}), PreconditionError);
  EXPECT_THROW(Ball(ball_infinity, {64}), PreconditionError);
  EXPECT_THROW(Ball(Real(nan), {64}), PreconditionError);
  EXPECT_THROW(Ball(Real(-ball_infinity), {64}), PreconditionError);
}

TEST(BallNotFinite, DecidesNothing) {
  for (const Ball& bad : {not_a_number(), Ball(1) / Ball(0), sqrt(Ball(-1))}) {
    EXPECT_EQ(is_positive(bad), Truth::unknown);
    EXPECT_EQ(is_negative(bad), Truth::unknown);
    EXPECT_EQ(is_nonzero(bad), Truth::unknown);
    EXPECT_EQ(is_less(bad, Ball(1)), Truth::unknown);
    EXPECT_EQ(is_less(Ball(1), bad), Truth::unknown);
    EXPECT_EQ(is_positive(abs(bad)), Truth::unknown);
    EXPECT_EQ(is_positive(sqr(bad) + Ball(1)), Truth::unknown);
    EXPECT_EQ(bad.lower(), -ball_infinity);
    EXPECT_EQ(bad.upper(), ball_infinity);
    EXPECT_EQ(bad.radius_upper(), ball_infinity);
  }
}

TEST(BallNotFinite, SpreadsThroughEveryOperation) {
  const Ball bad = not_a_number();
  const Ball good(1);

  EXPECT_FALSE((bad + good).is_finite() || (good - bad).is_finite() || (bad * good).is_finite());
  EXPECT_FALSE((bad * Ball(0)).is_finite() || (good / bad).is_finite() || (-bad).is_finite());
  EXPECT_FALSE(sqr(bad).is_finite() || sqrt(bad).is_finite() || log(bad).is_finite() || abs(bad).is_finite());
  EXPECT_FALSE(hull(bad, good).is_finite() || hull(good, bad).is_finite() || bad.widened(good).is_finite());
  EXPECT_FALSE(larger(bad, good).is_finite() || smaller(good, bad).is_finite());
  ASSERT_TRUE(intersection(bad, good).has_value());
  EXPECT_FALSE(intersection(bad, good)->is_finite());
}

TEST(BallNotFinite, HasNoMidpointRadiusOrEnds) {
  const Ball bad = not_a_number();

  EXPECT_THROW(bad.midpoint(), PreconditionError);
  EXPECT_THROW(bad.exact_midpoint(), PreconditionError);
  EXPECT_THROW(bad.radius(), PreconditionError);
  EXPECT_THROW(bad.lower_end(), PreconditionError);
  EXPECT_THROW(bad.upper_end(), PreconditionError);
  EXPECT_THROW(Ball(1).widened(bad), PreconditionError);
}

TEST(BallIntersection, OfDisjointBallsIsNothing) {
  EXPECT_FALSE(intersection(Ball(1), Ball(2)).has_value());
  EXPECT_TRUE(intersection(Ball(1), Ball(1)).has_value());
}

/// 2^(2^n), exactly.
Ball tower(int n) {
  Ball x(2);
  for (int i = 0; i < n; ++i) x = sqr(x);
  return x;
}

TEST(BallExponent, IsUnboundedInsideAndBoundedOnTheWayOut) {
  const Ball huge = tower(70);
  const Ball minute = Ball(1) / huge;

  EXPECT_EQ(huge.lower(), std::numeric_limits<double>::max());
  EXPECT_EQ(huge.upper(), ball_infinity);
  EXPECT_EQ((-huge).lower(), -ball_infinity);
  EXPECT_EQ(minute.upper(), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(is_positive(minute), Truth::yes);
  EXPECT_FALSE(huge.contains(Rational(1)));
  EXPECT_FALSE(minute.contains(Rational(0)));
  EXPECT_THROW(huge.exact_midpoint(), PreconditionError);
  EXPECT_THROW(minute.exact_midpoint(), PreconditionError);
}

TEST(BallCopies, LeaveTheOriginalAlone) {
  Ball x(3);
  Ball y = x;

  y += Ball(1);
  Ball z = std::move(y);
  Ball& same = z;
  z = same;

  EXPECT_TRUE(x.contains(Rational(3)) && z.contains(Rational(4)));
}

}  // namespace
}  // namespace laecert::numeric
