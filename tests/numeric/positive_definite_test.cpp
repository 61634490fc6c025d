#include "numeric/positive_definite.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/random.hpp"
#include "tests/numeric/contains.hpp"
#include "tests/numeric/test_scale.hpp"

namespace laecert::numeric {
namespace {

constexpr std::uint64_t positive_definite_seed = 41;

// A^T A + I/8 of a random rational A.
Matrix<Rational> random_positive_definite(Index n, SplitMix64& random) {
  Matrix<Rational> a(n, n);
  for (Rational& entry : a.reshaped()) entry = Rational(random.between(-9, 9), random.between(1, 5));
  const Matrix<Rational> square = a.transpose().lazyProduct(a);
  return square + Matrix<Rational>::Identity(n, n) * Rational(1, 8);
}

TEST(InverseOfPositiveDefinite, AgreesWithAHandWorkedMatrix) {
  const Matrix<Rational> a{{Rational(2), Rational(1)}, {Rational(1), Rational(1)}};
  const Matrix<Rational> inverse{{Rational(1), Rational(-1)}, {Rational(-1), Rational(2)}};

  EXPECT_EQ(inverse_of_positive_definite(a), inverse);
  EXPECT_TRUE(
      inverse_of_positive_definite(lift_matrix<double>(a, {})).isApprox(lift_matrix<double>(inverse, {}), 1e-14));
}

TEST(InverseOfPositiveDefinite, EnclosesTheExactInverse) {
  SplitMix64 random(positive_definite_seed);
  for (int round = 0; round < scaled(100); ++round) {
    const Index n = 1 + static_cast<Index>(random.below(6));
    const Matrix<Rational> a = random_positive_definite(n, random);

    const Matrix<Rational> exact = inverse_of_positive_definite(a);
    const Matrix<Ball> in_balls = inverse_of_positive_definite(lift_matrix<Ball>(a, Precision{100}));
    const Matrix<DoubleBall> in_double = inverse_of_positive_definite(lift_matrix<DoubleBall>(a, {}));

    for (Index i = 0; i < exact.size(); ++i) {
      ASSERT_TRUE(in_balls.data()[i].contains(exact.data()[i]))
          << "seed " << positive_definite_seed << " round " << round;
      ASSERT_TRUE(contains(in_double.data()[i], exact.data()[i]))
          << "seed " << positive_definite_seed << " round " << round;
      EXPECT_LT(in_balls.data()[i].radius_upper(), 1e-18);
      EXPECT_LT(in_double.data()[i].rad(), 1e-8);
    }
  }
}

// Radii are not rounding: members at the corners of the enclosure are inverted within the result.
TEST(InverseOfPositiveDefinite, EnclosesTheInverseOfEveryMember) {
  SplitMix64 random(positive_definite_seed);
  const double radius = 0x1p-12;
  for (int round = 0; round < scaled(100); ++round) {
    const Index n = 1 + static_cast<Index>(random.below(4));
    const Matrix<double> mid = lift_matrix<double>(random_positive_definite(n, random), {});
    Matrix<Rational> member(n, n);
    Matrix<DoubleBall> in_double(n, n);
    Matrix<Ball> in_balls(n, n);
    for (Index i = 0; i < mid.size(); ++i) {
      member.data()[i] = exact_rational(mid.data()[i]) + exact_rational(random.coin() ? radius : -radius);
      in_double.data()[i] = DoubleBall(mid.data()[i], radius);
      in_balls.data()[i] = Ball(mid.data()[i], Precision{64}).widened(Ball(radius, Precision{64}));
    }

    const Matrix<Rational> exact = *exact_solve(member, Matrix<Rational>(Matrix<Rational>::Identity(n, n)));
    const Matrix<DoubleBall> inverse = inverse_of_positive_definite(in_double);
    const Matrix<Ball> ball_inverse = inverse_of_positive_definite(in_balls);

    for (Index i = 0; i < exact.size(); ++i) {
      ASSERT_TRUE(contains(inverse.data()[i], exact.data()[i]))
          << "seed " << positive_definite_seed << " round " << round;
      ASSERT_TRUE(ball_inverse.data()[i].contains(exact.data()[i]))
          << "seed " << positive_definite_seed << " round " << round;
    }
  }
}

TEST(InverseOfPositiveDefinite, KnowsNothingWhereAMemberMayBeSingular) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const DoubleBall& entry : {DoubleBall(1, 1), DoubleBall(0, 0), DoubleBall(1, infinity), DoubleBall(1, 0.75)}) {
    EXPECT_FALSE(inverse_of_positive_definite(Matrix<DoubleBall>{{entry}})(0, 0).is_finite());
  }
  EXPECT_TRUE(inverse_of_positive_definite(Matrix<DoubleBall>{{DoubleBall(1, 0.25)}})(0, 0).is_finite());
  const Matrix<Ball> wide{{Ball(1).widened(Ball(1))}};
  EXPECT_FALSE(inverse_of_positive_definite(wide)(0, 0).is_finite());
  EXPECT_THROW(inverse_of_positive_definite(Matrix<Rational>{{Rational(0)}}), PreconditionError);
}

TEST(InverseOfPositiveDefinite, RefusesShapesThatAreNotSquare) {
  EXPECT_THROW(inverse_of_positive_definite(Matrix<DoubleBall>(2, 1)), PreconditionError);
  EXPECT_THROW(inverse_of_positive_definite(Matrix<Ball>(2, 1)), PreconditionError);
  EXPECT_THROW(log_determinant(Matrix<Ball>(2, 1)), PreconditionError);
}

TEST(LogDeterminant, EnclosesTheLogarithmOfTheExactDeterminant) {
  SplitMix64 random(positive_definite_seed);
  const Precision precision{100};
  for (int round = 0; round < scaled(100); ++round) {
    const Index n = 1 + static_cast<Index>(random.below(6));
    const Matrix<Rational> a = random_positive_definite(n, random);
    const Ball expected = log(Ball(exact_determinant(a), Precision{300}));

    const Ball enclosed = log_determinant(lift_matrix<Ball>(a, precision));

    ASSERT_TRUE(enclosed.contains(expected)) << "seed " << positive_definite_seed << " round " << round;
    EXPECT_LT(enclosed.radius_upper(), 1e-18);
    EXPECT_NEAR(log_determinant(lift_matrix<double>(a, {})), expected.approx_double(), 1e-9);
  }
}

TEST(LogDeterminant, IsNotFiniteWhereTheDeterminantMayVanish) {
  EXPECT_FALSE(log_determinant(Matrix<Ball>{{Ball(1), Ball(1)}, {Ball(1), Ball(1)}}).is_finite());
  EXPECT_FALSE(log_determinant(Matrix<Ball>{{Ball(-1)}}).is_finite());
}

TEST(LogDeterminant, IsForScalarsWithLogarithms) {
  static_assert(Logarithmic<double> && Logarithmic<Real> && Logarithmic<Ball>);
  static_assert(!Logarithmic<Rational> && !Logarithmic<DoubleBall>);
}

}  // namespace
}  // namespace laecert::numeric
