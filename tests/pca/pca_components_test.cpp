// Principal components against instances whose components are known in rationals, and rounded by another way.

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "numeric/nearest_double.hpp"
#include "numeric/power_of_two.hpp"
#include "pca/components.hpp"
#include "pca/exact_eigenvalues.hpp"

namespace laecert::studies {
namespace {

using problem::Instance;

constexpr long divisor = 7;

Outcome<PrincipalComponents> components_of(const Matrix<Rational>& s, Index k, long max_digits = 400, int jobs = 1,
                                           long digits = 30) {
  const Instance instance = Instance::from_gram(s, {.name = "S", .k = k, .samples = 100});
  return decide_components(instance,
                           {.effort = {.digits = digits, .max_digits = max_digits, .jobs = jobs}, .divisor = divisor});
}

Matrix<Rational> reflection(Index m, std::mt19937_64& engine) {
  Matrix<Rational> q = Matrix<Rational>::Identity(m, m);
  for (int i = 0; i < 2; ++i) {
    Vector<Rational> v(m);
    for (Rational& x : v) x = static_cast<long>(engine() % 9) - 4;
    v(0) = 5;
    const Matrix<Rational> reflected = q - v * (v.transpose() * q) * Rational(Rational(2) / v.squaredNorm());
    q = reflected;
  }
  return q;
}

// Whether x rounds to d, by distances: no double is nearer. Here no two are equally near.
bool is_nearest(double d, const Rational& x) {
  const Rational distance = abs(numeric::exact_rational(d) - x);
  return distance < abs(numeric::exact_rational(std::nextafter(d, 1e300)) - x) &&
         distance < abs(numeric::exact_rational(std::nextafter(d, -1e300)) - x);
}

// The same of sqrt(x), x > 0, by squares.
bool is_nearest_root(double d, const Rational& x) {
  const Rational value = numeric::exact_rational(d), up = numeric::exact_rational(std::nextafter(d, 1e300)),
                 down = numeric::exact_rational(std::nextafter(d, 0.0));
  const Rational high = (value + up) / 2, low = (value + down) / 2;
  return low * low < x && x < high * high;
}

TEST(PrincipalComponents, AreKnownOnesCorrectlyRounded) {
  std::mt19937_64 engine(1);
  const std::vector<Rational> values{Rational(1000000007, 3), 11, Rational(22, 7), 1, Rational(1, 3000001)};
  for (int trial = 0; trial < 10; ++trial) {
    const Matrix<Rational> q = reflection(5, engine);
    Matrix<Rational> d = Matrix<Rational>::Constant(5, 5, Rational(0));
    Rational trace = 0;
    for (Index i = 0; i < 5; ++i) {
      d(i, i) = values[static_cast<std::size_t>(i)];
      trace += d(i, i);
    }
    const auto all = components_of(q * d * q.transpose(), 5);

    ASSERT_TRUE(all);
    EXPECT_TRUE(all->open.empty());
    for (Index i = 0; i < 5; ++i) {
      const PrincipalComponent& one = all->components[static_cast<std::size_t>(i)];
      const Rational& s = d(i, i);
      EXPECT_EQ(*one.eigenvalue.nearest, numeric::nearest_double(s));
      EXPECT_EQ(*one.variance->nearest, numeric::nearest_double(Rational(s / divisor)));
      EXPECT_TRUE(is_nearest(*one.ratio->nearest, s / trace));
      EXPECT_TRUE(is_nearest_root(*one.singular_value.nearest, s));
      // One unit in the last place off is not it.
      EXPECT_FALSE(is_nearest(std::nextafter(*one.ratio->nearest, 1.0), s / trace));
      EXPECT_FALSE(is_nearest_root(std::nextafter(*one.singular_value.nearest, 0.0), s));
      Index leader = 0;
      for (Index j = 0; j < 5; ++j) leader = abs(q(j, i)) > abs(q(leader, i)) ? j : leader;
      const Rational sign = q(leader, i) < 0 ? -1 : 1;
      for (Index j = 0; j < 5; ++j) {
        const Rational x = sign * q(j, i);
        const double nearest = *one.direction[static_cast<std::size_t>(j)].nearest;
        EXPECT_EQ(nearest, numeric::nearest_double(x)) << i << ' ' << j;
        EXPECT_TRUE(x == 0 || is_nearest(nearest, x)) << i << j;
        EXPECT_FALSE(x != 0 && is_nearest(std::nextafter(nearest, 0.0), x));
      }
    }
  }
}

// Eigenvalues (3 +- sqrt 5)/2 of a single 2 x 2 block, by the enclosures of their formula.
TEST(PrincipalComponents, AreAlgebraicOnesCorrectlyRounded) {
  Matrix<Rational> s(2, 2);
  s << 2, 1, 1, 1;
  const Precision precision{400};
  const Ball root = sqrt(Ball(5).at(precision)), large = (Ball(3) + root) / Ball(2);
  // u ~ (1, large - 2)
  const Ball slope = large - Ball(2), length = sqrt(Ball(1) + sqr(slope));

  const auto all = components_of(s, 2);

  ASSERT_TRUE(all);
  EXPECT_EQ(all->components[0].eigenvalue.nearest, numeric::nearest_double(large));
  EXPECT_EQ(all->components[0].singular_value.nearest, numeric::nearest_double(sqrt(large)));
  EXPECT_EQ(all->components[0].direction[0].nearest, numeric::nearest_double(Ball(1) / length));
  EXPECT_EQ(all->components[0].direction[1].nearest, numeric::nearest_double(slope / length));
  EXPECT_EQ(all->components[1].ratio->nearest, numeric::nearest_double((Ball(3) - root) / Ball(6)));
}

TEST(PrincipalComponents, DecideTiesInRationals) {
  // s_1 = 2^53 + 1 lies between two doubles; 3 (2^53 + 1) / 7 does not.
  const Rational tie = numeric::times_power_of_two(Rational(1), 53) + 1;
  Matrix<Rational> s(2, 2);
  s << tie - 3, 3, 3, tie - 3;

  const auto all = components_of(s, 1);

  ASSERT_TRUE(all);
  EXPECT_TRUE(all->open.empty());
  EXPECT_EQ(all->components[0].eigenvalue.nearest, 0x1p53);
}

// Five integers whose squares sum to 4^54, the first odd and above 2^53: its part of 2^54 lies between two doubles.
TEST(PrincipalComponents, DecideATieInADirection) {
  const std::vector<long> parts{17365255518676837, 2998503994498835, 2732476388820046, 2169906378305489,
                                1341829839582885};
  Vector<Rational> u(5);
  for (Index i = 0; i < 5; ++i) u(i) = numeric::times_power_of_two(Rational(parts[static_cast<std::size_t>(i)]), -54);
  ASSERT_EQ(Rational(u.squaredNorm()), 1);

  const auto all = components_of(Matrix<Rational>(u * u.transpose() * Rational(7, 3)), 1);

  ASSERT_TRUE(all);
  EXPECT_TRUE(all->open.empty());
  EXPECT_EQ(all->components[0].direction[0].nearest, std::ldexp(17365255518676836.0, -54));
  EXPECT_EQ(all->components[0].direction[4].nearest, std::ldexp(1341829839582885.0, -54));
}

// Two blocks: the direction of one is exactly zero in the other.
TEST(PrincipalComponents, AreZeroOutsideOfTheirBlock) {
  Matrix<Rational> s(4, 4);
  s << 2, 1, 0, 0, 1, 1, 0, 0, 0, 0, 7, 1, 0, 0, 1, 5;

  const auto all = components_of(s, 4, 40);

  ASSERT_TRUE(all);
  EXPECT_TRUE(all->open.empty());
  for (const Index i : {0, 1}) {
    const auto& direction = all->components[static_cast<std::size_t>(i)].direction;
    EXPECT_TRUE(direction[0].enclosure.is_exact());
    EXPECT_EQ(direction[0].nearest, 0.0);
    EXPECT_EQ(direction[1].nearest, 0.0);
  }
}

// u_2 of this matrix is antisymmetric, its middle entry 0, and s_2 irrational: 400 digits round that to 0, 100 do not.
TEST(PrincipalComponents, SayWhereAZeroIsNotDecided) {
  Matrix<Rational> s(5, 5);
  s << 9, 1, 1, 0, 0, 1, 5, 1, 0, 0, 1, 1, 7, 1, 1, 0, 0, 1, 5, 1, 0, 0, 1, 1, 9;

  const auto few = components_of(s, 2, 100), enough = components_of(s, 2);

  ASSERT_TRUE(few && enough);
  EXPECT_EQ(few->open, std::vector<std::string>{"the rounding of 1 entries of direction 2"});
  EXPECT_FALSE(few->components[1].direction[2].nearest.has_value());
  EXPECT_TRUE(enough->open.empty());
  EXPECT_EQ(enough->components[1].direction[2].nearest, 0.0);
  EXPECT_EQ(few->components[1].direction[0].nearest, enough->components[1].direction[0].nearest);
}

// s_2 = s_3 = (3 + sqrt 5)/2: equal by the characteristic polynomial, and no enclosure tells.
TEST(PrincipalComponents, GiveTheSpaceOfEqualEigenvalues) {
  Matrix<Rational> s = Matrix<Rational>::Constant(5, 5, Rational(0));
  s(0, 0) = 9;
  for (const Index i : {1, 3}) {
    s(i, i) = 2;
    s(i, i + 1) = s(i + 1, i) = s(i + 1, i + 1) = 1;
  }

  const auto all = components_of(s, 2);

  ASSERT_TRUE(all);
  EXPECT_TRUE(all->open.empty());
  ASSERT_EQ(all->spaces.size(), 2U);
  EXPECT_TRUE(all->spaces[1].is_equal);
  EXPECT_EQ(all->spaces[1].size, 2);
  EXPECT_TRUE(all->components[1].direction.empty());
  EXPECT_TRUE(all->components[1].eigenvalue.nearest.has_value());
  const std::optional<Matrix<Ball>> basis = canonical_basis(all->spaces[1]);
  ASSERT_TRUE(basis.has_value());
  // u = (a, b) of the block [2 1; 1 1], once in either place.
  const Ball large = (Ball(3) + sqrt(Ball(5).at(Precision{300}))) / Ball(2), slope = large - Ball(2);
  const Ball a = Ball(1) / sqrt(Ball(1) + sqr(slope));
  EXPECT_TRUE((*basis)(1, 0).overlaps(a));
  EXPECT_TRUE((*basis)(2, 0).overlaps(a * slope));
  EXPECT_TRUE((*basis)(3, 1).overlaps(a));
  EXPECT_TRUE((*basis)(4, 0).contains(Rational(0)));
}

TEST(PrincipalComponents, SayWhichEigenvaluesAreNotSeparated) {
  Matrix<Rational> s(2, 2);
  const Rational little = Rational(1, pow(Integer(10), 60U));
  s << 2, little, little, 2;

  const auto coarse = components_of(s, 1, 20, 1, 10), fine = components_of(s, 1);

  ASSERT_TRUE(coarse && fine);
  EXPECT_EQ(coarse->open, std::vector<std::string>{"s_1 and s_2 are neither separated nor proved equal"});
  EXPECT_FALSE(coarse->spaces[0].is_equal);
  EXPECT_FALSE(coarse->gap.has_value());
  EXPECT_TRUE(fine->open.empty());
  EXPECT_EQ(fine->components[0].direction[0].nearest, std::sqrt(0.5));
}

std::vector<double> doubles_of(const PrincipalComponents& all) {
  std::vector<double> doubles;
  for (const PrincipalComponent& one : all.components) {
    doubles.insert(doubles.end(), {*one.eigenvalue.nearest, *one.variance->nearest, *one.ratio->nearest});
    for (const Rounded& entry : one.direction) doubles.push_back(*entry.nearest);
  }
  return doubles;
}

TEST(PrincipalComponents, AreTheSameForEveryPrecisionAndNumberOfJobs) {
  std::mt19937_64 engine(5);
  Matrix<Rational> x(6, 9);
  for (Rational& entry : x.reshaped()) entry = Rational(static_cast<long>(engine() % 2001) - 1000, 128);
  const Matrix<Rational> s = x * x.transpose();

  const auto all = components_of(s, 4);

  ASSERT_TRUE(all);
  EXPECT_EQ(doubles_of(*all), doubles_of(*components_of(s, 4, 400, 2)));
  EXPECT_EQ(doubles_of(*all), doubles_of(*components_of(s, 4, 400, 1, 90)));
}

TEST(PrincipalComponents, ScaleWithTheUnitByPowersOfTwo) {
  std::mt19937_64 engine(6);
  Matrix<Rational> x(5, 8);
  for (Rational& entry : x.reshaped()) entry = static_cast<long>(engine() % 101) - 50;
  const Matrix<Rational> s = x * x.transpose();
  const auto all = components_of(s, 3), scaled = components_of(numeric::times_power_of_two(s, -40), 3);

  ASSERT_TRUE(all && scaled);
  for (std::size_t i = 0; i < 3; ++i) {
    const PrincipalComponent &one = all->components[i], &other = scaled->components[i];
    EXPECT_EQ(std::ldexp(*one.eigenvalue.nearest, -40), *other.eigenvalue.nearest);
    EXPECT_EQ(std::ldexp(*one.singular_value.nearest, -20), *other.singular_value.nearest);
    EXPECT_EQ(*one.ratio->nearest, *other.ratio->nearest);
    for (std::size_t j = 0; j < 5; ++j) EXPECT_EQ(one.direction[j].nearest, other.direction[j].nearest);
  }
}

TEST(ExactEigenvaluesOf, AMatrixAreRationalOrNot) {
  Matrix<Rational> s(3, 3);
  s << 2, 1, 0, 1, 1, 0, 0, 0, Rational(5, 3);
  ExactEigenvalues exact(s);
  const auto around = [](const Rational& x) {
    return Ball(x, Precision{64}).widened(Ball(Rational(1, 1000), Precision{64}));
  };

  EXPECT_EQ(exact.rational_in(around(Rational(5, 3))), Rational(5, 3));
  EXPECT_FALSE(exact.rational_in(around(Rational(2618, 1000))).has_value());
  EXPECT_FALSE(exact.rational_in(Ball(2).widened(Ball(1))).has_value());  // wider than 1/3
  EXPECT_TRUE(exact.are_equal_in(around(Rational(5, 3))));
  EXPECT_FALSE(exact.are_equal_in(Ball(2).widened(Ball(1))));
}

}  // namespace
}  // namespace laecert::studies
