#include "numeric/eigenvalues.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "numeric/errors.hpp"

namespace laecert::numeric {
namespace {

/// Q diag(values) Q^T, Q a product of rational reflections: exactly orthogonal.
Matrix<Rational> with_eigenvalues(const std::vector<Rational>& values, std::mt19937_64& engine) {
  const auto n = static_cast<Index>(values.size());
  Matrix<Rational> q = Matrix<Rational>::Identity(n, n);
  // Products of reflections I - 2 v v^T / (v^T v) with small integer v.
  for (int reflection = 0; reflection < 3; ++reflection) {
    Vector<Rational> v(n);
    for (Rational& x : v) x = static_cast<long>(engine() % 5) + 1;
    const Rational square = v.squaredNorm();
    const Matrix<Rational> reflected = q - v * (v.transpose() * q) * Rational(Rational(2) / square);
    q = reflected;
  }
  Matrix<Rational> d = Matrix<Rational>::Constant(n, n, Rational(0));
  for (Index i = 0; i < n; ++i) d(i, i) = values[static_cast<std::size_t>(i)];
  return q * d * q.transpose();
}

Rational tiny(int exponent) { return Rational(1) / pow(Integer(10), static_cast<unsigned>(exponent)); }

TEST(EnclosedEigenvalues, OfAHandWorkedMatrix) {
  Matrix<Rational> s(2, 2);
  s << 2, 1, 1, 2;

  const auto system = enclose_eigensystem(s, Precision::of_digits(50));

  ASSERT_TRUE(system);
  EXPECT_TRUE(system->values[0].contains(Rational(3)));
  EXPECT_TRUE(system->values[1].contains(Rational(1)));
  EXPECT_TRUE(certainly(is_less(system->radius, Ball(tiny(48), Precision{64}))));
}

TEST(EnclosedEigenvalues, ContainPlantedOnesWithMultiplicities) {
  std::mt19937_64 engine(4);
  for (int trial = 0; trial < 20; ++trial) {
    const std::vector<Rational> values{9, Rational(7, 3), Rational(7, 3), Rational(7, 3), 0, 0, -1, -5};
    const Matrix<Rational> s = with_eigenvalues(values, engine);
    for (const long digits : {10, 30, 100}) {
      const auto system = enclose_eigensystem(s, Precision::of_digits(digits));

      ASSERT_TRUE(system);
      for (std::size_t i = 0; i < values.size(); ++i) EXPECT_TRUE(system->values[i].contains(values[i]));
      EXPECT_TRUE(certainly(is_less(system->radius, Ball(tiny(static_cast<int>(digits) - 3), Precision{64}))));
    }
  }
}

TEST(EnclosedEigenvalues, SeparateACloseClusterAtEnoughDigits) {
  std::mt19937_64 engine(5);
  const std::vector<Rational> values{3, Rational(1) + tiny(40), 1, -2};
  const Matrix<Rational> s = with_eigenvalues(values, engine);

  const auto coarse = enclose_eigensystem(s, Precision::of_digits(30));
  const auto fine = enclose_eigensystem(s, Precision::of_digits(200));

  ASSERT_TRUE(coarse && fine);
  EXPECT_TRUE(coarse->values[1].overlaps(coarse->values[2]));
  EXPECT_TRUE(certainly(is_less(fine->values[2], fine->values[1])));
  for (std::size_t i = 0; i < 4; ++i) EXPECT_TRUE(fine->values[i].contains(values[i]));
  EXPECT_TRUE(certainly(is_less(fine->radius, Ball(tiny(190), Precision{64}))));
}

TEST(EnclosedEigenvalues, HoldForEveryMemberOfAWideMatrix) {
  Matrix<Ball> s(2, 2);
  const Ball width(Rational(1, 100), Precision{64});
  s << Ball(2).widened(width), Ball(1).widened(width), Ball(1).widened(width), Ball(2).widened(width);

  const auto values = enclose_eigenvalues(s, Precision{64});

  ASSERT_TRUE(values);
  // diag(2, 2) + (1 -+ 1/100) [[0, 1], [1, 0]] + 1/100 I has the eigenvalues 3 + 2/100 and 1, and so on.
  EXPECT_TRUE((*values)[0].contains(Rational(302, 100)));
  EXPECT_TRUE((*values)[0].contains(Rational(298, 100)));
  EXPECT_TRUE((*values)[1].contains(Rational(102, 100)));
}

TEST(EnclosedEigenvalues, InDoubleHoldForEveryMemberOfAWideMatrix) {
  Eigen::MatrixXd mid(2, 2);
  mid << 2, 1, 1, 2;
  const MidRadMatrix s{mid, Eigen::MatrixXd::Constant(2, 2, 0x1p-7)};

  const auto values = enclose_eigenvalues(s, approx_eigenvectors(mid));

  ASSERT_TRUE(values);
  // [[2 + r, 1 + r], [1 + r, 2 + r]] has the eigenvalues 3 + 2r and 1, [[2 + r, 1 - r], [1 - r, 2 + r]] 3 and 1 + 2r.
  EXPECT_LE(3 + 0x1p-6 - (*values)[0].mid(), (*values)[0].rad());
  EXPECT_LE(1 + 0x1p-6 - (*values)[1].mid(), (*values)[1].rad());
}

TEST(EnclosedEigenvalues, HoldForVectorsFarFromOrthonormal) {
  // U = 1/2: |S U - U L| = 1/4 where the first of L is 1/2 from its eigenvalue, and 1 - |I - U^T U| = 1/4.
  Eigen::MatrixXd mid(2, 2);
  mid << 3, 0, 0, 1;
  const EigenProposal proposal{Eigen::Vector2d(2.5, 1.25), 0.5 * Eigen::MatrixXd::Identity(2, 2)};

  const auto values = enclose_eigenvalues(to_midrad(mid), proposal);

  ASSERT_TRUE(values);
  EXPECT_LE(std::fabs((*values)[0].mid() - 3), (*values)[0].rad());
  EXPECT_LE(std::fabs((*values)[1].mid() - 1), (*values)[1].rad());
}

TEST(EnclosedEigenvalues, TwoRoutesAgree) {
  std::mt19937_64 engine(6);
  for (int trial = 0; trial < 50; ++trial) {
    const auto n = static_cast<Index>(1 + engine() % 12);
    Matrix<Rational> s(n, n);
    for (Rational& x : s.reshaped()) x = Rational(static_cast<long>(engine() % 201) - 100, 7);
    const Matrix<Rational> symmetric = s + s.transpose();
    const MidRadMatrix enclosed = enclose_rational(symmetric);

    const auto balls = enclose_eigensystem(symmetric, Precision::of_digits(40));
    const auto doubles = enclose_eigenvalues(enclosed, approx_eigenvectors(enclosed.mid));

    ASSERT_TRUE(balls && doubles);
    for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
      const DoubleBall& wide = (*doubles)[i];
      EXPECT_TRUE(Ball(wide.mid(), Precision{64}).widened(Ball(wide.rad(), Precision{64})).contains(balls->values[i]));
      EXPECT_LT(wide.rad(), 1e-8);
    }
  }
}

TEST(EnclosedEigenvalues, AreUndecidedWithoutOrthonormalVectors) {
  const MidRadMatrix s = to_midrad(Eigen::MatrixXd(Eigen::MatrixXd::Identity(2, 2)));
  const EigenProposal wrong{Eigen::VectorXd::Ones(2), Eigen::MatrixXd::Ones(2, 2)};

  EXPECT_FALSE(enclose_eigenvalues(s, wrong));
}

TEST(EnclosedEigenvalues, ScaleDoesNotMatter) {
  std::mt19937_64 engine(7);
  for (const int exponent : {-400, 400}) {
    const Rational scale = exponent < 0 ? tiny(-exponent) : Rational(1) / tiny(exponent);
    const std::vector<Rational> values{Rational(scale * 3), scale, Rational(-scale)};
    const auto system = enclose_eigensystem(with_eigenvalues(values, engine), Precision::of_digits(40));

    ASSERT_TRUE(system);
    for (std::size_t i = 0; i < values.size(); ++i) EXPECT_TRUE(system->values[i].contains(values[i]));
    EXPECT_TRUE(certainly(is_positive(system->values[1])));
  }
}

TEST(EnclosedEigenvalues, OfTheZeroMatrixAreZero) {
  const auto system =
      enclose_eigensystem(Matrix<Rational>(Matrix<Rational>::Constant(3, 3, Rational(0))), Precision{64});

  ASSERT_TRUE(system);
  for (const Ball& value : system->values) EXPECT_TRUE(value.contains(Rational(0)) && value.is_exact());
}

TEST(EnclosedEigenvalues, WhatIsNotFiniteIsUndecided) {
  const Matrix<Ball> nothing = Matrix<Ball>::Constant(2, 2, Ball(1) / Ball(0));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const MidRadMatrix double_nan = to_midrad(Eigen::MatrixXd(Eigen::MatrixXd::Constant(2, 2, nan)));

  EXPECT_FALSE(enclose_eigensystem(nothing, Precision{64}));
  EXPECT_FALSE(enclose_eigenvalues(double_nan, approx_eigenvectors(double_nan.mid)));
  EXPECT_FALSE(enclose_eigenvalues(to_midrad(Eigen::MatrixXd(Eigen::MatrixXd::Identity(2, 2))),
                                   approx_eigenvectors(double_nan.mid)));
}

TEST(EnclosedEigenvalues, WrongShapesAreRefused) {
  EXPECT_THROW(enclose_eigensystem(Matrix<Rational>(2, 3), Precision{64}), PreconditionError);
  EXPECT_THROW(enclose_eigensystem(Matrix<Rational>(0, 0), Precision{64}), PreconditionError);
  Matrix<Rational> skew(2, 2);
  skew << 0, 1, -1, 0;
  EXPECT_THROW(enclose_eigensystem(skew, Precision{64}), PreconditionError);
}

}  // namespace
}  // namespace laecert::numeric
