#include "numeric/decimal.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <regex>
#include <string>

#include "numeric/ball_samples.hpp"
#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "numeric/test_scale.hpp"

namespace laecert::numeric {
namespace {

constexpr std::uint64_t decimal_seed = 20240923;

Integer power_of_ten(long exponent) { return pow(Integer(10), static_cast<unsigned>(exponent)); }

/// Reads a printed decimal back, exactly, by a route of its own.
Rational read(const std::string& text) {
  static const std::regex grammar("(-?)(0|[1-9][0-9]*)(?:\\.([0-9]+))?(?:e(-?[1-9][0-9]*))?");
  std::smatch part;
  if (!std::regex_match(text, part, grammar)) {
    ADD_FAILURE() << "not a decimal: " << text;
    return 0;
  }
  const long exponent = (part[4].matched ? std::stol(part[4].str()) : 0) - static_cast<long>(part[3].length());
  // Boost reads a leading zero as octal: GMP is told the base.
  Integer digits;
  mpz_set_str(digits.backend().data(), (part[2].str() + part[3].str()).c_str(), 10);
  const Rational scale = exponent >= 0 ? Rational(power_of_ten(exponent)) : Rational(1, power_of_ten(-exponent));
  const Rational size = Rational(digits) * scale;
  return part[1].length() == 0 ? size : Rational(-size);
}

long significant_digits(const std::string& text) {
  const std::string mantissa = text.substr(0, text.find('e'));
  std::string digits;
  for (const char c : mantissa) {
    if (c >= '0' && c <= '9' && !(digits.empty() && c == '0')) digits += c;
  }
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  return static_cast<long>(digits.size());
}

Rational tenth_power(long exponent) { return Rational(1, power_of_ten(exponent)); }

/// A ball of any size: exact or not, near a short decimal or not, wide or narrow.
Ball random_ball(SplitMix64& random) {
  const Precision precision{static_cast<long>(random.between(20, 300))};
  Rational mid = random.coin() ? Rational(Integer(random.between(-100000, 100000)), 100) : random.rational(60);
  if (random.below(4) == 0) mid *= Rational(power_of_ten(random.between(0, 40)));
  if (random.below(4) == 0) mid *= tenth_power(random.between(0, 60));
  if (random.below(5) == 0) return Ball(random.rational(30) * Rational(Integer(1) << 20), precision);
  return ball_around(mid, Rational(abs(random.rational(30)) * tenth_power(random.between(0, 60))), precision);
}

TEST(PrintDecimal, HoldsEveryPointOfTheBallWithinItsRadius) {
  SplitMix64 random(decimal_seed);
  for (int i = 0; i < scaled(20000); ++i) {
    const Ball x = random_ball(random);
    const long digits = random.between(1, 60);

    const Decimal printed = print_decimal(x, digits);

    const Rational value = read(printed.value);
    const Rational radius = read(printed.radius);
    const Rational mid = x.exact_midpoint();
    const Rational spread = x.radius().exact_midpoint();
    ASSERT_LE(abs(Rational(mid - spread - value)), radius)
        << "seed " << decimal_seed << " case " << i << " " << printed.value;
    ASSERT_LE(abs(Rational(mid + spread - value)), radius)
        << "seed " << decimal_seed << " case " << i << " " << printed.value;
    ASSERT_LE(significant_digits(printed.radius), 2) << printed.radius;
  }
}

// Not rounded outward without need: within a unit of the last digit and 10 % of the radius, and 10 radii more where
// the radius decides the digits.
TEST(PrintDecimal, LosesLittle) {
  SplitMix64 random(decimal_seed);
  for (int i = 0; i < scaled(5000); ++i) {
    const Ball x = random_ball(random);
    const Decimal printed = print_decimal(x, 30);

    const Rational size = abs(x.exact_midpoint());
    const Rational unit = size * tenth_power(29);
    const Rational allowed = (unit + 11 * x.radius().exact_midpoint()) * Rational(11, 10);
    ASSERT_LE(read(printed.radius), allowed) << "seed " << decimal_seed << " case " << i << " " << printed.value;
  }
}

TEST(PrintDecimal, TruncatesTowardZeroWhereTheDigitsAreKnown) {
  const Ball x(Rational(2, 3), {200});

  EXPECT_EQ(print_decimal(x, 5).value, "0.66666");
  EXPECT_EQ(print_decimal(-x, 5).value, "-0.66666");
  EXPECT_EQ(print_decimal(x, 5).radius, "0.0000067");
  EXPECT_EQ(print_decimal(Rational(2, 3), 5).value, "0.66666");
  EXPECT_EQ(print_decimal(Rational(199999, 2), 4).value, "99990");
  EXPECT_EQ(print_decimal(Rational(199999, 2), 4).radius, "9.5");
}

TEST(PrintDecimal, RoundsToTheDigitsThatTheRadiusSupports) {
  const Decimal printed = print_decimal(ball_around(Rational(22, 7), Rational(1, 1000), {64}), 30);

  // 3.142857 to the place of 10^-2, for 10^-3 and its rounding exceed 10^-3; the radius is .00286 + .001.
  EXPECT_EQ(printed.value, "3.14");
  EXPECT_EQ(printed.radius, "0.0039");
}

TEST(PrintDecimal, StripsZerosWhereTheDecimalMayBeTheNumber) {
  EXPECT_EQ(print_decimal(Ball(Rational(953929, 100), {200}), 30).value, "9539.29");
  EXPECT_EQ(print_decimal(Rational(953929, 100), 30).value, "9539.29");
  EXPECT_EQ(print_decimal(Rational(953929, 100), 30).radius, "0");
  EXPECT_EQ(print_decimal(Ball(Rational(1, 4), {64}), 30).value, "0.25");
  EXPECT_EQ(print_decimal(Ball(1000), 30).value, "1000");
  EXPECT_EQ(print_decimal(Ball(1000), 30).radius, "0");
}

TEST(PrintDecimal, KeepsZerosThatAreProved) {
  const Rational x = 2 + tenth_power(20);

  EXPECT_EQ(print_decimal(x, 5).value, "2.0000");
  EXPECT_EQ(print_decimal(x, 5).radius, "1e-20");
}

TEST(PrintDecimal, OfZeroIsZero) {
  EXPECT_EQ(print_decimal(Ball(0), 30).value, "0");
  EXPECT_EQ(print_decimal(Ball(0), 30).radius, "0");
  EXPECT_EQ(print_decimal(ball_around(Rational(0), tenth_power(45), {64}), 30).value, "0");
}

TEST(PrintDecimal, ChangesToScientificNotationFarFromOne) {
  EXPECT_EQ(print_decimal(tenth_power(7), 3).value, "0.0000001");
  EXPECT_EQ(print_decimal(tenth_power(8), 3).value, "1e-8");
  EXPECT_EQ(print_decimal(Rational(123 * tenth_power(47)), 3).value, "1.23e-45");
  EXPECT_EQ(print_decimal(Rational(power_of_ten(24)), 3).value, "1000000000000000000000000");
  EXPECT_EQ(print_decimal(Rational(power_of_ten(25)), 3).value, "1e25");
  EXPECT_EQ(print_decimal(Rational(-12 * power_of_ten(30)), 3).value, "-1.2e31");
}

TEST(PrintDecimal, RoundsItsRadiusUpAcrossAPowerOfTen) {
  // |x - 0| = 0.0999: 0.10 in two digits.
  const Ball x = ball_around(Rational(0), Rational(999, 10000), {64});

  EXPECT_EQ(print_decimal(x, 3).radius, "0.1");
}

TEST(PrintDecimal, RefusesWhatHasNoDecimal) {
  const Ball not_finite = Ball(1) / Ball(0);
  Ball huge(2);
  for (int i = 0; i < 70; ++i) huge = sqr(huge);

  EXPECT_THROW(print_decimal(not_finite, 30), PreconditionError);
  EXPECT_THROW(print_decimal(huge, 30), PreconditionError);
  EXPECT_THROW(print_decimal(Ball(1), 0), PreconditionError);
  EXPECT_THROW(print_decimal(Ball(1), max_printed_digits + 1), PreconditionError);
  EXPECT_THROW(print_truncated(not_finite, 4), PreconditionError);
  EXPECT_THROW(print_truncated(Rational(1), 0), PreconditionError);
  EXPECT_THROW(print_below(not_finite), PreconditionError);
}

TEST(PrintExact, IsCanonical) {
  EXPECT_EQ(print_exact(Rational(0)), "0");
  EXPECT_EQ(print_exact(Rational(-7)), "-7");
  EXPECT_EQ(print_exact(Rational(6, 4)), "3/2");
  EXPECT_EQ(print_exact(Rational("-3/-6")), "1/2");
  EXPECT_THROW(print_exact(Rational("1/0")), PreconditionError);
}

TEST(PrintExact, ComesBackAsTheSameNumber) {
  SplitMix64 random(decimal_seed);
  const std::regex grammar("-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?");
  for (int i = 0; i < scaled(2000); ++i) {
    const Rational x = random.rational(62) / Rational(Integer(random.between(1, 999)));

    ASSERT_TRUE(std::regex_match(print_exact(x), grammar)) << print_exact(x);
    ASSERT_EQ(Rational(print_exact(x)), x) << "seed " << decimal_seed << " case " << i;
  }
}

TEST(PrintTruncated, NeverOverstates) {
  SplitMix64 random(decimal_seed);
  for (int i = 0; i < scaled(20000); ++i) {
    const Ball x = random_ball(random);
    const Rational mid = x.exact_midpoint();
    const Rational radius = x.radius().exact_midpoint();

    const Rational shown = read(print_truncated(x, 4));
    const Rational shown_mid = read(print_truncated(mid, 4));

    if (abs(mid) <= radius) {
      ASSERT_EQ(shown, 0) << "seed " << decimal_seed << " case " << i;
    } else {
      const Rational nearer = abs(mid) - radius;
      ASSERT_LE(abs(shown), nearer) << "seed " << decimal_seed << " case " << i;
      ASSERT_GT(abs(shown), nearer * Rational(999, 1000)) << "seed " << decimal_seed << " case " << i;
      ASSERT_GT(shown * mid, 0) << "seed " << decimal_seed << " case " << i;
    }
    ASSERT_LE(abs(shown_mid), abs(mid)) << "seed " << decimal_seed << " case " << i;
  }
}

TEST(PrintTruncated, HasFourDigitsByHand) {
  EXPECT_EQ(print_truncated(Rational(39569, 10000), 4), "3.956");
  EXPECT_EQ(print_truncated(Rational(-39569, 10000), 4), "-3.956");
  EXPECT_EQ(print_truncated(Rational(1, 2), 4), "0.5");
  EXPECT_EQ(print_truncated(Rational(0), 4), "0");
  EXPECT_EQ(print_truncated(Ball(Rational(1, 3), {100}), 4), "0.3333");
  EXPECT_EQ(print_truncated(ball_around(Rational(4), tenth_power(9), {100}), 4), "3.999");
  EXPECT_EQ(print_truncated(ball_around(Rational(0), Rational(1), {100}), 4), "0");
}

TEST(PrintBelow, IsTheLeastPowerOfTenAbove) {
  EXPECT_EQ(print_below(Ball(Rational(3 * tenth_power(41)), {100})), "< 1e-40");
  EXPECT_EQ(print_below(Ball(1)), "< 1e1");
  EXPECT_EQ(print_below(Ball(Rational(99, 100), {100})), "< 1e0");
  EXPECT_EQ(print_below(ball_around(Rational(0), tenth_power(41), {100})), "< 1e-40");
  EXPECT_EQ(print_below(Ball(0)), "<= 0");
  EXPECT_EQ(print_below(Ball(-1)), "<= 0");
}

TEST(PrintBelow, IsProvedForEveryPoint) {
  SplitMix64 random(decimal_seed);
  for (int i = 0; i < scaled(5000); ++i) {
    const Ball x = abs(random_ball(random));
    const Rational high = x.exact_midpoint() + x.radius().exact_midpoint();
    const std::string text = print_below(x);
    if (!(high > 0)) continue;

    ASSERT_EQ(text.substr(0, 4), "< 1e");
    const long exponent = std::stol(text.substr(4));
    const Rational bound = exponent >= 0 ? Rational(power_of_ten(exponent)) : tenth_power(-exponent);
    ASSERT_TRUE(high < bound && high >= bound / 10) << "seed " << decimal_seed << " case " << i << " " << text;
  }
}

TEST(PrintAbove, IsAtOrAboveEveryPointAndCloseToTheLargest) {
  SplitMix64 random(decimal_seed);
  for (int i = 0; i < scaled(20000); ++i) {
    const Ball x = random_ball(random);
    const Rational high = x.exact_midpoint() + x.radius().exact_midpoint();

    const Rational shown = read(print_above(x, 4));

    ASSERT_GE(shown, high) << "seed " << decimal_seed << " case " << i;
    ASSERT_LE(shown - high, abs(high) * Rational(1, 1000)) << "seed " << decimal_seed << " case " << i;
  }
}

TEST(PrintAbove, IsRoundedUpByHand) {
  EXPECT_EQ(print_above(Rational(4804733474, 100000000000), 6), "0.0480474");
  EXPECT_EQ(print_above(Rational(-4804733474, 100000000000), 6), "-0.0480473");
  EXPECT_EQ(print_above(Rational(999999, 1000000), 2), "1");
  EXPECT_EQ(print_above(Rational(1, 2), 6), "0.5");
  EXPECT_EQ(print_above(Rational(0), 6), "0");
  EXPECT_EQ(print_above(Ball(0), 2), "0");
}

TEST(PrintEnclosed, TellsItsRadiusUnlessItIsTheNumber) {
  EXPECT_EQ(print_enclosed(Ball(Rational(1, 4), {100}), 6), "0.25");
  EXPECT_EQ(print_enclosed(ball_around(Rational(1, 4), tenth_power(3), {100}), 6).substr(0, 14), "0.25 (+- 0.001");
}

TEST(PrintLeading, ShowsDigitsThatEveryPointHas) {
  EXPECT_EQ(print_leading(Ball(Rational(1, 3), {100}), 6), "0.333333...");
  EXPECT_EQ(print_leading(Ball(Rational(1, 4), {100}), 6), "0.25");
  EXPECT_EQ(print_leading(ball_around(Rational(1), tenth_power(9), {100}), 6).find("..."), std::string::npos);
}

}  // namespace
}  // namespace laecert::numeric
