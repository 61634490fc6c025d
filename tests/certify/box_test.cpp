#include "certify/box.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace laecert::certify::box_test {
namespace {

using numeric::exact_rational;
using numeric::Rational;

constexpr double infinity = std::numeric_limits<double>::infinity();

Box interval(double lower, double upper) {
  return {Eigen::VectorXd::Constant(1, lower), Eigen::VectorXd::Constant(1, upper)};
}

// The middle of the fourth one is no double: its halves are of two steps and of one.
const std::pair<double, double> sides[] = {
    {0, 1},     {-1, 3},          {1, 1 + 0x1p-51}, {1, 1 + 0x3p-52}, {-0x1p-1073, 0x1p-1074},
    {0.1, 0.7}, {-1e300, 1e-300}, {1 / 3.0, 1e9}};

// No double between the halves, and none outside: a zero at the cut is in both.
TEST(Box, HalvesShareTheirFaceAndAreTogetherTheBox) {
  for (const auto& [lower, upper] : sides) {
    const Box box{Eigen::VectorXd{{7, lower}}, Eigen::VectorXd{{8, upper}}};

    const std::optional<std::pair<Box, Box>> halves = bisect(box, 1);

    ASSERT_TRUE(halves) << lower;
    EXPECT_EQ(halves->first.lower(1), lower);
    EXPECT_EQ(halves->second.upper(1), upper);
    EXPECT_EQ(halves->first.upper(1), halves->second.lower(1));
    EXPECT_LT(lower, halves->first.upper(1));
    EXPECT_LT(halves->first.upper(1), upper);
    for (const Box& half : {halves->first, halves->second}) {
      EXPECT_EQ(half.lower(0), 7);
      EXPECT_EQ(half.upper(0), 8);
    }
  }
}

TEST(Box, IsNotCutWhereNoDoubleLiesInside) {
  EXPECT_FALSE(bisect(interval(1, 1 + 0x1p-52), 0));
  EXPECT_FALSE(bisect(interval(1, 1), 0));
}

const std::pair<double, double> balls[] = {{0.1, 0.3},     {1, 0x1p-60}, {-3, 0},      {1e300, 1},
                                           {0, 0x1p-1074}, {0x1p-60, 1}, {-0x1p-60, 1}};

// From mid -+ rad outwards, by no more than two steps of double.
TEST(Box, OuterCornersAreThoseOfTheBall) {
  for (const auto& [mid, rad] : balls) {
    const Box box = outer_box(Vector<DoubleBall>::Constant(1, DoubleBall(mid, rad)));
    const Rational least = exact_rational(mid) - exact_rational(rad), most = exact_rational(mid) + exact_rational(rad);
    const double lower = box.lower(0), upper = box.upper(0);

    EXPECT_LE(exact_rational(lower), least);
    EXPECT_GE(exact_rational(upper), most);
    EXPECT_GE(exact_rational(std::nextafter(std::nextafter(lower, infinity), infinity)), least);
    EXPECT_LE(exact_rational(std::nextafter(std::nextafter(upper, -infinity), -infinity)), most);
  }
}

TEST(Box, EnclosesItsCornersByAMidpointInside) {
  for (const auto& [lower, upper] : sides) {
    const DoubleBall side = enclose(interval(lower, upper))(0);
    const Rational half = std::max(Rational(exact_rational(upper) - exact_rational(side.mid())),
                                   Rational(exact_rational(side.mid()) - exact_rational(lower)));

    EXPECT_LE(lower, side.mid());
    EXPECT_LE(side.mid(), upper);
    EXPECT_GE(exact_rational(side.rad()), half);
    EXPECT_LE(exact_rational(std::nextafter(std::nextafter(side.rad(), 0), 0)), half);
  }
}

TEST(Box, MeetsABallInAllTheirCommonPoints) {
  const auto common = intersection(interval(0, 2), Vector<DoubleBall>::Constant(1, DoubleBall(2, 0.5)));

  ASSERT_TRUE(common);
  EXPECT_LE(common->lower(0), 1.5);
  EXPECT_EQ(common->upper(0), 2);
  EXPECT_FALSE(intersection(interval(0, 1), Vector<DoubleBall>::Constant(1, DoubleBall(2, 0.5))));
}

}  // namespace
}  // namespace laecert::certify::box_test
