#include "theory/spectrum.hpp"

#include <gmock/gmock.h>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/random.hpp"
#include "theory/instances.hpp"

namespace laecert::theory {
namespace {

using problem::Instance;
using ::testing::ElementsAre;

Rational power_of_ten(int exponent) {
  return Rational(numeric::Integer(1), pow(numeric::Integer(10), static_cast<unsigned>(-exponent)));
}

void expect_values(const Spectrum& spectrum, const Vector<Rational>& s) {
  ASSERT_EQ(spectrum.m(), s.size());
  for (Index i = 0; i < s.size(); ++i) {
    const Ball& value = spectrum.values[static_cast<std::size_t>(i)];
    EXPECT_TRUE(value.contains(s(i))) << i;
    EXPECT_LE(value.radius().exact_midpoint(), power_of_ten(-40)) << i;
  }
}

TEST(Spectrum, OfADiagonalGramMatrixIsExact) {
  Matrix<Rational> gram = Matrix<Rational>::Zero(4, 4);
  gram.diagonal() << 4, 9, 0, Rational(9, 4);

  const Outcome<Spectrum> spectrum =
      decide_spectrum(Instance::from_gram(gram, {.name = {}, .k = 2, .lambda = 3}), 30, 200);

  ASSERT_TRUE(spectrum.decided());
  expect_values(*spectrum, rationals({9, 4, Rational(9, 4), 0}));
  ASSERT_TRUE(spectrum->exact.has_value());
  EXPECT_EQ(spectrum->exact->U(1, 0), 1);
  EXPECT_EQ(spectrum->q, 2);
  EXPECT_EQ(spectrum->zero_multiplicity, 1);
  EXPECT_EQ(spectrum->wall_multiplicity, 0);
  EXPECT_TRUE(spectrum->distinct_above);
  EXPECT_TRUE(spectrum->lambda_gap->contains(Rational(3, 4)));
  EXPECT_TRUE(spectrum->separation->contains(Rational(5)));
  // 1 - 3/9 is not a rational square, so there are no exact roots.
  EXPECT_FALSE(spectrum->exact->d.has_value());
}

TEST(Spectrum, EnclosedHoldsTheExactOne) {
  const Vector<Rational> s = rationals({20, 11, Rational(13, 2), 1, 0, 0});
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(seed);
    const Matrix<Rational> gram = turned(s, seed);

    const Outcome<Spectrum> spectrum =
        decide_spectrum(Instance::from_gram(gram, {.name = {}, .k = 2, .lambda = 5}), 30, 200);

    ASSERT_TRUE(spectrum.decided()) << spectrum.reason().text;
    expect_values(*spectrum, s);
    EXPECT_FALSE(spectrum->exact.has_value());
    EXPECT_EQ(spectrum->q, 3);
    EXPECT_EQ(spectrum->zero_multiplicity, 2);
    EXPECT_THAT(spectrum->groups, ElementsAre(Group{0, 1}, Group{1, 1}, Group{2, 1}, Group{3, 1}, Group{4, 2}));
    EXPECT_TRUE(spectrum->lambda_gap->contains(Rational(3, 2)));
    EXPECT_TRUE(spectrum->separation->contains(Rational(9, 2)));
    EXPECT_TRUE(spectrum->values[4].is_exact());
  }
}

// The rational eigenvectors are columns of the frame, up to sign: one of the two is within the radius.
void expect_enclosed_vector(const Spectrum& spectrum, const Matrix<Rational>& U, Index column) {
  const auto& radius = spectrum.vector_radii[static_cast<std::size_t>(column)];
  ASSERT_TRUE(radius.has_value());
  Rational same = 0, opposite = 0;
  for (Index i = 0; i < U.rows(); ++i) {
    const Rational entry = spectrum.vectors(i, column).exact_midpoint();
    same += (entry - U(i, column)) * (entry - U(i, column));
    opposite += (entry + U(i, column)) * (entry + U(i, column));
  }
  const Rational r = radius->exact_midpoint();
  EXPECT_TRUE(same <= r * r || opposite <= r * r);
  EXPECT_FALSE(same <= r * r && opposite <= r * r);
}

TEST(Spectrum, EnclosesSimpleEigenvectors) {
  const Vector<Rational> s = rationals({20, 11, 2, 2});
  const Matrix<Rational> U = random_orthogonal(4, 9), gram = turned(s, 9);

  const Outcome<Spectrum> spectrum =
      decide_spectrum(Instance::from_gram(gram, {.name = {}, .k = 2, .lambda = 5}), 30, 200);

  ASSERT_TRUE(spectrum.decided());
  for (Index column = 0; column < 2; ++column) {
    expect_enclosed_vector(*spectrum, U, column);
    EXPECT_LE(spectrum->vector_radii[static_cast<std::size_t>(column)]->exact_midpoint(), power_of_ten(-35));
  }
  EXPECT_FALSE(spectrum->vector_radii[2].has_value());
}

// An eigenvector is as uncertain as the nearer of its two neighbours makes it, above or below.
TEST(Spectrum, EnclosesEigenvectorsNearANeighbour) {
  const Vector<Rational> s = rationals({900, 9 + power_of_ten(-12), 9, 1});
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(seed);

    const Outcome<Spectrum> spectrum =
        decide_spectrum(Instance::from_gram(turned(s, seed), {.name = {}, .k = 2, .lambda = 5}), 30, 200);

    ASSERT_TRUE(spectrum.decided()) << spectrum.reason().text;
    for (Index column = 0; column < 4; ++column) expect_enclosed_vector(*spectrum, random_orthogonal(4, seed), column);
  }
}

TEST(Spectrum, SignsMakeTheFirstLargestEntryPositive) {
  Matrix<Rational> gram(2, 2);
  gram << 5, -3, -3, 5;  // eigenvalues 8, 2; eigenvectors (1, -1), (1, 1) up to length: both entries are largest

  const Outcome<Spectrum> spectrum =
      decide_spectrum(Instance::from_gram(gram, {.name = {}, .k = 1, .lambda = 1}), 30, 200);

  EXPECT_GT(spectrum->vectors(0, 0).exact_midpoint(), 0);
  EXPECT_LT(spectrum->vectors(1, 0).exact_midpoint(), 0);
  EXPECT_GT(spectrum->vectors(0, 1).exact_midpoint(), 0);
}

TEST(Spectrum, ProvesEqualityAndTheWall) {
  const Vector<Rational> s = rationals({7, 7, 5, 5, 1});

  const Outcome<Spectrum> spectrum =
      decide_spectrum(Instance::from_gram(turned(s, 4), {.name = {}, .k = 2, .lambda = 5}), 30, 200);

  ASSERT_TRUE(spectrum.decided());
  EXPECT_THAT(spectrum->groups, ElementsAre(Group{0, 2}, Group{2, 2}, Group{4, 1}));
  EXPECT_EQ(spectrum->q, 2);
  EXPECT_EQ(spectrum->wall_multiplicity, 2);
  EXPECT_FALSE(spectrum->distinct_above);
  EXPECT_FALSE(spectrum->separation.has_value());
  EXPECT_TRUE(spectrum->lambda_gap->contains(Rational(2)));
}

// Two eigenvalues 10^-80 apart: 40 digits cannot separate them, 160 can. Equality must not be believed meanwhile.
TEST(Spectrum, NeedsEnoughDigitsToSeparate) {
  const Vector<Rational> s = rationals({7 + power_of_ten(-80), 7, 1});
  const Instance near = Instance::from_gram(turned(s, 4), {.name = {}, .k = 2, .lambda = 5});

  EXPECT_FALSE(decide_spectrum(near, 10, 40).decided());
  const Outcome<Spectrum> spectrum = decide_spectrum(near, 10, 160);
  ASSERT_TRUE(spectrum.decided()) << spectrum.reason().text;
  EXPECT_TRUE(spectrum->distinct_above);
  EXPECT_EQ(spectrum->groups.size(), 3U);
}

// More zeros than a polynomial is computed for: exact ranks decide them, and the wall.
TEST(Spectrum, DecidesZerosAndTheWallOfLargeGramMatrices) {
  const Index m = 210, n = 4;
  Matrix<Rational> samples(m, n);
  for (Index i = 0; i < m; ++i) {
    for (Index j = 0; j < n; ++j) samples(i, j) = Rational((i * (j + 3) + j * j) % 11 - 5);
  }
  // A variable of its own: an eigenvalue 36 = lambda.
  samples.row(0).setZero();
  samples.col(n - 1).setZero();
  samples(0, n - 1) = 6;
  const Matrix<Rational> gram = samples.lazyProduct(samples.transpose());

  const Outcome<Spectrum> spectrum =
      decide_spectrum(Instance::from_gram(gram, {.name = {}, .k = 2, .lambda = 36}), 10, 20);

  ASSERT_TRUE(spectrum.decided()) << spectrum.reason().text;
  EXPECT_EQ(spectrum->zero_multiplicity, m - n);
  EXPECT_EQ(spectrum->wall_multiplicity, 1);
  EXPECT_EQ(spectrum->q, n - 1);
  EXPECT_EQ(spectrum->groups.size(), static_cast<std::size_t>(n + 1));
}

// The exact route: multiplicities and signs by the characteristic polynomial alone.
TEST(Spectrum, AgreesWithTheCharacteristicPolynomial) {
  const Rational lambda(5);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    numeric::SplitMix64 random(seed);
    Vector<Rational> s(5);
    for (Rational& value : s) value = Rational(static_cast<long>(random.below(4)) * 5, 2);
    const Matrix<Rational> gram = turned(s, seed);
    const numeric::RationalPolynomial p = numeric::characteristic_polynomial(gram);
    std::size_t distinct = 0;
    for (const numeric::PolynomialFactor& part : numeric::squarefree_decomposition(p)) {
      distinct += static_cast<std::size_t>(part.factor.degree());
    }

    const Outcome<Spectrum> spectrum =
        decide_spectrum(Instance::from_gram(gram, {.name = {}, .k = 2, .lambda = lambda}), 30, 200);

    ASSERT_TRUE(spectrum.decided()) << spectrum.reason().text;
    EXPECT_EQ(spectrum->q, numeric::count_roots_above(p, lambda));
    EXPECT_EQ(spectrum->zero_multiplicity, numeric::root_multiplicity(p, 0));
    EXPECT_EQ(spectrum->wall_multiplicity, numeric::root_multiplicity(p, lambda));
    EXPECT_EQ(spectrum->groups.size(), distinct);
  }
}

// 10^-80 is not zero, however few digits are allowed.
TEST(Spectrum, NeedsEnoughDigitsToSeparateZero) {
  const Vector<Rational> s = rationals({7, 2, power_of_ten(-80)});
  const Instance near = Instance::from_gram(turned(s, 4), {.name = {}, .k = 2, .lambda = 5});

  EXPECT_FALSE(decide_spectrum(near, 10, 40).decided());
  const Outcome<Spectrum> spectrum = decide_spectrum(near, 10, 160);
  ASSERT_TRUE(spectrum.decided()) << spectrum.reason().text;
  EXPECT_EQ(spectrum->zero_multiplicity, 0);
  EXPECT_TRUE(certainly(is_positive(spectrum->values[2])));
}

TEST(Spectrum, NeedsEnoughDigitsToSeparateLambda) {
  const Vector<Rational> s = rationals({7, 5 + power_of_ten(-80), 1});
  const Instance near = Instance::from_gram(turned(s, 4), {.name = {}, .k = 2, .lambda = 5});

  EXPECT_FALSE(decide_spectrum(near, 10, 40).decided());
  EXPECT_EQ(decide_spectrum(near, 10, 160)->q, 2);
}

// The eigenvalues are 19/2, 25/3 and 5. At some distance the enclosure of 19/2 leaves lambda out, yet meets lambda as
// it is rounded.
TEST(Spectrum, CountsWhatLiesAboveLambdaHoweverNear) {
  Matrix<Rational> gram(3, 3);
  gram << Rational(19, 2), 0, 0, 0, Rational(8675, 1681), Rational(-1200, 1681), 0, Rational(-1200, 1681),
      Rational(41215, 5043);

  for (const long digits : {10L, 30L, 60L}) {
    for (int exponent = 20; exponent <= 130; ++exponent) {
      for (const int side : {-1, 1}) {
        const Rational lambda = Rational(19, 2) * (1 + side * power_of_ten(-exponent));
        const Outcome<Spectrum> spectrum =
            decide_spectrum(Instance::from_gram(gram, {.name = {}, .k = 2, .lambda = lambda}), digits, 400);

        ASSERT_TRUE(spectrum.decided()) << "1e-" << exponent;
        EXPECT_EQ(spectrum->q, side < 0 ? 1 : 0) << digits << " digits, " << side << "e-" << exponent;
        EXPECT_TRUE(certainly(is_less(Ball(0), *spectrum->lambda_gap))) << digits << " digits, 1e-" << exponent;
      }
    }
  }
}

TEST(Spectrum, OfAnExactInstanceKeepsItsRoots) {
  const Instance instance = exact_instance({Rational(4, 5), Rational(1, 2)}, {2, 1}, 2, 3);

  const Outcome<Spectrum> spectrum = decide_spectrum(instance, 30, 200);

  ASSERT_TRUE(spectrum->exact && spectrum->exact->d);
  EXPECT_EQ((*spectrum->exact->d)(0), Rational(4, 5));
  EXPECT_EQ(spectrum->q, 2);
  const Matrix<Rational>& U = spectrum->exact->U;
  EXPECT_EQ(U.transpose().lazyProduct(U).eval(), (Matrix<Rational>::Identity(4, 4)));
  expect_values(*spectrum, rationals({Rational(25, 3), 4, 2, 1}));
}

TEST(Spectrum, RejectsImpossibleDigits) {
  const Instance instance = Instance::from_spectrum(rationals({2, 1}), {.name = {}, .k = 1, .lambda = 1});

  EXPECT_THROW((void)decide_spectrum(instance, 0, 10), PreconditionError);
  EXPECT_THROW((void)decide_spectrum(instance, 20, 10), PreconditionError);
}

TEST(ExactSquareRoot, IsExactOrNothing) {
  EXPECT_EQ(exact_square_root(Rational(9, 4)), Rational(3, 2));
  EXPECT_EQ(exact_square_root(0), Rational(0));
  EXPECT_FALSE(exact_square_root(2).has_value());
  EXPECT_FALSE(exact_square_root(Rational(1, 2)).has_value());
  EXPECT_THROW((void)exact_square_root(-1), PreconditionError);
}

}  // namespace
}  // namespace laecert::theory
