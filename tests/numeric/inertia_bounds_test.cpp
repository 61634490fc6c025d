#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "numeric/exact_linear_algebra.hpp"
#include "numeric/inertia.hpp"

// R5 and R6 of method.md in rationals: the proved gap lies between what the formula gives with its error bounds, and
// with those raised by a part in 10^9.

namespace laecert::numeric::inertia_bounds_test {
namespace {

using Rationals = Matrix<Rational>;

/// A bordered matrix whose frame is known: the proposal for b = 0, and where T is s units of one axis.
struct Framed {
  std::string dominant;  // the term of the error bound that decides
  MidRadMatrix h, t;
  EigenProposal proposal;
  Eigen::MatrixXd z;
  double s = 1, tau = 1;
};

Rationals rational(const Eigen::MatrixXd& a) {
  return a.unaryExpr([](double x) { return exact_rational(x); });
}

Rationals modulus(const Rationals& a) {
  return a.unaryExpr([](const Rational& x) { return Rational(abs(x)); });
}

Rational sum(const Rationals& a) {
  Rational total = 0;
  for (const Rational& x : a.reshaped()) total += x;
  return total;
}

Rational largest_row_sum(const Rationals& a) {
  Rational largest = 0;
  for (Index i = 0; i < a.rows(); ++i) largest = std::max(largest, sum(a.row(i)));
  return largest;
}

/// n u / (1 - n u), u = 2^-53.
Rational exact_gamma(Index n) {
  const Rational roundings = Rational(n) / pow(Integer(2), 53);
  return roundings / (1 - roundings);
}

/// |D| and the bounds of |E|, row by row, as R5 writes them: without underflow, G and P computed exactly.
struct DocumentedRows {
  std::vector<Rational> diagonal, error;
};

DocumentedRows documented_rows(const Framed& one) {
  const Index n = one.h.rows(), b = one.t.cols();
  const Rationals z = rational(one.z), abs_z = modulus(z), h = rational(one.h.mid), t = rational(one.t.mid);
  const Rational s = exact_rational(one.s), tau = exact_rational(one.tau), gamma = exact_gamma(n);
  const Rationals g = z.transpose() * h * z;
  const Rationals spread = abs_z.transpose() * (3 * gamma * modulus(h) + rational(one.h.rad)) * abs_z;
  Rationals p = z.transpose() * t;
  for (Index i = 0; i < b; ++i) p(n - b + i, i) -= tau;
  const Rationals border = s * (modulus(p) + abs_z.transpose() * (gamma * modulus(t) + rational(one.t.rad)));

  DocumentedRows rows;
  for (Index i = 0; i < n; ++i) {
    Rational error = sum(modulus(g.row(i))) + sum(spread.row(i)) + sum(border.row(i));
    if (i < n - b) error -= abs(g(i, i));
    rows.diagonal.push_back(i < n - b ? Rational(abs(g(i, i))) : Rational(s * tau));
    rows.error.push_back(error);
  }
  for (Index i = 0; i < b; ++i) {
    rows.diagonal.push_back(s * tau);
    rows.error.push_back(sum(border.col(i)));
  }
  return rows;
}

/// The gap of R5 with the error bounds raised by this part.
Rational documented_gap(const Framed& one, const Rational& raise) {
  const DocumentedRows rows = documented_rows(one);
  const Rationals abs_z = modulus(rational(one.z));
  const Rational norm = largest_row_sum(abs_z) * largest_row_sum(abs_z.transpose());
  Rational least = rows.diagonal[0];
  for (std::size_t i = 0; i < rows.error.size(); ++i) {
    least = std::min(least, Rational(rows.diagonal[i] - (1 + raise) * rows.error[i]));
  }
  return least / std::max(norm, Rational(1));
}

MidRadMatrix exactly(const Eigen::MatrixXd& mid) { return {mid, Eigen::MatrixXd::Zero(mid.rows(), mid.cols())}; }

MidRadMatrix diagonal_with(const Eigen::VectorXd& mid, const Eigen::MatrixXd& rad) {
  return {Eigen::MatrixXd(mid.asDiagonal()), rad};
}

EigenProposal axes(const Eigen::VectorXd& values) {
  return {values, Eigen::MatrixXd::Identity(values.size(), values.size())};
}

Eigen::MatrixXd unit_axis(Index n, Index i) {
  Eigen::MatrixXd t = Eigen::MatrixXd::Zero(n, 1);
  t(i, 0) = 1;
  return t;
}

// Each case is exact in double, so that G and P are what the formula says.
std::vector<Framed> without_border() {
  const MidRadMatrix none = exactly(Eigen::MatrixXd(2, 0));
  const Eigen::MatrixXd one{{1, 0}, {0, 1}}, turn{{1, 1}, {1, -1}};
  const Eigen::VectorXd ones{{1, 1}};
  // G_22 = 2^-46 beside |Z|^T |H| |Z| = 8: 3 gamma takes 3/8 of it.
  const Eigen::MatrixXd cancelling{{1 + 0x1p-47, 1}, {1, 1 + 0x1p-47}};
  return {{"rounding", exactly(cancelling), none, {ones, turn}, turn},
          {"a radius on the diagonal", diagonal_with(ones, Eigen::MatrixXd{{0.5, 0}, {0, 0}}), none, {ones, one}, one},
          {"a radius beside it", diagonal_with(ones, Eigen::MatrixXd{{0, 0.75}, {0.75, 0}}), none, {ones, one}, one},
          {"an entry off the diagonal of G", exactly(Eigen::MatrixXd{{2, -0.5}, {-0.5, 1}}), none, {ones, one}, one},
          {"a long frame", exactly(Eigen::MatrixXd{{3, 1}, {1, 3}}), none, {ones, turn}, turn},
          {"a short frame", exactly(Eigen::MatrixXd{{3, 1}, {1, 3}}), none, {ones, turn / 4}, turn / 4}};
}

// T = e_3, its frame e_3 as well.
std::vector<Framed> with_border() {
  const Eigen::VectorXd large{{16, -32, 0}}, small{{0.1875, -16, 0}}, near_zero{{16, -32, 0.125}};
  const Eigen::MatrixXd one = Eigen::MatrixXd::Identity(3, 3), none = Eigen::MatrixXd::Zero(3, 3);
  const MidRadMatrix axis = exactly(unit_axis(3, 2));
  const auto wide_axis = [&](double first, double second, double third) {
    return MidRadMatrix{unit_axis(3, 2), Eigen::MatrixXd{{first}, {second}, {third}}};
  };
  Eigen::MatrixXd corner = none;
  corner(2, 2) = 0.25;
  return {{"the border's length", diagonal_with(large, none), axis, axes(large), one},
          {"a radius of T at the border", diagonal_with(large, none), wide_axis(0, 0, 0.5), axes(large), one},
          {"the radii of T down a column", diagonal_with(large, none), wide_axis(0.25, 0.5, 0), axes(large), one},
          {"the radius of T in a row", diagonal_with(small, none), wide_axis(0.125, 0, 0), axes(small), one, 0.25},
          {"the columns' part under a short border", diagonal_with(small, none), wide_axis(0, 0.75, 0), axes(small),
           one, 0.25},
          {"the diagonal of G at the border", diagonal_with(near_zero, none), axis, axes(near_zero), one},
          {"a radius of H at the border", diagonal_with(large, corner), axis, axes(large), one}};
}

void expect_documented_gap(const Framed& one) {
  const auto proof = prove_bordered_inertia(one.h, one.t, one.proposal);

  ASSERT_TRUE(proof) << one.dominant << ": " << proof.reason().text;
  const Rational gap = proof->gap.exact_midpoint(), part = Rational(1, pow(Integer(10), 9));
  EXPECT_LE(gap, documented_gap(one, 0)) << one.dominant;
  EXPECT_GE(gap, (1 - part) * documented_gap(one, part)) << one.dominant;
}

TEST(BorderedInertiaBound, IsTheDocumentedOneWhicheverTermDominates) {
  for (const Framed& one : without_border()) expect_documented_gap(one);
}

TEST(BorderedInertiaBound, IsTheDocumentedOneWhicheverTermOfTheBorderDominates) {
  for (const Framed& one : with_border()) expect_documented_gap(one);
}

// Of T = e_3 with the radii (8, 8, 0), (8, 8, 1) makes J singular with H = diag(16, 16, -1/8): T^T H^-1 T = 8 - 8.
// Each radius is within its row; only their sum down the column is not.
TEST(BorderedInertiaBound, NothingIsClaimedWhereAMemberOfTheBorderMakesJSingular) {
  const Eigen::VectorXd values{{16, 16, -0.125}};
  const MidRadMatrix h = exactly(Eigen::MatrixXd(values.asDiagonal()));
  Rationals j = Rationals::Zero(4, 4);
  j.topLeftCorner(3, 3) = rational(h.mid);
  for (Index i = 0; i < 3; ++i) j(i, 3) = j(3, i) = i < 2 ? 8 : 1;

  ASSERT_EQ(exact_inertia(j).zero, 1);
  EXPECT_FALSE(prove_bordered_inertia(h, {unit_axis(3, 2), Eigen::MatrixXd{{8.0}, {8.0}, {0.0}}}, axes(values)));
}

// In balls, J = diag(4, -1): |I - J X| = 0 and |X|_F = sqrt(1 + 1/16).
TEST(BorderedInertiaBound, InBallsIsTheDocumentedOne) {
  const Precision precision{128};
  Matrix<Ball> h = Matrix<Ball>::Constant(2, 2, Ball(0).at(precision));
  h(0, 0) = Ball(4).at(precision);
  h(1, 1) = Ball(-1).at(precision);

  const auto proof = prove_bordered_inertia(h, Matrix<Ball>(2, 0));

  ASSERT_TRUE(proof);
  const Rational squared = proof->gap.exact_midpoint() * proof->gap.exact_midpoint();
  EXPECT_LE(squared, Rational(16, 17));
  EXPECT_GE(squared, Rational(16, 17) * (1 - Rational(1, pow(Integer(10), 8))));
}

}  // namespace
}  // namespace laecert::numeric::inertia_bounds_test
