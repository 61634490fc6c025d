#include "numeric/nearest_double.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "numeric/errors.hpp"
#include "numeric/power_of_two.hpp"

namespace laecert::numeric {
namespace {

constexpr double largest_double = std::numeric_limits<double>::max();
constexpr double least_double = std::numeric_limits<double>::denorm_min();

// By another way: the integer floor(|x| / unit) and its remainder, unit the spacing of doubles there.
double rounded_by_division(const Rational& x) {
  if (x == 0) return 0;
  const Rational size = abs(x);
  const long exponent = std::max(floor_log2(size) - 52, -1074L);
  const Rational scaled = times_power_of_two(size, -exponent);
  Integer whole = numerator(scaled) / denominator(scaled);
  const Rational rest = scaled - Rational(whole);
  const Rational half(1, 2);
  if (rest > half || (rest == half && whole % 2 == 1)) whole += 1;
  const double result = std::ldexp(static_cast<double>(whole), static_cast<int>(exponent));
  return x < 0 && result != 0 ? -result : result;
}

Rational rational_of_any_size(std::mt19937_64& engine, long spread) {
  const auto part = [&] { return Rational(Integer(engine() >> (engine() % 60)) + 1); };
  const long exponent = static_cast<long>(engine() % static_cast<std::uint64_t>(2 * spread + 1)) - spread;
  const Rational size = times_power_of_two(Rational(part() / part()), exponent);
  return engine() % 2 == 0 ? size : -size;
}

TEST(NearestDouble, OfARationalIsThatOfIntegerDivision) {
  std::mt19937_64 engine(1);
  for (int i = 0; i < 4000; ++i) {
    const Rational x = rational_of_any_size(engine, i % 2 == 0 ? 60 : 1000);

    EXPECT_EQ(nearest_double(x), rounded_by_division(x)) << x;
  }
}

TEST(NearestDouble, OfABallIsThatOfTheRationalInIt) {
  std::mt19937_64 engine(2);
  for (int i = 0; i < 4000; ++i) {
    const Rational x = rational_of_any_size(engine, i % 2 == 0 ? 60 : 1000);
    const std::optional<double> nearest = nearest_double(Ball(x, Precision{300}));

    // A midpoint of two doubles has at most 1076 binary digits: few rationals are one.
    ASSERT_TRUE(nearest.has_value()) << x;
    EXPECT_EQ(*nearest, rounded_by_division(x)) << x;
  }
}

TEST(NearestDouble, OfARootIsThatOfItsEnclosure) {
  std::mt19937_64 engine(3);
  for (int i = 0; i < 2000; ++i) {
    const Rational x = abs(rational_of_any_size(engine, i % 2 == 0 ? 60 : 2000));

    EXPECT_EQ(nearest_root(x), nearest_double(sqrt(Ball(x, Precision{400})))) << x;
  }
}

TEST(NearestDouble, BreaksTiesToTheEvenOne) {
  const Rational half = times_power_of_two(Rational(1), -53);
  const double above = std::nextafter(1.0, 2.0), next = std::nextafter(above, 2.0);

  EXPECT_EQ(nearest_double(Rational(1 + half)), 1.0);
  EXPECT_EQ(nearest_double(Rational(1 + 3 * half)), next);
  EXPECT_EQ(nearest_double(Rational(-1 - 3 * half)), -next);
  EXPECT_EQ(nearest_root(Rational((1 + half) * (1 + half))), 1.0);
  EXPECT_EQ(nearest_root(Rational((1 + 3 * half) * (1 + 3 * half))), next);
  // Just beside the tie.
  const Rational little = times_power_of_two(Rational(1), -900);
  EXPECT_EQ(nearest_double(Rational(1 + half + little)), above);
  EXPECT_EQ(nearest_double(Rational(1 + 3 * half - little)), above);
  EXPECT_EQ(nearest_root(Rational((1 + half) * (1 + half) + little)), above);
}

TEST(NearestDouble, IsNotToldByABallAroundATie) {
  const Rational tie = 1 + times_power_of_two(Rational(1), -53);

  EXPECT_EQ(nearest_double(Ball(tie, Precision{100})), 1.0);  // exact
  EXPECT_FALSE(
      nearest_double(Ball(tie, Precision{100}).widened(Ball(times_power_of_two(Rational(1), -90), Precision{100}))));
  EXPECT_FALSE(nearest_double(Ball(1) / Ball(0)));
}

TEST(NearestDouble, EndsAtInfinityAndAtZero) {
  const Rational past = times_power_of_two(Rational(1), 1024), half = times_power_of_two(Rational(1), 970);
  EXPECT_EQ(nearest_double(past), infinity);
  EXPECT_EQ(nearest_double(Rational(past - half)), infinity);
  EXPECT_EQ(nearest_double(Rational(past - half - 1)), largest_double);
  EXPECT_EQ(nearest_double(Ball(Rational(past - half - 1), Precision{2000})), largest_double);
  const Rational least = exact_rational(least_double);
  EXPECT_EQ(nearest_double(Rational(least / 2)), 0.0);
  EXPECT_EQ(nearest_double(Rational(least * Rational(501, 1000))), least_double);
  EXPECT_FALSE(std::signbit(nearest_double(Rational(-least / 3))));
  EXPECT_FALSE(std::signbit(*nearest_double(Ball(Rational(-least / 3), Precision{64}))));
  EXPECT_EQ(nearest_root(Rational(0)), 0.0);
  EXPECT_THROW((void)nearest_root(Rational(-1)), PreconditionError);
}

}  // namespace
}  // namespace laecert::numeric
