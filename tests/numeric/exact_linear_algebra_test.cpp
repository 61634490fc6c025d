#include "numeric/exact_linear_algebra.hpp"

#include <gtest/gtest.h>

#include <random>

#include "numeric/errors.hpp"

namespace laecert::numeric {
namespace {

Matrix<Rational> random_matrix(std::mt19937_64& engine, Index rows, Index cols) {
  Matrix<Rational> a(rows, cols);
  for (Rational& x : a.reshaped())
    x = Rational(static_cast<long>(engine() % 19) - 9, 1 + static_cast<long>(engine() % 5));
  return a;
}

/// (x - r_1) (x - r_2) ...
RationalPolynomial with_roots(const std::vector<Rational>& roots) {
  RationalPolynomial p({Rational(1)});
  for (const Rational& r : roots) p = p * RationalPolynomial({-r, Rational(1)});
  return p;
}

bool all_zero(const Matrix<Rational>& a) {
  return std::all_of(a.data(), a.data() + a.size(), [](const Rational& x) { return x == 0; });
}

TEST(CharacteristicPolynomial, OfAHandWorkedMatrix) {
  Matrix<Rational> a(2, 2);
  a << Rational(1, 2), 1, 1, Rational(1, 3);

  const RationalPolynomial p = characteristic_polynomial(a);

  EXPECT_EQ(p, RationalPolynomial({Rational(-5, 6), Rational(-5, 6), Rational(1)}));
}

TEST(CharacteristicPolynomial, IsFreshForEveryCall) {
  // FLINT 2.9.0 answers wrongly into a polynomial that held a larger one.
  std::mt19937_64 engine(1);
  for (const Index n : {9, 3, 8, 1, 5}) {
    const Matrix<Rational> a = random_matrix(engine, n, n);
    const RationalPolynomial p = characteristic_polynomial(a);

    const Matrix<Rational> shifted = Matrix<Rational>::Identity(n, n) * Rational(2, 7) - a;

    EXPECT_EQ(p.degree(), n);
    EXPECT_EQ(p(Rational(2, 7)), exact_determinant(shifted));
    EXPECT_EQ(p.coefficients().back(), 1);
  }
}

TEST(CharacteristicPolynomial, OfTheEmptyMatrixIsOne) {
  EXPECT_EQ(characteristic_polynomial(Matrix<Rational>(0, 0)), RationalPolynomial({Rational(1)}));
}

TEST(RootCounts, CountPlantedRootsWithMultiplicity) {
  const RationalPolynomial p = with_roots({Rational(1, 3), Rational(1, 3), Rational(1, 3), -2, 0, 0, 7});

  EXPECT_EQ(root_multiplicity(p, Rational(1, 3)), 3);
  EXPECT_EQ(root_multiplicity(p, 0), 2);
  EXPECT_EQ(root_multiplicity(p, 1), 0);
  EXPECT_EQ(count_roots_above(p, 0), 4);
  EXPECT_EQ(count_roots_above(p, Rational(1, 3)), 1);
  EXPECT_EQ(count_roots_above(p, -2), 6);
  EXPECT_EQ(count_roots_above(p, -3), 7);
  EXPECT_EQ(count_roots_above(p, 7), 0);
}

TEST(RootCounts, ANearlyEqualRootIsNotEqual) {
  const Rational near = Rational(1, 3) + Rational(1) / pow(Integer(10), 60);
  const RationalPolynomial p = with_roots({Rational(1, 3), near});

  EXPECT_FALSE(has_repeated_root(p));
  EXPECT_EQ(root_multiplicity(p, Rational(1, 3)), 1);
  EXPECT_EQ(count_roots_above(p, Rational(1, 3)), 1);
  EXPECT_TRUE(has_repeated_root(with_roots({near, near})));
}

TEST(SquarefreeDecomposition, SortsRootsByMultiplicity) {
  const auto factors = squarefree_decomposition(with_roots({5, Rational(1, 2), Rational(1, 2), 3, 3, -1, -1, -1}));

  ASSERT_EQ(factors.size(), 3U);
  EXPECT_EQ(factors[0].multiplicity, 1);
  EXPECT_EQ(factors[0].factor(5), 0);
  EXPECT_EQ(factors[1].multiplicity, 2);
  EXPECT_EQ(factors[1].factor.degree(), 2);
  EXPECT_EQ(factors[1].factor(Rational(1, 2)), 0);
  EXPECT_EQ(factors[1].factor(3), 0);
  EXPECT_EQ(factors[2].multiplicity, 3);
  EXPECT_EQ(factors[2].factor(-1), 0);
}

TEST(Nullspace, IsAnnihilatedAndComplete) {
  std::mt19937_64 engine(2);
  for (int trial = 0; trial < 50; ++trial) {
    const Index rank = 1 + static_cast<Index>(engine() % 3);
    const Matrix<Rational> a = random_matrix(engine, 4, rank) * random_matrix(engine, rank, 6);
    const Matrix<Rational> basis = exact_nullspace(a);
    const Matrix<Rational> image = a * basis;

    EXPECT_TRUE(all_zero(image));
    EXPECT_EQ(basis.cols() + exact_rank(a), 6);
    EXPECT_EQ(exact_rank(basis), basis.cols());
    EXPECT_EQ(static_cast<Index>(pivot_columns(a).size()), exact_rank(a));
  }
}

TEST(Nullspace, OfEmptyAndZeroMatrices) {
  EXPECT_EQ(exact_nullspace(Matrix<Rational>(0, 3)).cols(), 3);
  EXPECT_EQ(exact_nullspace(Matrix<Rational>::Constant(2, 3, Rational(0))).cols(), 3);
  EXPECT_EQ(exact_nullspace(Matrix<Rational>(3, 0)).cols(), 0);
  EXPECT_EQ(exact_rank(Matrix<Rational>(3, 0)), 0);
}

TEST(PivotColumns, SkipDependentColumns) {
  Matrix<Rational> a(2, 4);
  a << 0, 1, 2, 0, 0, 1, 2, 3;

  EXPECT_EQ(pivot_columns(a), (std::vector<Index>{1, 3}));
}

TEST(Solve, InvertsARegularMatrixAndRefusesASingularOne) {
  std::mt19937_64 engine(3);
  const Matrix<Rational> a = random_matrix(engine, 5, 5);
  const Matrix<Rational> b = random_matrix(engine, 5, 2);
  Matrix<Rational> singular = a;
  singular.col(4) = a.col(0) + a.col(1);

  const auto x = exact_solve(a, b);

  ASSERT_NE(exact_determinant(a), 0);
  ASSERT_TRUE(x.has_value());
  const Matrix<Rational> rest = a * *x - b;
  EXPECT_TRUE(all_zero(rest));
  EXPECT_EQ(exact_determinant(singular), 0);
  EXPECT_FALSE(exact_solve(singular, b).has_value());
}

TEST(ExactLinearAlgebra, WrongShapesAreRefused) {
  const Matrix<Rational> a = Matrix<Rational>::Constant(2, 3, Rational(1));

  EXPECT_THROW(characteristic_polynomial(a), PreconditionError);
  EXPECT_THROW(exact_determinant(a), PreconditionError);
  EXPECT_THROW(exact_solve(a, a), PreconditionError);
  EXPECT_THROW(root_multiplicity(RationalPolynomial(), 0), PreconditionError);
  EXPECT_THROW(count_roots_above(RationalPolynomial(), 0), PreconditionError);
  EXPECT_THROW(has_repeated_root(RationalPolynomial()), PreconditionError);
  EXPECT_THROW(squarefree_decomposition(RationalPolynomial()), PreconditionError);
}

}  // namespace
}  // namespace laecert::numeric
