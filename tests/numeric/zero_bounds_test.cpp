#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "numeric/krawczyk.hpp"
#include "numeric/zero.hpp"

// R8 and R9 of method.md in rationals. The radius of a ball has 30 bits: bounds that end as one are held to a part in
// 10^8, and to one in 10^7 where several of them are multiplied.

namespace laecert::numeric::zero_bounds_test {
namespace {

constexpr Precision enough{128};

Rational part_of_ten(unsigned digits) { return Rational(1, pow(Integer(10), digits)); }

Ball exact(const Rational& x) { return {x, enough}; }

/// |F(p)|, sigma, L and the domain, where 1 - 2 h is the square of this root.
struct NewtonCase {
  std::string dominant;
  Rational residual, sigma, lipschitz, domain, root;
};

const NewtonCase newton_cases[] = {{"an affine map", Rational(1, 8), 2, 0, 3, 1},
                                   {"a small quotient", part_of_ten(12), 2, Rational(1, 2), 100, 1},
                                   {"h = 3/8", Rational(3, 8), 1, 1, 10, Rational(1, 2)},
                                   {"h = 4/9", Rational(4, 9), 1, 1, 10, Rational(1, 3)},
                                   {"h = 1/2", Rational(1, 2), 1, 1, 10, 0},
                                   {"a large sigma", 6, 4, 1, 40, Rational(1, 2)},
                                   {"the domain", Rational(3, 8), 1, 1, Rational(3, 4), Rational(1, 2)}};

void expect_within(const Rational& documented, const Rational& below, const Rational& above, const Rational& number,
                   const std::string& what) {
  EXPECT_GE(number, (1 - below) * documented) << what;
  EXPECT_LE(number, (1 + above) * documented) << what;
}

// Existence within 2 |F| / sigma, from above; uniqueness within (1 + root) sigma / L or the domain, from below.
TEST(KantorovichBound, IsTheDocumentedOne) {
  for (const NewtonCase& one : newton_cases) {
    const Rational root = one.root;
    const Outcome<UniqueZero> zero =
        prove_unique_zero({exact(one.residual), exact(one.sigma), exact(one.lipschitz), exact(one.domain)});

    ASSERT_TRUE(zero) << one.dominant << zero.reason().text;
    expect_within(2 * one.residual / one.sigma, 0, part_of_ten(9), zero->radius.exact_midpoint(), one.dominant);
    Rational unique = one.domain;
    if (one.lipschitz > 0) unique = std::min(unique, Rational((1 + root) * one.sigma / one.lipschitz));
    // From 1 - 2 h to its root a part in 10^12 becomes one in 10^9 at most where h = 1/2 - 10^-15; here 1e-11.
    expect_within(unique, part_of_ten(8), 0, zero->uniqueness_radius.exact_midpoint(), one.dominant);
  }
}

// Wide arguments: the upper ends of |F| and L, the lower ends of sigma and of the domain.
TEST(KantorovichBound, TakesTheWorstOfWideArguments) {
  const auto wide = [](const Rational& mid) { return exact(mid).widened(exact(Rational(1, 16))); };
  const Outcome<UniqueZero> zero = prove_unique_zero({wide(Rational(1, 16)), wide(1), wide(1), wide(2)});
  const Rational least(15, 16), most(17, 16);

  ASSERT_TRUE(zero);
  expect_within(2 * Rational(1, 8) / least, 0, part_of_ten(8), zero->radius.exact_midpoint(), "radius");
  // (1 + sqrt(1 - 2 h)) sigma / L, h = (1/8) L / sigma^2; squared to stay rational.
  const Rational h = Rational(1, 8) * most / (least * least);
  const Rational past_first = zero->uniqueness_radius.exact_midpoint() * most / least - 1;
  expect_within(1 - 2 * h, part_of_ten(7), 0, past_first * past_first, "uniqueness");
  EXPECT_FALSE(prove_unique_zero({wide(Rational(1, 16)), wide(1), wide(1), wide(Rational(1, 4))}));
}

// x^2/2 - x + 1/2 from 0: its double zero is at the distance of the bound, 2 |F| / sigma = 1.
TEST(KantorovichBound, IsAttainedSoThatLessWouldBeFalse) {
  const Outcome<UniqueZero> zero = prove_unique_zero({exact(Rational(1, 2)), exact(1), exact(1), exact(2)});

  ASSERT_TRUE(zero);
  EXPECT_GE(zero->radius.exact_midpoint(), 1);
  EXPECT_LE(zero->radius.exact_midpoint(), 1 + part_of_ten(9));
  EXPECT_LE(zero->uniqueness_radius.exact_midpoint(), 1);
}

TEST(KantorovichBound, TheBallOfExistenceMayFillTheDomainAndNoMore) {
  const auto within = [](const Rational& domain) {
    return prove_unique_zero({exact(Rational(1, 4)), exact(1), exact(1), exact(domain)}).operator bool();
  };

  EXPECT_TRUE(within(Rational(1, 2)));
  EXPECT_TRUE(within(Rational(1, 2) * (1 + part_of_ten(9))));
  EXPECT_FALSE(within(Rational(1, 2) * (1 - part_of_ten(9))));
}

/// x^2 + shift.
struct Square {
  Rational shift;
  Vector<Ball> operator()(const Vector<Ball>& x) const { return Vector<Ball>::Constant(1, sqr(x(0)) + exact(shift)); }
  [[nodiscard]] Matrix<Ball> jacobian(const Vector<Ball>& x) const {
    return Matrix<Ball>::Constant(1, 1, Ball(2) * x(0));
  }
};

/// M x for every M of an enclosure.
struct Linear {
  Matrix<Ball> slope;
  Vector<Ball> operator()(const Vector<Ball>& x) const {
    return x.unaryExpr([](const Ball& entry) { return Ball(0) * entry; });
  }
  [[nodiscard]] Matrix<Ball> jacobian(const Vector<Ball>&) const { return slope; }
};

// On 1 +- r with C = 1/2: (1 - shift)/2 +- r^2.
TEST(KrawczykBound, IsTheDocumentedOneInOneUnknown) {
  for (const Rational& radius : {Rational(1, 2), Rational(1, 1024), part_of_ten(9)}) {
    for (const Rational& shift : {Rational(-1), Rational(-3, 4), Rational(1, 8)}) {
      const Vector<Ball> box = Vector<Ball>::Constant(1, exact(1).widened(exact(radius)));
      const Rational taken = box(0).radius().exact_midpoint();

      const Ball image = enclose_krawczyk_image(Square{shift}, box)(0);

      EXPECT_TRUE(image.contains(Rational((1 - shift) / 2)));
      expect_within(taken * taken, 0, part_of_ten(7), image.radius().exact_midpoint(), "one unknown");
    }
  }
}

// On +-(1, 2) with M = diag(2, 4) +- R, C = M^-1: row i is +- sum_j R_ij r_j / M_ii, whichever entry of R there is.
TEST(KrawczykBound, IsTheDocumentedOneWhicheverEntryDominates) {
  const Rational radii[] = {1, 2}, diagonal[] = {2, 4};
  const Vector<Ball> box{{exact(0).widened(exact(radii[0])), exact(0).widened(exact(radii[1]))}};
  for (Index dominant = 0; dominant < 4; ++dominant) {
    Matrix<Rational> spread = Matrix<Rational>::Constant(2, 2, Rational(1, 64));
    spread.data()[dominant] = Rational(1, 2);
    Matrix<Ball> slope(2, 2);
    for (Index i = 0; i < 2; ++i) {
      for (Index j = 0; j < 2; ++j)
        slope(i, j) = exact(i == j ? diagonal[i] : Rational(0)).widened(exact(spread(i, j)));
    }

    const Vector<Ball> image = enclose_krawczyk_image(Linear{slope}, box);

    for (Index i = 0; i < 2; ++i) {
      const Rational documented = (spread(i, 0) * radii[0] + spread(i, 1) * radii[1]) / diagonal[i];
      expect_within(documented, 0, part_of_ten(7), image(i).radius().exact_midpoint(), std::to_string(dominant));
    }
  }
}

// Balls are not widened exactly, so that the ends are compared as they are.
TEST(KrawczykBound, TheInteriorIsOpen) {
  const Ball outer = exact(0).widened(exact(1));
  const Rational end = outer.radius().exact_midpoint();
  const auto is_inside = [&](const Ball& inner) {
    return is_in_interior(Vector<Ball>::Constant(1, inner), Vector<Ball>::Constant(1, outer));
  };

  EXPECT_FALSE(is_inside(outer));
  for (const int sign : {-1, 1}) {
    EXPECT_FALSE(is_inside(exact(sign * end)));
    EXPECT_FALSE(is_inside(exact(sign * end * (1 + part_of_ten(12)))));
    EXPECT_TRUE(is_inside(exact(sign * end * (1 - part_of_ten(6)))));
    EXPECT_TRUE(is_inside(exact(sign * end / 2).widened(exact(Rational(1, 2) - part_of_ten(6)))));
    EXPECT_FALSE(is_inside(exact(sign * end / 2).widened(exact(end / 2))));
  }
  EXPECT_FALSE(is_in_interior(Vector<Ball>(0), Vector<Ball>::Constant(1, outer)));
}

}  // namespace
}  // namespace laecert::numeric::zero_bounds_test
