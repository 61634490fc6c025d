#include "instances/standardize.hpp"

#include <gtest/gtest.h>

#include "instances/csv.hpp"
#include "instances/from_table.hpp"
#include "numeric/errors.hpp"
#include "numeric/power_of_two.hpp"

namespace laecert::instances {
namespace {

using problem::Index;
using problem::Instance;
using problem::Matrix;

Instance centered(const std::string& csv) { return instance_from_table(parse_csv(csv, "x.csv"), {.name = "x"}, true); }

// Deviations 1 and 3 over n: every number is rational.
TEST(Standardized, IsExactWhereTheDeviationsAreRational) {
  const Instance given = standardized(centered("1,-3\n3,3\n1,3\n3,-3\n"), false);

  EXPECT_TRUE(given.setting().standardized->exact);
  EXPECT_EQ(given.setting().standardized->factors, (std::vector<Rational>{1, Rational(1, 3)}));
  EXPECT_EQ(given.gram(), (Matrix<Rational>(2, 2) << 4, 0, 0, 4).finished());
}

// Over n - 1 the diagonal is n - 1: deviations 2 and 6 of three samples.
TEST(Standardized, HasUnitVarianceOverTheDivisor) {
  const Instance given = standardized(centered("0,6\n2,0\n4,12\n"), true);

  EXPECT_TRUE(given.setting().standardized->exact);
  EXPECT_TRUE(given.setting().standardized->over_n_less_one);
  EXPECT_EQ(given.gram()(0, 0), 2);
  EXPECT_EQ(given.gram()(1, 1), 2);
  EXPECT_EQ(given.gram()(0, 1), 1);
}

// |d sqrt(c) - 1| <= e implies |d^2 c - 1| <= 2 e + e^2, from units of 1e-300 to 1e300; where it is not exact it is not
// 0.
TEST(Standardized, IsWithinItsBoundElsewhere) {
  const Rational bound = numeric::times_power_of_two(Rational(3), -256);
  for (const std::string unit : {"e-300", "e-7", "e0", "e5", "e300"}) {
    for (const std::string third : {"7", "11", "0.125", "1234.5"}) {
      const Instance plain = centered("1" + unit + "\n2" + unit + "\n" + third + unit + "\n");

      const Instance given = standardized(plain, false);

      const Rational miss = given.gram()(0, 0) / 3 - 1;
      EXPECT_FALSE(given.setting().standardized->exact) << unit << third;
      EXPECT_NE(miss, 0);
      EXPECT_LE(abs(miss), bound) << unit << third;
    }
  }
}

// Exactly, where the factors are powers of two; a sign turns with its variable.
TEST(Standardized, DoesNotDependOnTheUnitsOfTheVariables) {
  const Instance one = standardized(centered("1,5\n-2,7\n4,3\n5,11\n"), true);
  const Instance other = standardized(centered("8,-1.25\n-16,-1.75\n32,-0.75\n40,-2.75\n"), true);

  EXPECT_EQ(other.gram()(0, 0), one.gram()(0, 0));
  EXPECT_EQ(other.gram()(1, 1), one.gram()(1, 1));
  EXPECT_EQ(other.gram()(0, 1), -one.gram()(0, 1));
}

TEST(Standardized, NamesAVariableWithoutDeviation) {
  try {
    (void)standardized(centered("1,5\n2,5\n"), false);
    FAIL();
  } catch (const DataError& error) {
    EXPECT_STREQ(error.what(), "x: variable 2 is constant: it has no deviation to divide by");
  }
}

TEST(Standardized, AsksForCentredSamples) {
  const Instance plain = instance_from_table(parse_csv("1,5\n2,7\n", "x.csv"), {.name = "x"}, false);

  EXPECT_THROW((void)standardized(plain, false), PreconditionError);
  EXPECT_THROW((void)standardized(centered("1,5\n"), true), PreconditionError);
}

}  // namespace
}  // namespace laecert::instances
