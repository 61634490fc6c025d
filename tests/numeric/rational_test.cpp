#include "numeric/rational.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "numeric/test_scale.hpp"

namespace laecert::numeric {
namespace {

constexpr double rational_infinity = std::numeric_limits<double>::infinity();
constexpr std::uint64_t rational_seed = 20240919;

// Expression templates are off: an expression is a value of its own.
static_assert(std::is_same_v<decltype(Rational(1) + Rational(2)), Rational>);
static_assert(std::is_same_v<decltype(Integer(1) * Integer(2)), Integer>);

TEST(ExactRational, IsTheDyadicNumberThatADoubleIs) {
  EXPECT_EQ(exact_rational(0.5), Rational(1, 2));
  EXPECT_EQ(exact_rational(-0.0), 0);
  EXPECT_EQ(exact_rational(0.1), Rational(Integer("3602879701896397"), Integer(1) << 55));
  EXPECT_NE(exact_rational(0.1), Rational(1, 10));
  EXPECT_EQ(exact_rational(std::numeric_limits<double>::denorm_min()), Rational(1, Integer(1) << 1074));
}

TEST(ExactRational, ComesBackToTheSameDouble) {
  SplitMix64 random(rational_seed);
  for (int i = 0; i < scaled(20000); ++i) {
    const double x = std::ldexp(random.real(), static_cast<int>(random.between(-1074, 1023)));

    ASSERT_EQ(approx_double(exact_rational(x)), x) << "seed " << rational_seed << " case " << i;
  }
}

TEST(ExactRational, RefusesWhatIsNotFinite) {
  EXPECT_THROW(exact_rational(std::numeric_limits<double>::quiet_NaN()), PreconditionError);
  EXPECT_THROW(exact_rational(rational_infinity), PreconditionError);
  EXPECT_THROW(exact_rational(-rational_infinity), PreconditionError);
}

TEST(ApproxDouble, KeepsItsErrorBound) {
  SplitMix64 random(rational_seed);
  for (int i = 0; i < scaled(20000); ++i) {
    const auto shift = static_cast<unsigned>(random.between(0, 1100));
    const Rational x = random.rational(62) / Rational((Integer(1) << shift) * 3);
    const Rational error = abs(Rational(exact_rational(approx_double(x)) - x));
    const Rational bound = abs(x) * exact_rational(0x1p-52) + exact_rational(0x1p-1074);

    ASSERT_LE(error, bound) << "seed " << rational_seed << " case " << i;
  }
}

TEST(ApproxDouble, IsInfiniteOrZeroBeyondTheRangeOfDouble) {
  const Rational huge(Integer(1) << 5000);

  EXPECT_EQ(approx_double(huge), rational_infinity);
  EXPECT_EQ(approx_double(Rational(-huge)), -rational_infinity);
  EXPECT_EQ(approx_double(Rational(1 / huge)), 0);
}

}  // namespace
}  // namespace laecert::numeric
