#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "numeric/eigenvalues.hpp"
#include "numeric/midrad_matrix.hpp"
#include "numeric/positive_definite.hpp"

// R1 to R4, R7 and R11 of method.md in rationals: each radius lies between what the formula gives and a part in 10^9
// more, and where a member attains it, less would be false.

namespace laecert::numeric::matrix_bounds_test {
namespace {

using Eigen::MatrixXd;
using Exact = Matrix<Rational>;

Rational part(unsigned digits) { return Rational(1, pow(Integer(10), digits)); }

const Rational one_rounding = Rational(1, pow(Integer(2), 53));

Exact exactly(const MatrixXd& a) {
  return a.unaryExpr([](double x) { return exact_rational(x); });
}

Exact moduli(const Exact& a) {
  return a.unaryExpr([](const Rational& x) { return Rational(abs(x)); });
}

/// n u / (1 - n u).
Rational documented_gamma(Index n) { return n * one_rounding / (1 - n * one_rounding); }

void expect_documented(const Rational& documented, double bound, const std::string& what) {
  EXPECT_GE(exact_rational(bound), documented) << what;
  EXPECT_LE(exact_rational(bound), (1 + part(9)) * documented) << what;
}

struct PairCase {
  std::string dominant;
  DoubleBall x, y;
};

Rational mid_of(const DoubleBall& x) { return exact_rational(x.mid()); }
Rational rad_of(const DoubleBall& x) { return exact_rational(x.rad()); }

TEST(DoubleBallBound, OfASumIsTheDocumentedOneWhicheverTermDominates) {
  const PairCase cases[] = {{"the first radius", {1, 0.5}, {2, 0x1p-60}},
                            {"the second radius", {1, 0x1p-60}, {-2, 0.5}},
                            {"rounding", {1, 0}, {0x1p-60, 0}}};
  for (const PairCase& one : cases) {
    const DoubleBall sum = one.x + one.y;

    expect_documented(rad_of(one.x) + rad_of(one.y) + one_rounding * abs(mid_of(sum)), sum.rad(), one.dominant);
  }
}

TEST(DoubleBallBound, OfAProductIsTheDocumentedOneWhicheverTermDominates) {
  const PairCase cases[] = {{"the first radius", {0x1p-40, 2}, {-4, 0x1p-60}},
                            {"the second radius", {-4, 0x1p-60}, {0x1p-40, 2}},
                            {"both radii", {0x1p-40, 2}, {0x1p-40, 4}},
                            {"rounding", {1 + 0x1p-52, 0}, {1 + 0x1p-52, 0}}};
  for (const PairCase& one : cases) {
    const DoubleBall product = one.x * one.y;
    const Rational spread = abs(mid_of(one.x)) * rad_of(one.y) + rad_of(one.x) * (abs(mid_of(one.y)) + rad_of(one.y));

    expect_documented(spread + one_rounding * abs(mid_of(product)), product.rad(), one.dominant);
  }
}

// The corner that is farthest from the midpoint lies on the border: a radius less by a part in 10^9 would leave it out.
TEST(DoubleBallBound, IsAttainedAtACorner) {
  const DoubleBall x(3, 0.5), y(5, 0.25), sum = x + y, product = x * y;

  EXPECT_GE(Rational(3.5 + 5.25) - mid_of(sum), (1 - part(9)) * rad_of(sum));
  EXPECT_GE(Rational(3.5 * 5.25) - mid_of(product), (1 - part(9)) * rad_of(product));
}

// 2^53 + 1 is a tie; the radius is twice the rounding error that it may have.
TEST(DoubleBallBound, OfAnIntegerIsTheDocumentedOne) {
  const long long border = 1LL << 53;

  EXPECT_EQ(DoubleBall(border - 1).rad(), 0);
  EXPECT_EQ(DoubleBall(1 - border).rad(), 0);
  for (const long long i : {border, border + 1, -border - 1, 3 * border}) {
    expect_documented(2 * one_rounding * abs(mid_of(DoubleBall(i))), DoubleBall(i).rad(), std::to_string(i));
  }
}

struct ProductCase {
  std::string dominant;
  MidRadMatrix a, b;
};

MidRadMatrix wide(const MatrixXd& mid, const MatrixXd& rad) { return {mid, rad}; }
MidRadMatrix narrow(const MatrixXd& mid) { return {mid, MatrixXd::Zero(mid.rows(), mid.cols())}; }

/// |A| (gamma |B| + R_B) + R_A (|B| + R_B).
Exact documented_radii(const MidRadMatrix& a, const MidRadMatrix& b) {
  const Exact abs_a = moduli(exactly(a.mid)), abs_b = moduli(exactly(b.mid)), rad_b = exactly(b.rad);
  const Exact right = documented_gamma(a.cols()) * abs_b + rad_b, largest = abs_b + rad_b;
  return abs_a.lazyProduct(right) + exactly(a.rad).lazyProduct(largest);
}

std::vector<ProductCase> product_cases() {
  const MatrixXd turn{{1, 1}, {1, -1}}, corner{{0, 0.5}, {0, 0}}, tiny = 0x1p-40 * turn;
  return {{"rounding", narrow(turn), narrow(turn)},
          {"rounding of many", narrow(MatrixXd::Ones(1, 64)), narrow(MatrixXd::Ones(64, 1))},
          {"a radius of the left factor", wide(turn, corner), narrow(turn)},
          {"a radius of the right factor", narrow(turn), wide(turn, corner)},
          {"both radii", wide(tiny, MatrixXd::Constant(2, 2, 2.0)), wide(tiny, MatrixXd::Constant(2, 2, 4.0))}};
}

TEST(MidRadProductBound, IsTheDocumentedOneWhicheverTermDominates) {
  for (const ProductCase& one : product_cases()) {
    const MidRadMatrix product = enclose_product(one.a, one.b);
    const Exact documented = documented_radii(one.a, one.b);

    for (Index i = 0; i < documented.size(); ++i) {
      // A row that meets no radius is rounded only, and less than what the others are held to.
      if (documented.data()[i] > 0) expect_documented(documented.data()[i], product.rad.data()[i], one.dominant);
    }
  }
}

// (1 + 2^-30)(1 + 2^-23) is 2^-53 from its rounding; half of gamma would leave the exact product out.
TEST(MidRadProductBound, AHalvedRoundingErrorIsAFalseClaim) {
  const MidRadMatrix x = narrow(MatrixXd::Constant(1, 1, 1 + 0x1p-30)),
                     y = narrow(MatrixXd::Constant(1, 1, 1 + 0x1p-23));
  const Rational exact = exact_rational(x.mid(0, 0)) * exact_rational(y.mid(0, 0));

  const MidRadMatrix right = enclose_product(x, y), wrong = enclose_product(x, y, {.unit = unit_roundoff / 2});

  EXPECT_LE(abs(Rational(exact - exact_rational(right.mid(0, 0)))), exact_rational(right.rad(0, 0)));
  EXPECT_GT(abs(Rational(exact - exact_rational(wrong.mid(0, 0)))), exact_rational(wrong.rad(0, 0)));
}

TEST(MidRadProductBound, AHalvedRadiusIsAFalseClaim) {
  const MidRadMatrix x = wide(MatrixXd::Constant(1, 1, 3.0), MatrixXd::Constant(1, 1, 0.5));

  const MidRadMatrix right = enclose_product(x, x), wrong = enclose_product(x, x, {.radius_weight = 0.5});

  EXPECT_GE(right.rad(0, 0), 3.5 * 3.5 - 9);
  EXPECT_LT(wrong.rad(0, 0), 3.5 * 3.5 - 9);
}

TEST(MatrixSumBound, IsTheSumOfTheModuli) {
  const MatrixXd a{{1, -2, 4}, {-8, 16, 0x1p-40}};
  const Eigen::VectorXd rows = upper_row_sums(a), columns = upper_column_sums(a);
  const Eigen::VectorXd product = upper_transposed_product(a.cwiseAbs(), Eigen::VectorXd{{3, 5}});
  const Exact exact = moduli(exactly(a)), weights{{3}, {5}};

  for (Index i = 0; i < 2; ++i) expect_documented(exact.row(i).sum(), rows(i), "row");
  for (Index j = 0; j < 3; ++j) {
    expect_documented(exact.col(j).sum(), columns(j), "column");
    expect_documented(exact.col(j).dot(weights.col(0)), product(j), "product");
  }
}

/// A matrix with a proposed eigensystem.
struct Proposed {
  std::string dominant;
  MidRadMatrix s;
  EigenProposal proposal;
};

/// The larger of the greatest row and column sum.
Rational documented_norm(const Exact& a) {
  Rational largest = 0;
  for (Index i = 0; i < a.rows(); ++i)
    largest = std::max({largest, Rational(a.row(i).sum()), Rational(a.col(i).sum())});
  return largest;
}

/// |S U - U L| / (1 - |I - U^T U|), with what R2 to R4 say of the rounding of each.
Rational documented_distance(const Proposed& one) {
  const Index n = one.s.rows();
  const MidRadMatrix u = narrow(one.proposal.vectors), transposed = narrow(u.mid.transpose());
  const Exact U = exactly(u.mid), L = exactly(MatrixXd(one.proposal.values.asDiagonal()));
  const Exact UL = U.lazyProduct(L), image = exactly(one.s.mid).lazyProduct(U);
  const Exact residual = moduli(image - UL) + documented_radii(one.s, u) + one_rounding * moduli(UL);
  const Exact square = Exact(U.transpose()).lazyProduct(U);
  const Exact defect = moduli(square - Exact::Identity(n, n)) + documented_radii(transposed, u);
  return documented_norm(residual) / (1 - documented_norm(defect));
}

std::vector<Proposed> proposed_systems() {
  const MatrixXd one = MatrixXd::Identity(2, 2), arrow{{3, 0.5, 0.25}, {0.5, 2, 0}, {0.25, 0, 1}};
  const Eigen::VectorXd two{{3, 1}}, three{{3, 2, 1}};
  const MatrixXd short_first = Eigen::VectorXd{{0.75, 1, 1}}.asDiagonal();
  const MatrixXd short_others = Eigen::VectorXd{{1, 0.75, 0.75}}.asDiagonal();
  const MidRadMatrix diagonal = narrow(two.asDiagonal());
  return {{"rounding", diagonal, {two, one}},
          {"a row of the residual", narrow(arrow), {three, short_first}},
          {"a column of the residual", narrow(arrow), {three, short_others}},
          {"a radius of S", wide(two.asDiagonal(), MatrixXd{{0, 0}, {0, 0.5}}), {two, one}},
          {"the defect of orthonormality", diagonal, {Eigen::VectorXd{{2.5, 1.25}}, MatrixXd(0.5 * one)}}};
}

TEST(EigenvalueBound, IsTheDocumentedOneWhicheverTermDominates) {
  for (const Proposed& one : proposed_systems()) {
    const auto values = enclose_eigenvalues(one.s, one.proposal);

    ASSERT_TRUE(values) << one.dominant << values.reason().text;
    for (const DoubleBall& value : *values) expect_documented(documented_distance(one), value.rad(), one.dominant);
  }
}

// [[2, 1], [1, 2]] with the axes and L = (2, 2): the eigenvalues 3 and 1 are at the distance 1, the bound.
TEST(EigenvalueBound, IsAttainedSoThatLessWouldBeFalse) {
  const auto values = enclose_eigenvalues(narrow(MatrixXd{{2, 1}, {1, 2}}),
                                          {Eigen::VectorXd{{2, 2}}, MatrixXd(MatrixXd::Identity(2, 2))});

  ASSERT_TRUE(values);
  EXPECT_GE((*values)[0].mid() + (*values)[0].rad(), 3);
  EXPECT_LE(exact_rational((*values)[0].rad()), 1 + part(9));
}

// In balls, of diag(4, 1), their radii of 30 bits rounded a few times: U is exact, and |S U - U L| is Frobenius' norm
// of the radii.
TEST(EigenvalueBound, InBallsIsFrobeniusNormOfTheRadii) {
  const Precision precision{128};
  Matrix<Ball> s(2, 2);
  s << Ball(4).at(precision), Ball(0).at(precision), Ball(0).at(precision), Ball(1).at(precision);
  const std::vector<Rational> radii{Rational(1, 4), part(6), Rational(1, 8), Rational(1, 2)};
  Rational documented = 0;
  for (std::size_t i = 0; i < radii.size(); ++i) {
    s.data()[i] = s.data()[i].widened(Ball(radii[i], precision));
    documented += radii[i] * radii[i];
  }

  const auto system = enclose_eigensystem(s, precision);

  ASSERT_TRUE(system);
  const Rational radius = system->radius.exact_midpoint(), more = 1 + part(7);
  EXPECT_GE(radius * radius, documented);
  EXPECT_LE(radius * radius, more * more * documented);
}

struct InverseCase {
  std::string dominant;
  MidRadMatrix a;
};

std::vector<InverseCase> inverse_cases() {
  const MatrixXd two{{2, 0}, {0, 4}}, root{{1, 1}, {1, 2}};
  return {{"rounding", narrow(two)},
          {"a radius on the diagonal", wide(two, MatrixXd{{0.5, 0}, {0, 0x1p-20}})},
          {"a radius beside it", wide(two, MatrixXd{{0, 0.5}, {0.25, 0}})},
          {"a full inverse", wide(root, MatrixXd{{0x1p-5, 0}, {0, 0x1p-6}})}};
}

Matrix<DoubleBall> balls(const MidRadMatrix& a) {
  Matrix<DoubleBall> result(a.rows(), a.cols());
  for (Index i = 0; i < result.size(); ++i) result.data()[i] = DoubleBall(a.mid.data()[i], a.rad.data()[i]);
  return result;
}

// The cases have an inverse of doubles: of I - A X nothing is left but its radius.
TEST(InverseBound, IsTheDocumentedOneWhicheverTermDominates) {
  for (const InverseCase& one : inverse_cases()) {
    const Matrix<DoubleBall> inverse = inverse_of_positive_definite(balls(one.a));
    const MatrixXd x = inverse.unaryExpr([](const DoubleBall& entry) { return entry.mid(); });
    ASSERT_EQ(exactly(one.a.mid).lazyProduct(exactly(x)), Exact::Identity(2, 2)) << one.dominant;

    const Exact rows = documented_radii(one.a, narrow(x)).lazyProduct(Exact::Ones(2, 1));
    const Exact documented = 2 * moduli(exactly(x)).lazyProduct(rows);
    for (Index i = 0; i < 2; ++i) {
      for (Index j = 0; j < 2; ++j) expect_documented(documented(i), inverse(i, j).rad(), one.dominant);
    }
  }
}

// 1/2 is in 1 +- 1/2, and its inverse is at the distance of the bound: 1. Beyond, a member may be near 0.
TEST(InverseBound, IsAttainedWhereTheDefectIsOneHalf) {
  const double below = 0.5 - 0x1p-45;
  const DoubleBall inverse = inverse_of_positive_definite(Matrix<DoubleBall>{{DoubleBall(1, below)}})(0, 0);

  ASSERT_TRUE(inverse.is_finite());
  EXPECT_GE(Rational(1 / (1 - exact_rational(below))) - 1, (1 - part(9)) * rad_of(inverse));
  EXPECT_GE(rad_of(inverse), Rational(1 / (1 - exact_rational(below))) - 1);
  EXPECT_FALSE(inverse_of_positive_definite(Matrix<DoubleBall>{{DoubleBall(1, 0.5 + 0x1p-51)}})(0, 0).is_finite());
}

}  // namespace
}  // namespace laecert::numeric::matrix_bounds_test
