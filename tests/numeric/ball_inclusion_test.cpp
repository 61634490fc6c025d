#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include "numeric/ball.hpp"
#include "numeric/ball_samples.hpp"
#include "numeric/random.hpp"
#include "numeric/test_scale.hpp"

namespace laecert::numeric {
namespace {

constexpr std::uint64_t ball_inclusion_seed = 20240917;
constexpr int inclusions = 20000;

TEST(BallInclusion, HoldsOnConversionFromRationals) {
  SplitMix64 random(ball_inclusion_seed);
  for (int i = 0; i < scaled(inclusions); ++i) {
    const Precision precision = random_precision(random);
    const Rational x = random.rational(62) * random_size(random);
    const Ball ball(x, precision);

    ASSERT_TRUE(ball.contains(x)) << "seed " << ball_inclusion_seed << " case " << i;
    // One unit in the last place: 2^(1 - bits) |x|.
    const Rational ulp = abs(ball.exact_midpoint()) / Rational(Integer(1) << static_cast<int>(precision.bits - 1));
    ASSERT_LE(ball.radius().exact_midpoint(), ulp) << "seed " << ball_inclusion_seed << " case " << i;
  }
}

TEST(BallInclusion, IsEqualityOnConversionFromDoubles) {
  SplitMix64 random(ball_inclusion_seed);
  for (int i = 0; i < scaled(inclusions); ++i) {
    const double x = std::ldexp(random.real(), static_cast<int>(random.between(-1074, 1023)));
    const Ball ball(x, random_precision(random));

    ASSERT_TRUE(ball.is_exact()) << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_EQ(ball.exact_midpoint(), exact_rational(x)) << "seed " << ball_inclusion_seed << " case " << i;
  }
}

template <class BallOperation, class ExactOperation>
void expect_binary_inclusions(BallOperation on_balls, ExactOperation exactly) {
  SplitMix64 random(ball_inclusion_seed);
  for (int i = 0; i < scaled(inclusions); ++i) {
    const Sample x = random_sample(random);
    const Sample y = random_sample(random);
    const Ball result = on_balls(x.ball, y.ball);

    ASSERT_TRUE(result.is_finite()) << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_TRUE(result.contains(exactly(x.point, y.point))) << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_EQ(result.precision().bits, std::max(x.ball.precision().bits, y.ball.precision().bits));
  }
}

TEST(BallInclusion, HoldsForSums) {
  expect_binary_inclusions([](const Ball& x, const Ball& y) { return x + y; },
                           [](const Rational& x, const Rational& y) { return Rational(x + y); });
}

TEST(BallInclusion, HoldsForDifferences) {
  expect_binary_inclusions([](const Ball& x, const Ball& y) { return x - y; },
                           [](const Rational& x, const Rational& y) { return Rational(x - y); });
}

TEST(BallInclusion, HoldsForProducts) {
  expect_binary_inclusions([](const Ball& x, const Ball& y) { return x * y; },
                           [](const Rational& x, const Rational& y) { return Rational(x * y); });
}

TEST(BallInclusion, HoldsForTheLargerAndTheSmaller) {
  expect_binary_inclusions(larger, [](const Rational& x, const Rational& y) { return std::max(x, y); });
  expect_binary_inclusions(smaller, [](const Rational& x, const Rational& y) { return std::min(x, y); });
}

TEST(BallInclusion, HoldsForHulls) {
  expect_binary_inclusions(hull, [](const Rational& x, const Rational& y) { return Rational((x + 3 * y) / 4); });
}

TEST(BallInclusion, HoldsForQuotients) {
  SplitMix64 random(ball_inclusion_seed);
  int finite = 0;
  for (int i = 0; i < scaled(inclusions); ++i) {
    const Sample x = random_sample(random);
    const Sample y = random_sample(random);
    const Ball quotient = x.ball / y.ball;

    if (y.ball.contains(Rational(0))) {
      ASSERT_FALSE(quotient.is_finite()) << "seed " << ball_inclusion_seed << " case " << i;
      continue;
    }
    ++finite;
    ASSERT_TRUE(quotient.contains(Rational(x.point / y.point))) << "seed " << ball_inclusion_seed << " case " << i;
  }
  EXPECT_GT(finite, scaled(inclusions) / 4);
}

TEST(BallInclusion, HoldsForSquares) {
  SplitMix64 random(ball_inclusion_seed);
  for (int i = 0; i < scaled(inclusions); ++i) {
    const Sample x = random_sample(random);

    ASSERT_TRUE(sqr(x.ball).contains(Rational(x.point * x.point))) << "seed " << ball_inclusion_seed << " case " << i;
  }
}

TEST(BallInclusion, HoldsForRootsOfRationalSquares) {
  SplitMix64 random(ball_inclusion_seed);
  int finite = 0;
  for (int i = 0; i < scaled(inclusions); ++i) {
    const Precision precision = random_precision(random);
    const Rational x = abs(Rational(random.rational(62) * random_size(random)));
    const Rational radius = x * x * abs(random.rational(30));
    const Ball root = sqrt(ball_around(Rational(x * x), radius, precision));

    if (!root.is_finite()) continue;
    ++finite;
    ASSERT_TRUE(root.contains(x)) << "seed " << ball_inclusion_seed << " case " << i;
  }
  EXPECT_GT(finite, scaled(inclusions) / 2);
}

// A point of the root, squared back: the exact root of any point of x is irrational, its bounds are not.
TEST(BallInclusion, HoldsForRootsByTheirEnds) {
  SplitMix64 random(ball_inclusion_seed);
  for (int i = 0; i < scaled(inclusions); ++i) {
    const Sample x = random_sample(random);
    const Ball root = sqrt(x.ball);

    if (end(x.ball, false) < 0) {
      ASSERT_FALSE(root.is_finite()) << "seed " << ball_inclusion_seed << " case " << i;
      continue;
    }
    if (!root.is_finite()) continue;
    const Rational low = end(root, false);
    const Rational high = end(root, true);
    ASSERT_TRUE(high >= 0 && Rational(high * high) >= end(x.ball, true))
        << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_TRUE(low <= 0 || Rational(low * low) <= end(x.ball, false))
        << "seed " << ball_inclusion_seed << " case " << i;
  }
}

// MPFR's logarithm of a point, rounded at far more bits than the ball has: a route without Arb.
TEST(BallInclusion, HoldsForLogarithms) {
  SplitMix64 random(ball_inclusion_seed);
  const PrecisionScope scope(Precision{400});
  int finite = 0;
  for (int i = 0; i < scaled(inclusions); ++i) {
    const Sample x = random_sample(random);
    const Ball logarithm = log(x.ball);

    if (end(x.ball, false) <= 0) {
      ASSERT_FALSE(logarithm.is_finite()) << "seed " << ball_inclusion_seed << " case " << i;
      continue;
    }
    if (!logarithm.is_finite()) continue;
    ++finite;
    const Rational reference = exact_rational(Real(log(approx_real(x.point))));
    const Ball around = ball_around(
        reference, abs(reference) / pow(Integer(2), 380) + Rational(1, pow(Integer(2), 380)), Precision{400});
    ASSERT_TRUE(logarithm.overlaps(around)) << "seed " << ball_inclusion_seed << " case " << i;
  }
  EXPECT_GT(finite, scaled(inclusions) / 8);
}

TEST(BallInclusion, HoldsForAbsoluteValues) {
  SplitMix64 random(ball_inclusion_seed);
  for (int i = 0; i < scaled(inclusions); ++i) {
    const Sample x = random_sample(random);

    ASSERT_TRUE(abs(x.ball).contains(abs(x.point))) << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_TRUE((-x.ball).contains(Rational(-x.point))) << "seed " << ball_inclusion_seed << " case " << i;
  }
}

TEST(BallInclusion, HoldsForIntersections) {
  SplitMix64 random(ball_inclusion_seed);
  int common = 0;
  for (int i = 0; i < scaled(inclusions); ++i) {
    const Sample x = random_sample(random);
    const Sample y = random_sample(random);
    const std::optional<Ball> both = intersection(x.ball, y.ball);
    const bool disjoint = end(x.ball, true) < end(y.ball, false) || end(y.ball, true) < end(x.ball, false);

    ASSERT_EQ(both.has_value(), !disjoint) << "seed " << ball_inclusion_seed << " case " << i;
    if (!y.ball.contains(x.point)) continue;
    ++common;
    ASSERT_TRUE(both.has_value() && both->contains(x.point)) << "seed " << ball_inclusion_seed << " case " << i;
  }
  EXPECT_GT(common, scaled(inclusions) / 20);
}

TEST(BallInclusion, HoldsForEndPointsAndDoubleBounds) {
  SplitMix64 random(ball_inclusion_seed);
  for (int i = 0; i < scaled(inclusions); ++i) {
    const Sample x = random_sample(random);

    ASSERT_TRUE(x.ball.lower_end().is_exact() && x.ball.upper_end().is_exact());
    ASSERT_LE(x.ball.lower_end().exact_midpoint(), end(x.ball, false))
        << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_GE(x.ball.upper_end().exact_midpoint(), end(x.ball, true))
        << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_LE(exact_rational(x.ball.lower()), end(x.ball, false)) << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_GE(exact_rational(x.ball.upper()), end(x.ball, true)) << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_GE(exact_rational(x.ball.radius_upper()), x.ball.radius().exact_midpoint());
    ASSERT_TRUE(x.ball.contains(x.ball.midpoint()) && x.ball.midpoint().is_exact());
  }
}

TEST(BallComparison, AgreesWithTheEndPoints) {
  SplitMix64 random(ball_inclusion_seed);
  for (int i = 0; i < scaled(inclusions); ++i) {
    const Sample x = random_sample(random);
    const Sample y = random_sample(random);
    const Truth less = is_less(x.ball, y.ball);

    ASSERT_EQ(less == Truth::yes, end(x.ball, true) < end(y.ball, false))
        << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_EQ(less == Truth::no, end(x.ball, false) >= end(y.ball, true))
        << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_EQ(certainly(is_positive(x.ball)), end(x.ball, false) > 0)
        << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_EQ(certainly(is_negative(x.ball)), end(x.ball, true) < 0) << "seed " << ball_inclusion_seed << " case " << i;
    ASSERT_EQ(certainly(is_nonzero(x.ball)), !x.ball.contains(Rational(0)))
        << "seed " << ball_inclusion_seed << " case " << i;
  }
}

}  // namespace
}  // namespace laecert::numeric
