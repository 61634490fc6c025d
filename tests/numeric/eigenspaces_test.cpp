#include "numeric/eigenspaces.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "numeric/errors.hpp"

namespace laecert::numeric {
namespace {

// S = Q diag(values) Q^T with an orthogonal Q of rationals: a product of reflections.
struct Known {
  Matrix<Rational> s, q;
};

Known with_spectrum(const std::vector<Rational>& values, std::mt19937_64& engine) {
  const auto m = static_cast<Index>(values.size());
  Matrix<Rational> q = Matrix<Rational>::Identity(m, m);
  for (int reflection = 0; reflection < 3; ++reflection) {
    Vector<Rational> v(m);
    for (Rational& x : v) x = static_cast<long>(engine() % 7) + 1;
    const Rational scale = Rational(2) / v.squaredNorm();
    const Matrix<Rational> reflected = q - v * (v.transpose() * q) * scale;
    q = reflected;
  }
  Matrix<Rational> d = Matrix<Rational>::Constant(m, m, Rational(0));
  for (Index i = 0; i < m; ++i) d(i, i) = values[static_cast<std::size_t>(i)];
  return {q * d * q.transpose(), q};
}

// |(1 - P) U|^2 for the projector P onto columns of Q: no more than the distance to any basis of its range.
Rational square_outside(const Matrix<Rational>& q, const Eigenspace& space) {
  Rational sum = 0;
  for (Index j = 0; j < q.cols(); ++j) {
    if (space.first <= j && j < space.first + space.size) continue;
    for (Index c = 0; c < space.size; ++c) {
      Rational load = 0;
      for (Index i = 0; i < q.rows(); ++i) load += q(i, j) * space.basis(i, c).exact_midpoint();
      sum += load * load;
    }
  }
  return sum;
}

TEST(Eigenspaces, ContainTheExactOnes) {
  std::mt19937_64 engine(1);
  for (int trial = 0; trial < 20; ++trial) {
    const Known known = with_spectrum({9, 4, 4, Rational(7, 3), 1, 0}, engine);

    const auto spaces = enclose_leading_eigenspaces(known.s, 4, Precision::of_digits(40));

    ASSERT_TRUE(spaces);
    ASSERT_EQ(spaces->spaces.size(), 3U);
    EXPECT_EQ(spaces->spaces[1].size, 2);
    EXPECT_TRUE(spaces->values[0].contains(Rational(9)) && spaces->values[2].contains(Rational(4)));
    for (const Eigenspace& space : spaces->spaces) {
      ASSERT_TRUE(space.radius);
      const Rational radius = space.radius->exact_midpoint();
      EXPECT_LE(square_outside(known.q, space), radius * radius);
      EXPECT_LT(space.radius->upper(), 1e-35);
    }
  }
}

// The column itself against +- the exact unit eigenvector: its length counts, too.
TEST(Eigenspaces, HoldUnitVectors) {
  std::mt19937_64 engine(2);
  const Known known = with_spectrum({5, 3, 2, 1}, engine);
  const auto spaces = enclose_leading_eigenspaces(known.s, 4, Precision::of_digits(30));

  ASSERT_TRUE(spaces);
  for (const Eigenspace& space : spaces->spaces) {
    Rational plus = 0, minus = 0;
    for (Index i = 0; i < 4; ++i) {
      const Rational x = space.basis(i, 0).exact_midpoint(), u = known.q(i, space.first);
      plus += (x - u) * (x - u);
      minus += (x + u) * (x + u);
    }
    const Rational radius = space.radius->exact_midpoint();
    EXPECT_LE(std::min(plus, minus), radius * radius);
  }
}

TEST(Eigenspaces, JoinWhatTooFewDigitsDoNotSeparate) {
  std::mt19937_64 engine(3);
  const Rational close = 4 + Rational(1, pow(Integer(10), 50U));
  const Known known = with_spectrum({9, close, 4, 1}, engine);

  const auto coarse = enclose_leading_eigenspaces(known.s, 2, Precision::of_digits(30));
  const auto fine = enclose_leading_eigenspaces(known.s, 2, Precision::of_digits(90));

  ASSERT_TRUE(coarse && fine);
  ASSERT_EQ(coarse->spaces.back().size, 2);  // reaches beyond the two that were asked for
  EXPECT_LE(square_outside(known.q, coarse->spaces.back()), sqr(*coarse->spaces.back().radius).exact_midpoint());
  EXPECT_EQ(fine->spaces.back().size, 1);
}

// Where the gap is small, a direction is much farther off than its length: what counts is the residual over the gap.
TEST(Eigenspaces, AreAsFarOffAsTheGapIsSmall) {
  std::mt19937_64 engine(4);
  const Rational close = 4 + Rational(1, pow(Integer(10), 25U));
  const Known known = with_spectrum({9, close, 4, 1}, engine);

  const auto spaces = enclose_leading_eigenspaces(known.s, 3, Precision::of_digits(40));

  ASSERT_TRUE(spaces);
  ASSERT_EQ(spaces->spaces.size(), 3U);
  for (const Eigenspace& space : spaces->spaces) {
    const Rational radius = space.radius->exact_midpoint();
    EXPECT_LE(square_outside(known.q, space), radius * radius);
  }
  EXPECT_LT(spaces->spaces[0].radius->upper() * 1e15, spaces->spaces[1].radius->upper());
}

TEST(Eigenspaces, AreTheWholeSpaceForOneEigenvalue) {
  const Matrix<Rational> s = Matrix<Rational>::Identity(3, 3) * Rational(2, 3);
  const auto spaces = enclose_leading_eigenspaces(s, 1, Precision::of_digits(30));

  ASSERT_TRUE(spaces);
  ASSERT_EQ(spaces->spaces.size(), 1U);
  EXPECT_EQ(spaces->spaces[0].size, 3);
  EXPECT_LT(spaces->spaces[0].radius->upper(), 1e-25);
}

TEST(Eigenspaces, AskForACountThatThereIs) {
  const Matrix<Rational> s = Matrix<Rational>::Identity(3, 3);

  EXPECT_THROW((void)enclose_leading_eigenspaces(s, 0, Precision{64}), PreconditionError);
  EXPECT_THROW((void)enclose_leading_eigenspaces(s, 4, Precision{64}), PreconditionError);
}

}  // namespace
}  // namespace laecert::numeric
