#include "numeric/inertia.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/eigenvalues.hpp"
#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/random.hpp"

namespace laecert::numeric::inertia_test {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double inertia_infinity = std::numeric_limits<double>::infinity();

Eigen::MatrixXd diagonal(std::initializer_list<double> values) {
  Eigen::VectorXd d(static_cast<Index>(values.size()));
  std::copy(values.begin(), values.end(), d.begin());
  return d.asDiagonal();
}

Matrix<Rational> exactly(const Eigen::MatrixXd& a) {
  return a.unaryExpr([](double x) { return exact_rational(x); });
}

Matrix<Ball> in_balls(const Eigen::MatrixXd& a, Precision precision) {
  return a.unaryExpr([&](double x) { return Ball(x, precision); });
}

Outcome<BorderedProof> in_double(const Eigen::MatrixXd& h, const Eigen::MatrixXd& t) {
  return prove_bordered_inertia(to_midrad(h), to_midrad(t), approx_eigenvectors(h));
}

Rational tiny(unsigned exponent) { return Rational(1) / pow(Integer(10), exponent); }

/// A symmetric matrix with entries from -9 to 9 whose null space is spanned by e_1 - e_2: rows and columns 1, 2 agree.
Eigen::MatrixXd with_null_vector(SplitMix64& random, Index n) {
  Eigen::MatrixXd h(n, n);
  for (Index j = 0; j < n; ++j) {
    for (Index i = 0; i <= j; ++i) h(i, j) = h(j, i) = static_cast<double>(random.between(-9, 9));
  }
  h.row(1) = h.row(0);
  h.col(1) = h.col(0);
  return h;
}

Eigen::MatrixXd difference_vector(Index n) {
  Eigen::MatrixXd t = Eigen::MatrixXd::Zero(n, 1);
  t(0, 0) = 1;
  t(1, 0) = -1;
  return t;
}

TEST(BorderedInertia, OfAHandWorkedMatrix) {
  // H = diag(-2, 3, 0) with T = e_3: J has the eigenvalues -2, 3, 1, -1.
  const Eigen::MatrixXd h = diagonal({-2, 3, 0});
  const Eigen::MatrixXd t = diagonal({0, 0, 1}).rightCols(1);

  const auto by_double = in_double(h, t);
  const auto by_balls = prove_bordered_inertia(in_balls(h, Precision{64}), in_balls(t, Precision{64}));

  ASSERT_TRUE(by_double && by_balls);
  EXPECT_EQ(by_double->inertia, (Inertia{1, 1, 1}));
  EXPECT_EQ(by_balls->inertia, (Inertia{1, 1, 1}));
  EXPECT_EQ(by_double->precision.bits, 53);
  EXPECT_EQ(by_balls->precision.bits, 64);
  for (const Ball& gap : {by_double->gap, by_balls->gap}) {
    EXPECT_TRUE(gap.is_exact());
    EXPECT_TRUE(certainly(is_positive(gap)));
    EXPECT_FALSE(certainly(is_less(Ball(1), gap)));
  }
}

TEST(BorderedInertia, ARegularMatrixNeedsNoBorder) {
  const Eigen::MatrixXd none(2, 0);
  Eigen::MatrixXd swap(2, 2);
  swap << 0, 1, 1, 0;

  EXPECT_EQ(in_double(swap, none).value().inertia, (Inertia{1, 0, 1}));
  EXPECT_EQ(prove_bordered_inertia(in_balls(swap, Precision{64}), in_balls(none, Precision{64})).value().inertia,
            (Inertia{1, 0, 1}));
}

TEST(BorderedInertia, RoutesAgreeAndTheGapIsBelowEveryEigenvalue) {
  SplitMix64 random(11);
  for (int trial = 0; trial < 40; ++trial) {
    const Index n = 3 + static_cast<Index>(random.below(10));
    const Eigen::MatrixXd h = with_null_vector(random, n);
    const Eigen::MatrixXd t = difference_vector(n);
    const Inertia exact = exact_inertia(exactly(h));
    if (exact.zero != 1) continue;
    Eigen::MatrixXd j = Eigen::MatrixXd::Zero(n + 1, n + 1);
    j << h, t, t.transpose(), 0;
    const auto eigenvalues = enclose_eigensystem(exactly(j), Precision{128});

    const auto by_double = in_double(h, t);
    const auto by_balls = prove_bordered_inertia(in_balls(h, Precision{128}), in_balls(t, Precision{128}));

    ASSERT_TRUE(by_double && by_balls && eigenvalues);
    EXPECT_EQ(by_double->inertia, exact);
    EXPECT_EQ(by_balls->inertia, exact);
    for (const Ball& value : eigenvalues->values) {
      EXPECT_TRUE(certainly(is_less(by_double->gap, abs(value))));
      EXPECT_TRUE(certainly(is_less(by_balls->gap, abs(value))));
    }
  }
}

TEST(BorderedInertia, OnlyTheLowerTriangleIsRead) {
  Eigen::MatrixXd h = diagonal({-1, 2});
  h(0, 1) = 1000;

  EXPECT_EQ(in_double(h, Eigen::MatrixXd(2, 0)).value().inertia, (Inertia{1, 0, 1}));
  EXPECT_EQ(prove_bordered_inertia(in_balls(h, Precision{64}), Matrix<Ball>(2, 0)).value().inertia, (Inertia{1, 0, 1}));
}

TEST(BorderedInertia, AnIncompleteBorderIsNotCertified) {
  const Eigen::MatrixXd h = diagonal({-2, 0, 0});
  const Eigen::MatrixXd t = diagonal({0, 0, 1}).rightCols(1);

  EXPECT_FALSE(in_double(h, t));
  EXPECT_FALSE(prove_bordered_inertia(in_balls(h, Precision{256}), in_balls(t, Precision{256})));
}

TEST(BorderedInertia, DependentColumnsAreNotCertified) {
  const Eigen::MatrixXd h = diagonal({-2, 0, 0});
  Eigen::MatrixXd t = Eigen::MatrixXd::Zero(3, 2);
  t.row(2).setOnes();

  EXPECT_FALSE(in_double(h, t));
  EXPECT_FALSE(in_double(h, Eigen::MatrixXd::Zero(3, 2)));
  EXPECT_FALSE(prove_bordered_inertia(in_balls(h, Precision{256}), in_balls(t, Precision{256})));
}

TEST(BorderedInertia, NothingIsClaimedAcrossASignChange) {
  // diag(1/2, 3) with radius 1 holds matrices of both inertias; with radius 1/4 only one.
  MidRadMatrix h = to_midrad(diagonal({0.5, 3}));
  h.rad(0, 0) = 1;
  MidRadMatrix narrow = h;
  narrow.rad(0, 0) = 0.25;
  const MidRadMatrix none = to_midrad(Eigen::MatrixXd(2, 0));

  EXPECT_FALSE(prove_bordered_inertia(h, none, approx_eigenvectors(h.mid)));
  EXPECT_EQ(prove_bordered_inertia(narrow, none, approx_eigenvectors(h.mid)).value().inertia, (Inertia{0, 0, 2}));
}

/// The lower triangle of a, mirrored.
Eigen::MatrixXd mirrored(const Eigen::MatrixXd& a) { return a.selfadjointView<Eigen::Lower>(); }

/// The member of mid +- rad at a random corner, symmetric.
Eigen::MatrixXd random_corner(const MidRadMatrix& h, SplitMix64& random) {
  Eigen::MatrixXd member = h.mid;
  for (Index i = 0; i < member.size(); ++i) member.data()[i] += random.coin() ? h.rad.data()[i] : -h.rad.data()[i];
  return mirrored(member);
}

Matrix<Ball> in_balls(const MidRadMatrix& h) {
  Matrix<Ball> result = in_balls(h.mid, Precision{64});
  for (Index i = 0; i < h.rad.size(); ++i) {
    result.data()[i] = result.data()[i].widened(Ball(h.rad.data()[i], Precision{64}));
  }
  return result;
}

/// Whether the proof, if it is one, is right about J = [H T; T^T 0]: no eigenvalue of J is nearer to zero than the gap.
bool has_a_gap_of(const Outcome<BorderedProof>& proof, const Matrix<Rational>& j) {
  if (!proof) return true;
  const auto system = enclose_eigensystem(j, Precision{128});
  return system.decided() && std::none_of(system->values.begin(), system->values.end(), [&](const Ball& value) {
           return certainly(is_less(abs(value), proof->gap));
         });
}

TEST(BorderedInertia, EveryMemberOfAWideMatrixHasTheProvedInertiaAndGap) {
  constexpr std::uint64_t seed = 13;
  SCOPED_TRACE(seed);
  SplitMix64 random(seed);
  int decided = 0;
  for (int trial = 0; trial < 400; ++trial) {
    const Index n = 1 + static_cast<Index>(random.below(4));
    MidRadMatrix h{Eigen::MatrixXd(n, n), Eigen::MatrixXd(n, n)};
    for (double& x : h.mid.reshaped()) x = static_cast<double>(random.between(-2, 2));
    for (double& x : h.mid.diagonal()) x = static_cast<double>(random.between(-24, 24));
    for (double& x : h.rad.reshaped()) x = static_cast<double>(random.between(0, 6));
    h = {mirrored(h.mid), mirrored(h.rad)};
    const Eigen::MatrixXd none(n, 0);
    const auto by_double = prove_bordered_inertia(h, to_midrad(none), approx_eigenvectors(h.mid));
    const auto by_balls = prove_bordered_inertia(in_balls(h), in_balls(none, Precision{64}));
    for (const auto& proof : {by_double, by_balls}) {
      for (int corner = 0; proof && corner < 8; ++corner) {
        const Matrix<Rational> member = exactly(random_corner(h, random));
        ASSERT_EQ(proof->inertia, exact_inertia(member)) << trial;
        ASSERT_TRUE(has_a_gap_of(proof, member)) << trial;
      }
      decided += proof ? 1 : 0;
    }
  }
  EXPECT_GT(decided, 100);
}

TEST(BorderedInertia, TheGapHoldsWhereTheBorderIsNoNullVector) {
  // H = (c), T = (1): the eigenvalues of [[c, 1], [1, 0]] have the product -1, so that a large |c| makes one small.
  for (const double c : {0.25, 0.5, 3.0, 100.0, -0.25, -0.5, -3.0, -100.0}) {
    const Eigen::MatrixXd h = diagonal({c});
    const Eigen::MatrixXd t = diagonal({1});
    Eigen::MatrixXd j(2, 2);
    j << c, 1, 1, 0;

    EXPECT_TRUE(has_a_gap_of(in_double(h, t), exactly(j))) << c;
    EXPECT_TRUE(
        has_a_gap_of(prove_bordered_inertia(in_balls(h, Precision{64}), in_balls(t, Precision{64})), exactly(j)))
        << c;
  }
}

TEST(BorderedInertia, AWrongProposalIsOnlyUndecided) {
  const MidRadMatrix h = to_midrad(diagonal({-1, 2, 3}));
  const MidRadMatrix none = to_midrad(Eigen::MatrixXd(3, 0));
  const Eigen::VectorXd values = Eigen::VectorXd::Ones(3);

  EXPECT_FALSE(prove_bordered_inertia(h, none, {values, Eigen::MatrixXd::Zero(3, 3)}));
  EXPECT_FALSE(prove_bordered_inertia(h, none, {values, Eigen::MatrixXd::Ones(3, 3)}));
  // Lying eigenvalues do not matter: the signs come from the congruence.
  EXPECT_EQ(prove_bordered_inertia(h, none, {values, Eigen::MatrixXd::Identity(3, 3)}).value().inertia,
            (Inertia{1, 0, 2}));
}

TEST(BorderedInertia, TooFewBitsAreUndecidedAndMoreDecide) {
  Matrix<Rational> h(2, 2);
  h << 1, 1, 1, Rational(1) + tiny(30);
  const Matrix<Ball> none(2, 0);

  EXPECT_FALSE(prove_bordered_inertia(lift_matrix<Ball>(h, Precision{64}), none));
  const auto proof = prove_bordered_inertia(lift_matrix<Ball>(h, Precision{256}), none);

  ASSERT_TRUE(proof);
  EXPECT_EQ(proof->inertia, (Inertia{0, 0, 2}));
}

TEST(BorderedInertia, GapsBelowTheRangeOfDoubleArePositive) {
  Matrix<Rational> h(2, 2);
  h << tiny(400), 0, 0, -1;

  const auto proof = prove_bordered_inertia(lift_matrix<Ball>(h, Precision{256}), Matrix<Ball>(2, 0));

  ASSERT_TRUE(proof);
  EXPECT_EQ(proof->inertia, (Inertia{1, 0, 1}));
  EXPECT_TRUE(certainly(is_positive(proof->gap)));
  EXPECT_FALSE(certainly(is_less(Ball(tiny(400), Precision{256}), proof->gap)));
}

TEST(BorderedInertia, WhatIsNotFiniteIsUndecided) {
  const Eigen::MatrixXd good = diagonal({-1, 2});
  const Eigen::MatrixXd none(2, 0);
  for (const double bad : {nan_value, inertia_infinity, -inertia_infinity}) {
    Eigen::MatrixXd h = good;
    h(1, 0) = bad;
    MidRadMatrix wide = to_midrad(good);
    wide.rad(1, 1) = bad;
    Eigen::MatrixXd t = diagonal({1, 0}).leftCols(1);
    t(1, 0) = bad;

    EXPECT_FALSE(in_double(h, none));
    EXPECT_FALSE(prove_bordered_inertia(to_midrad(good), to_midrad(none), approx_eigenvectors(h)));
    EXPECT_FALSE(prove_bordered_inertia(wide, to_midrad(none), approx_eigenvectors(good)));
    EXPECT_FALSE(in_double(good, t));
  }
  const Matrix<Ball> nothing = Matrix<Ball>::Constant(2, 2, Ball(1) / Ball(0));
  EXPECT_FALSE(prove_bordered_inertia(nothing, Matrix<Ball>(2, 0)));
  EXPECT_FALSE(prove_bordered_inertia(in_balls(good, Precision{64}), nothing));
}

TEST(BorderedInertia, OverflowIsUndecided) {
  EXPECT_FALSE(in_double(diagonal({1e308, -1e308}) * 1.5, Eigen::MatrixXd(2, 0)).decided() &&
               in_double(Eigen::MatrixXd::Constant(9, 9, 1e308), Eigen::MatrixXd(9, 0)).decided());
  EXPECT_FALSE(in_double(diagonal({0x1p-1060, 1}), Eigen::MatrixXd(2, 0)));
}

TEST(BorderedInertia, WrongShapesAreRefused) {
  const MidRadMatrix h = to_midrad(diagonal({1, 2}));

  EXPECT_THROW(prove_bordered_inertia(h, to_midrad(Eigen::MatrixXd(3, 0)), approx_eigenvectors(h.mid)),
               PreconditionError);
  EXPECT_THROW(prove_bordered_inertia(Matrix<Ball>(2, 3), Matrix<Ball>(2, 0)), PreconditionError);
  EXPECT_THROW(prove_bordered_inertia(Matrix<Ball>(0, 0), Matrix<Ball>(0, 0)), PreconditionError);
}

TEST(ExactInertia, CountsSignsWithMultiplicity) {
  Matrix<Rational> swap(2, 2);
  swap << 0, 1, 1, 0;

  EXPECT_EQ(exact_inertia(exactly(diagonal({0, 0, -1, 2, 2, 3}))), (Inertia{1, 2, 3}));
  EXPECT_EQ(exact_inertia(swap), (Inertia{1, 0, 1}));
  EXPECT_EQ(exact_inertia(Matrix<Rational>(0, 0)), (Inertia{0, 0, 0}));
  EXPECT_THROW(exact_inertia(Matrix<Rational>(2, 3)), PreconditionError);
}

TEST(RationalInertia, ClimbsUntilATinyEigenvalueIsDecided) {
  Matrix<Rational> h(3, 3);
  h << 1, 1, 0, 1, Rational(1) - tiny(70), 0, 0, 0, 0;
  Matrix<Rational> t(3, 2);
  t << 0, 0, 0, 0, 1, 2;

  const auto low = prove_inertia(h, t, Precision::of_digits(60));
  const auto high = prove_inertia(h, t, Precision::of_digits(200));

  EXPECT_FALSE(low);
  ASSERT_TRUE(high);
  EXPECT_EQ(*high, (Inertia{1, 1, 1}));
}

TEST(RationalInertia, ASingularMatrixWithoutItsNullVectorsIsUndecided) {
  const auto undecided = prove_inertia(exactly(diagonal({1, 0})), Matrix<Rational>(2, 0), Precision::of_digits(100));

  ASSERT_FALSE(undecided);
  EXPECT_NE(undecided.reason().text.find("1 missing"), std::string::npos) << undecided.reason().text;
}

TEST(RationalInertia, BrokenRulesAreRefused) {
  Matrix<Rational> skew(2, 2);
  skew << 0, 1, -1, 0;
  const Matrix<Rational> h = exactly(diagonal({1, 0}));

  EXPECT_THROW(prove_inertia(skew, Matrix<Rational>(2, 0), Precision{64}), PreconditionError);
  EXPECT_THROW(prove_inertia(h, Matrix<Rational>(3, 0), Precision{64}), PreconditionError);
  EXPECT_THROW(prove_inertia(h, exactly(diagonal({1, 0})), Precision{64}), PreconditionError);
}

TEST(IndependentColumns, HaveTheRankAndNearlyOrthogonalCombinations) {
  Eigen::MatrixXd tangents(4, 3);
  tangents << 300, 600, 1, 0, 0, 250, 1, 2, 3, 0, 0, 9;

  const IndependentColumns chosen = independent_columns(tangents, 1e-8);

  ASSERT_EQ(chosen.coefficients.cols(), 2);
  const Eigen::MatrixXd combined = tangents * chosen.coefficients / chosen.scale;
  EXPECT_LT((combined.transpose() * combined - Eigen::MatrixXd::Identity(2, 2)).norm(), 1e-12);
  EXPECT_EQ(chosen.singular_values.size(), 3);
}

TEST(IndependentColumns, MayBeNone) {
  EXPECT_EQ(independent_columns(Eigen::MatrixXd(4, 0), 1e-8).coefficients.cols(), 0);
  EXPECT_EQ(independent_columns(Eigen::MatrixXd::Zero(4, 3), 1e-8).coefficients.cols(), 0);
  EXPECT_EQ(independent_columns(Eigen::MatrixXd::Zero(4, 3), 1e-8).coefficients.rows(), 3);
  EXPECT_THROW(independent_columns(Eigen::MatrixXd::Zero(4, 3), nan_value), PreconditionError);
  EXPECT_THROW(independent_columns(Eigen::MatrixXd::Constant(4, 3, nan_value), 1e-8), PreconditionError);
}

TEST(MidRadProduct, ContainsEveryProductOfMembers) {
  SplitMix64 random(12);
  for (int trial = 0; trial < 200; ++trial) {
    const Index n = 1 + static_cast<Index>(random.below(6));
    const auto entry = [&] { return std::ldexp(static_cast<double>(random.between(-1000000007, 1000000007)), -30); };
    const Eigen::MatrixXd a = Eigen::MatrixXd::NullaryExpr(2, n, entry);
    const Eigen::MatrixXd b = Eigen::MatrixXd::NullaryExpr(n, 2, entry);
    const MidRadMatrix wide_a{a, Eigen::MatrixXd::Constant(2, n, 0x1p-20)};
    const MidRadMatrix wide_b{b, Eigen::MatrixXd::Constant(n, 2, 0x1p-20)};

    const MidRadMatrix product = enclose_product(wide_a, wide_b);

    // The corners are members: all entries at the same end of their intervals.
    for (const double end : {-0x1p-20, 0.0, 0x1p-20}) {
      const Matrix<Rational> exact = exactly(a).unaryExpr([&](const Rational& x) {
        return Rational(x + Rational(end));
      }) * exactly(b).unaryExpr([&](const Rational& x) { return Rational(x + Rational(end)); });
      for (Index i = 0; i < exact.size(); ++i) {
        const Rational distance = abs(Rational(exact.data()[i] - exact_rational(product.mid.data()[i])));
        EXPECT_LE(distance, exact_rational(product.rad.data()[i]));
      }
    }
  }
}

TEST(MidRadProduct, HasNoInformationWhereSomethingIsNotFinite) {
  for (const double bad : {nan_value, inertia_infinity, 1e308}) {
    const MidRadMatrix a = to_midrad(Eigen::MatrixXd(Eigen::MatrixXd::Constant(1, 2, bad)));
    const MidRadMatrix product = enclose_product(a, to_midrad(Eigen::MatrixXd(Eigen::MatrixXd::Constant(2, 1, 1e308))));

    EXPECT_FALSE(product.is_finite());
    EXPECT_EQ(product.rad(0, 0), inertia_infinity);
  }
  EXPECT_THROW(enclose_product(to_midrad(Eigen::MatrixXd(2, 3)), to_midrad(Eigen::MatrixXd(2, 3))), PreconditionError);
}

}  // namespace
}  // namespace laecert::numeric::inertia_test
