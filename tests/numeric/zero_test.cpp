#include "numeric/zero.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "numeric/krawczyk.hpp"

namespace laecert::numeric {
namespace {

constexpr Precision bits{128};

Ball ratio(long p, long q) { return {Rational(p) / Rational(q), bits}; }

Rational power_of_ten(int exponent) {
  Rational result = 1;
  for (int i = 0; i < std::abs(exponent); ++i) result *= 10;
  return exponent < 0 ? Rational(1) / result : result;
}

Ball interval(const Rational& mid, const Rational& radius) { return Ball(mid, bits).widened(Ball(radius, bits)); }

/// x^2 + shift, one unknown.
struct ShiftedSquare {
  Ball shift;
  Vector<Ball> operator()(const Vector<Ball>& x) const { return Vector<Ball>::Constant(1, sqr(x(0)) + shift); }
  [[nodiscard]] Matrix<Ball> jacobian(const Vector<Ball>& x) const {
    return Matrix<Ball>::Constant(1, 1, Ball(2) * x(0));
  }
};

/// (x^2 + y^2 - 1, x - y): zeros +-(1, 1)/sqrt 2.
struct CircleAndDiagonal {
  Vector<Ball> operator()(const Vector<Ball>& x) const {
    Vector<Ball> value(2);
    value << sqr(x(0)) + sqr(x(1)) - Ball(1), x(0) - x(1);
    return value;
  }
  [[nodiscard]] Matrix<Ball> jacobian(const Vector<Ball>& x) const {
    Matrix<Ball> slope(2, 2);
    slope << Ball(2) * x(0), Ball(2) * x(1), Ball(1), Ball(-1);
    return slope;
  }
};

Vector<Ball> box_of(const Ball& x) { return Vector<Ball>::Constant(1, x); }

/// Kantorovich for x^2 + shift at p: |F'(p)| = 2 p, Lipschitz bound 2.
Outcome<UniqueZero> kantorovich_at(const Rational& p, const Rational& shift, const Rational& domain) {
  const Rational value = p * p + shift;
  return prove_unique_zero({Ball(abs(value), bits), Ball(Rational(2) * p, bits), Ball(2), Ball(domain, bits)});
}

TEST(Kantorovich, ProvesTheZeroOfAHandWorkedSquare) {
  // x^2 - 2 at 3/2: |F| = 1/4, sigma = 3, h = 1/18, radius 1/6 >= |3/2 - sqrt 2|, and 3 = sigma/L (1 + sqrt(8/9)).
  const Outcome<UniqueZero> zero = kantorovich_at(Rational(3, 2), -2, 4);

  ASSERT_TRUE(zero);
  const Ball distance = abs(ratio(3, 2) - sqrt(Ball(2).at(bits)));
  EXPECT_TRUE(certainly(is_less(distance, zero->radius)));
  EXPECT_TRUE(certainly(is_less(zero->radius, ratio(17, 100))));
  // The other zero, -sqrt 2, is 2.914.. away: not nearer than the radius of uniqueness.
  EXPECT_TRUE(certainly(is_less(zero->uniqueness_radius, ratio(3, 2) + sqrt(Ball(2).at(bits)))));
  EXPECT_TRUE(certainly(is_less(ratio(29, 10), zero->uniqueness_radius)));
}

TEST(Kantorovich, RadiusIsZeroAtAnExactZero) {
  const Outcome<UniqueZero> zero = prove_unique_zero({Ball(0), Ball(1), Ball(0), Ball(1)});

  ASSERT_TRUE(zero);
  EXPECT_TRUE(zero->radius.contains(Rational(0)) && zero->radius.is_exact());
  EXPECT_TRUE(zero->uniqueness_radius.contains(Rational(1)));
}

TEST(Kantorovich, ATinyResidualWithoutAZeroIsNotCertified) {
  // x^2 + 10^-60 has the gradient 2 p = 10^-30 at p = 10^-30 / 2 and no zero.
  EXPECT_FALSE(kantorovich_at(power_of_ten(-30) / 2, power_of_ten(-60), 1));
  EXPECT_FALSE(kantorovich_at(power_of_ten(-30), power_of_ten(-30), 1));
}

TEST(Kantorovich, TheBorderOneHalfIsSharp) {
  EXPECT_TRUE(prove_unique_zero({ratio(1, 2), Ball(1), Ball(1), Ball(1)}));
  EXPECT_FALSE(prove_unique_zero({ratio(1, 2) + Ball(power_of_ten(-30), bits), Ball(1), Ball(1), Ball(2)}));
}

TEST(Kantorovich, AZeroOutsideTheDomainIsNotClaimed) {
  const Outcome<UniqueZero> outside = kantorovich_at(Rational(3, 2), -2, Rational(1, 7));

  ASSERT_FALSE(outside);
  EXPECT_NE(outside.reason().text.find("cannot conclude"), std::string::npos);
}

TEST(Kantorovich, WhatIsNotFiniteIsUndecided) {
  const Ball nothing = Ball(1) / Ball(0);

  EXPECT_FALSE(prove_unique_zero({nothing, Ball(1), Ball(1), Ball(1)}));
  EXPECT_FALSE(prove_unique_zero({Ball(0), nothing, Ball(1), Ball(1)}));
  EXPECT_FALSE(prove_unique_zero({Ball(0), Ball(1), nothing, Ball(1)}));
  EXPECT_FALSE(prove_unique_zero({Ball(0), Ball(1), Ball(1), nothing}));
  EXPECT_FALSE(prove_unique_zero({Ball(0), Ball(0), Ball(0), Ball(1)}));
}

TEST(Krawczyk, EnclosesTheZeroOfTwoEquations) {
  const Ball side = interval(Rational(7, 10), Rational(1, 10));
  const Vector<Ball> box = Vector<Ball>::Constant(2, side);

  const Outcome<KrawczykBox> zero = prove_unique_zero(CircleAndDiagonal{}, box);

  ASSERT_TRUE(zero);
  const Ball exact = sqrt(ratio(1, 2));
  for (const Ball& x : zero->box) {
    EXPECT_TRUE(x.overlaps(exact));
    EXPECT_TRUE(side.contains(x));
  }
}

TEST(Krawczyk, AgreesWithKantorovich) {
  for (const long shift : {-2L, -3L, -5L}) {
    const double root = std::sqrt(static_cast<double>(-shift));
    const Rational p = exact_rational(std::nearbyint(root * 64) / 64);
    const bool by_ball = kantorovich_at(p, shift, 1).decided();
    const bool by_box = prove_unique_zero(ShiftedSquare{Ball(shift)}, box_of(interval(p, Rational(1, 10)))).decided();

    EXPECT_TRUE(by_ball) << shift;
    EXPECT_TRUE(by_box) << shift;
  }
}

TEST(Krawczyk, NearMissesAreNotCertified) {
  const Ball tiny(power_of_ten(-30), bits);

  // No zero, though value and slope are tiny; a double zero; a zero just outside; two zeros.
  EXPECT_FALSE(prove_unique_zero(ShiftedSquare{tiny}, box_of(interval(0, power_of_ten(-15)))));
  EXPECT_FALSE(prove_unique_zero(ShiftedSquare{tiny}, box_of(interval(power_of_ten(-15), power_of_ten(-16)))));
  EXPECT_FALSE(prove_unique_zero(ShiftedSquare{Ball(0)}, box_of(interval(0, 1))));
  EXPECT_FALSE(prove_unique_zero(ShiftedSquare{Ball(-1)}, box_of(interval(Rational(111, 100), Rational(1, 10)))));
  EXPECT_FALSE(prove_unique_zero(ShiftedSquare{Ball(-1)}, box_of(interval(0, 2))));
}

TEST(Krawczyk, AZeroOnTheBoundaryIsNotClaimedInTheInterior) {
  EXPECT_FALSE(prove_unique_zero(ShiftedSquare{Ball(-1)}, box_of(interval(Rational(9, 8), Rational(1, 8)))));
}

TEST(Krawczyk, AnImageWiderThanTheBoxIsNotCertified) {
  // x^2 - 1 on [-3/2, 5/2] has two zeros, though the Newton step from the center 1/2 to 5/4 stays inside.
  EXPECT_FALSE(prove_unique_zero(ShiftedSquare{Ball(-1)}, box_of(interval(Rational(1, 2), 2))));
  EXPECT_FALSE(is_in_interior(box_of(interval(0, 2)), box_of(interval(0, 1))));
  EXPECT_TRUE(is_in_interior(box_of(interval(0, 1)), box_of(interval(0, 2))));
}

TEST(Krawczyk, TooFewBitsAreUndecidedAndMoreDecide) {
  // A box of radius 10^-25 about the 30-digit root needs more than the 64 bits of the value.
  const Rational root("1414213562373095048801688724209/1000000000000000000000000000000");
  const auto box_at = [&](Precision precision) {
    return box_of(Ball(root, precision).widened(Ball(power_of_ten(-25), precision)));
  };

  EXPECT_FALSE(prove_unique_zero(ShiftedSquare{Ball(-2)}, box_at(Precision{64})));
  EXPECT_TRUE(prove_unique_zero(ShiftedSquare{Ball(-2)}, box_at(Precision{128})));
}

TEST(Krawczyk, WhatIsNotFiniteIsUndecided) {
  const Ball nothing = Ball(1) / Ball(0);

  EXPECT_FALSE(prove_unique_zero(ShiftedSquare{Ball(-2)}, box_of(nothing)));
  EXPECT_FALSE(prove_unique_zero(ShiftedSquare{nothing}, box_of(interval(Rational(3, 2), Rational(1, 10)))));
}

}  // namespace
}  // namespace laecert::numeric
