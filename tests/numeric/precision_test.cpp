#include "numeric/precision.hpp"

#include <gtest/gtest.h>

#include "numeric/rational.hpp"

namespace laecert::numeric {
namespace {

TEST(Precision, OfDigitsCarriesThemAndWastesLessThanThreeBits) {
  for (long digits = 1; digits <= 1000; ++digits) {
    const Precision precision = Precision::of_digits(digits);
    const Integer power = pow(Integer(10), static_cast<unsigned>(digits));

    EXPECT_GE(Integer(1) << static_cast<unsigned>(precision.bits), power);
    EXPECT_LT(Integer(1) << static_cast<unsigned>(precision.bits - 3), power);
    EXPECT_GE(precision.digits(), digits);
  }
}

}  // namespace
}  // namespace laecert::numeric
