#include "theory/ppca/noise_level.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "numeric/errors.hpp"
#include "tests/theory/instances.hpp"
#include "theory/ppca/predictions.hpp"

namespace laecert::theory {
namespace {

using ::testing::HasSubstr;

Outcome<NoiseLevel> level_of(const Matrix<Rational>& gram, Index k, long digits = 30) {
  const problem::Instance instance = problem::Instance::from_gram(gram, {.k = k, .lambda = gram.trace() + 1});
  return decide_noise_level(*decide_spectrum(instance, digits, digits), gram, k);
}

// Two blocks [[a + b, b], [b, a - b]] and [[a + c, c], [c, a - c]]: eigenvalues a +- b sqrt 2, a +- c sqrt 2.
Matrix<Rational> two_blocks(const Rational& a, const Rational& b, const Rational& c) {
  Matrix<Rational> gram = Matrix<Rational>::Zero(4, 4);
  gram.topLeftCorner(2, 2) << a + b, b, b, a - b;
  gram.bottomRightCorner(2, 2) << a + c, c, c, a - c;
  return gram;
}

TEST(NoiseLevel, LiesBetweenEigenvaluesByRationals) {
  const NoiseLevel level = *level_of(Matrix<Rational>(rationals({9, 4, 1}).asDiagonal()), 1);

  EXPECT_EQ(level.rational, Rational(5, 2));
  EXPECT_EQ(level.above, 2);
  EXPECT_EQ(level.wall, 0);
}

// The mean of 4, 3, 2 is 3; of 1, 1 is 1.
TEST(NoiseLevel, IsAnEigenvalueByRationals) {
  const NoiseLevel middle = *level_of(Matrix<Rational>(rationals({9, 4, 3, 2}).asDiagonal()), 1);
  const NoiseLevel last = *level_of(Matrix<Rational>(rationals({9, 1, 1}).asDiagonal()), 1);

  EXPECT_EQ(middle.above, 2);
  EXPECT_EQ(middle.wall, 1);
  EXPECT_EQ(last.above, 1);
  EXPECT_EQ(last.wall, 2);
}

// The same eigenvalues on turned axes, known by enclosures only.
TEST(NoiseLevel, IsDecidedAlikeByEnclosures) {
  for (const std::vector<Rational>& values : std::vector<std::vector<Rational>>{
           {9, 4, 1}, {9, 4, 3, 2}, {9, 1, 1}, {9, 9, 5, 3, 3, 1}, {8, 4, 3, Rational(7, 3), 0}}) {
    for (Index k = 1; k < static_cast<Index>(values.size()) - 1; ++k) {
      const Matrix<Rational> diagonal = rationals(values).asDiagonal();
      const NoiseLevel exact = *level_of(diagonal, k);
      const Outcome<NoiseLevel> enclosed = level_of(turned(rationals(values), 1), k, 400);

      ASSERT_TRUE(enclosed) << enclosed.reason().text;
      EXPECT_EQ(exact.above, enclosed->above);
      EXPECT_EQ(exact.wall, enclosed->wall);
      EXPECT_EQ(enclosed->rational.value_or(*exact.rational), *exact.rational);
      EXPECT_TRUE(enclosed->level.contains(*exact.rational));
    }
  }
}

// Equally spaced: the mean of 6 + r, 6 - r, 6 - 3 r is 6 - r, r = sqrt 2. A hair beside, and it is none of them.
TEST(NoiseLevel, IsAnIrrationalEigenvalue) {
  const NoiseLevel wall = *level_of(two_blocks(6, 3, 1), 1);
  const Rational more = 1 + Rational(1, pow(numeric::Integer(10), 20));
  const NoiseLevel above = *level_of(two_blocks(6, 3 * more, 1), 1), below = *level_of(two_blocks(6, 3, more), 1);

  EXPECT_FALSE(wall.rational.has_value());
  EXPECT_EQ(wall.above, 2);
  EXPECT_EQ(wall.wall, 1);
  EXPECT_EQ(above.wall + below.wall, 0);
  EXPECT_EQ(above.above, 3);  // n v falls below 6 - r
  EXPECT_EQ(below.above, 2);
}

// Eigenvalues 9 +- r, 10 +- r, 11 +- r, r = sqrt 2: the mean of the three smallest is 10 - r, in every unit.
TEST(NoiseLevel, DoesNotDependOnTheUnit) {
  Matrix<Rational> gram = Matrix<Rational>::Zero(6, 6);
  for (Index b = 0; b < 3; ++b) gram.block(2 * b, 2 * b, 2, 2) << 10 + b, 1, 1, 8 + b;
  for (const Rational& unit :
       {Rational(1), Rational(1000), Rational(1000, 7), Rational(1, pow(numeric::Integer(10), 50))}) {
    const Outcome<NoiseLevel> level = level_of(Matrix<Rational>(unit * gram), 3, 200);
    ASSERT_TRUE(level) << unit << level.reason().text;
    EXPECT_EQ(level->above, 4);
    EXPECT_EQ(level->wall, 1);
  }
}

// [[t - 1, 1], [1, 1]], k = 1: x = n v is the lesser eigenvalue, irrational; with its conjugate it lies in [0, t]. For
// t = 3 and 7, 0.38 and 0.81 are within 1/2 and 1/4 of an integer, t^-1 rounded up to a power of two, and none.
TEST(NoiseLevel, IsNoIntegerThatItIsOnlyNear) {
  for (const long trace : {3L, 4L, 7L, 8L, 15L, 16L}) {
    const NoiseLevel level = *level_of(Matrix<Rational>{{trace - 1, 1}, {1, 1}}, 1);

    EXPECT_FALSE(level.rational.has_value()) << trace;
    EXPECT_EQ(level.above, 1) << trace;
    EXPECT_EQ(level.wall, 1) << trace;
  }
}

TEST(NoiseLevel, RefusesZero) {
  Spectrum spectrum =
      *decide_spectrum(problem::Instance::from_gram(Matrix<Rational>::Zero(2, 2), {.k = 1, .lambda = 1}), 30, 30);
  EXPECT_THROW((void)decide_noise_level(spectrum, Matrix<Rational>::Zero(2, 2), 1), PreconditionError);
}

// The denominator asks for 400 bits to prove n v equal to 6 + c - r; another 10^-40 away asks for 40 digits.
TEST(NoiseLevel, IsUndecidedInEnclosuresTooWideForBoth) {
  const Rational mean = 6 + Rational(1, 1000000007), more = 1 + Rational(1, pow(numeric::Integer(10), 40));

  for (const Matrix<Rational>& gram : {two_blocks(mean, 3, 1), two_blocks(mean, 3 * more, 1)}) {
    const Outcome<NoiseLevel> level = level_of(gram, 1, 2);
    ASSERT_FALSE(level);
    EXPECT_THAT(level.reason().text, HasSubstr("n v may be the eigenvalue s_3"));
    EXPECT_TRUE(level_of(gram, 1, 200));
  }
}

}  // namespace
}  // namespace laecert::theory
