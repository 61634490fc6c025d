#include "numeric/eigen_traits.hpp"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <cstdint>

#include "numeric/matrix.hpp"
#include "numeric/random.hpp"
#include "tests/numeric/contains.hpp"

namespace laecert::numeric {
namespace {

constexpr std::uint64_t eigen_traits_seed = 20240922;

Matrix<Rational> random_matrix(SplitMix64& random, Index rows, Index columns) {
  Matrix<Rational> a(rows, columns);
  for (Index i = 0; i < rows; ++i) {
    for (Index j = 0; j < columns; ++j) a(i, j) = random.rational(30) / Rational(Integer(random.between(1, 9)));
  }
  return a;
}

Matrix<Rational> product_by_hand(const Matrix<Rational>& a, const Matrix<Rational>& b) {
  Matrix<Rational> c(a.rows(), b.cols());
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < b.cols(); ++j) {
      Rational sum(0);
      for (Index l = 0; l < a.cols(); ++l) sum += a(i, l) * b(l, j);
      c(i, j) = sum;
    }
  }
  return c;
}

bool contains(const Ball& x, const Rational& point) { return x.contains(point); }

bool contains(const Rational& x, const Rational& point) { return x == point; }

template <class S>
class MatrixProduct : public ::testing::Test {};
using EnclosingScalars = ::testing::Types<Rational, Ball, DoubleBall>;
TYPED_TEST_SUITE(MatrixProduct, EnclosingScalars);

TYPED_TEST(MatrixProduct, ContainsTheExactProduct) {
  SplitMix64 random(eigen_traits_seed);
  // 30 is beyond the size at which Eigen changes from its plain to its blocked product.
  for (const Index size : {1, 3, 30}) {
    const Matrix<Rational> a = random_matrix(random, size, size + 1);
    const Matrix<Rational> b = random_matrix(random, size + 1, size);
    const Matrix<Rational> exact = product_by_hand(a, b);

    const Matrix<TypeParam> c = lift_matrix<TypeParam>(a, {64}) * lift_matrix<TypeParam>(b, {64});

    for (Index i = 0; i < size; ++i) {
      for (Index j = 0; j < size; ++j) ASSERT_TRUE(contains(c(i, j), exact(i, j))) << "seed " << eigen_traits_seed;
    }
  }
}

TYPED_TEST(MatrixProduct, TakesTransposesSumsAndScalars) {
  SplitMix64 random(eigen_traits_seed);
  const Matrix<Rational> a = random_matrix(random, 3, 2);
  const Matrix<TypeParam> x = lift_matrix<TypeParam>(a, {64});

  const Matrix<TypeParam> gram = x.transpose() * x + Matrix<TypeParam>::Identity(2, 2) * TypeParam(2);
  const TypeParam trace = gram.trace();

  Rational exact(4);
  for (Index i = 0; i < 3; ++i) exact += a(i, 0) * a(i, 0) + a(i, 1) * a(i, 1);
  EXPECT_TRUE(contains(trace, exact));
}

TYPED_TEST(MatrixProduct, StartsFromExactZeros) {
  const Matrix<TypeParam> zero = Matrix<TypeParam>::Zero(2, 2);

  EXPECT_TRUE(contains(zero(1, 0), Rational(0)));
}

TEST(SelfAdjointEigenSolver, DecomposesRealMatricesToTheirPrecision) {
  const Precision precision = Precision::of_digits(60);
  const PrecisionScope scope(precision);
  SplitMix64 random(eigen_traits_seed);
  const Matrix<Rational> half = random_matrix(random, 6, 6);
  const Matrix<Rational> symmetric = half + Matrix<Rational>(half.transpose());
  const Matrix<Real> a = lift_matrix<Real>(symmetric, precision);

  const Eigen::SelfAdjointEigenSolver<Matrix<Real>> solver(a);

  ASSERT_EQ(solver.info(), Eigen::Success);
  const Matrix<Real> v = solver.eigenvectors();
  const Matrix<Real> residual = a * v - v * solver.eigenvalues().asDiagonal();
  const Matrix<Real> defect = v.transpose() * v - Matrix<Real>::Identity(6, 6);
  // The entries are at most 2, so the norm of a is at most 12: a hundred units of 12 in the last place.
  const Real tolerance = 1200 * ldexp(Real(1), -static_cast<int>(precision.bits));
  for (Index i = 0; i < 6; ++i) {
    for (Index j = 0; j < 6; ++j) EXPECT_TRUE(abs(residual(i, j)) < tolerance && abs(defect(i, j)) < tolerance);
  }
  for (Index i = 0; i + 1 < 6; ++i) EXPECT_LE(solver.eigenvalues()(i), solver.eigenvalues()(i + 1));
}

TEST(NumTraits, GiveRealTheEpsilonOfTheScope) {
  const PrecisionScope scope(Precision::of_digits(60));

  const Real epsilon = Eigen::NumTraits<Real>::epsilon();

  EXPECT_TRUE(epsilon > 0 && epsilon < Real(Rational(1, pow(Integer(10), 59U))));
  EXPECT_TRUE(Real(1) + epsilon > Real(1));
}

// No silent answers: what compares enclosures does not compile.
template <class S>
concept HasEpsilon = requires { Eigen::NumTraits<S>::epsilon(); };
template <class S>
concept HasOrderedBounds = requires { Eigen::NumTraits<S>::lowest(); };
static_assert(!HasEpsilon<Ball> && !HasEpsilon<Rational> && !HasEpsilon<DoubleBall> && HasEpsilon<Real>);
static_assert(!HasOrderedBounds<Ball> && !HasOrderedBounds<DoubleBall> && !HasOrderedBounds<Real>);

}  // namespace
}  // namespace laecert::numeric
