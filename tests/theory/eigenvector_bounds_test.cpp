#include "theory/eigenvector_bounds.hpp"

#include <gtest/gtest.h>

#include <string>

#include "numeric/product.hpp"
#include "tests/theory/instances.hpp"

// T10 of method.md on S = diag(s), whose eigenvectors are the axes: the bounds of columns that are far from them.

namespace laecert::theory::eigenvector_bounds_test {
namespace {

constexpr Precision precision{256};

Rational part(unsigned digits) { return Rational(1, pow(numeric::Integer(10), digits)); }

Ball ball(const Rational& x) { return Ball(x, precision); }

/// The spectrum of diag(s) with these columns for eigenvectors.
Spectrum with_columns(const std::vector<Rational>& s, const Matrix<Rational>& columns) {
  Spectrum spectrum;
  spectrum.precision = precision;
  for (const Rational& value : s) spectrum.values.push_back(ball(value));
  spectrum.vectors = numeric::lift_matrix<Ball>(columns, precision);
  return spectrum;
}

Matrix<Ball> images(const std::vector<Rational>& s, const Matrix<Rational>& columns) {
  Matrix<Rational> result = columns;
  for (Index i = 0; i < columns.rows(); ++i) result.row(i) *= s[static_cast<std::size_t>(i)];
  return numeric::lift_matrix<Ball>(result, precision);
}

Rational squared_norm(const Matrix<Rational>& a) {
  Rational sum = 0;
  for (const Rational& x : a.reshaped()) sum += x * x;
  return sum;
}

Ball norm(const Matrix<Rational>& a) { return sqrt_nonnegative(ball(squared_norm(a))); }

/// S U - t U.
Matrix<Rational> residual(const std::vector<Rational>& s, const Matrix<Rational>& columns, const Rational& t) {
  Matrix<Rational> result = columns;
  for (Index i = 0; i < columns.rows(); ++i) result.row(i) *= s[static_cast<std::size_t>(i)] - t;
  return result;
}

void expect_between(const Ball& documented, const std::optional<Ball>& bound, const std::string& what) {
  ASSERT_TRUE(bound) << what;
  EXPECT_FALSE(certainly(is_less(*bound, documented))) << what;
  EXPECT_TRUE(certainly(is_less(*bound, ball(1 + part(9)) * documented))) << what;
}

/// The identity but for this column.
Matrix<Rational> axes_but(Index i, const std::vector<Rational>& column) {
  Matrix<Rational> columns =
      Matrix<Rational>::Identity(static_cast<Index>(column.size()), static_cast<Index>(column.size()));
  columns.col(i) = rationals(column);
  return columns;
}

struct VectorCase {
  std::string dominant;
  std::vector<Rational> s;
  Index i;
  std::vector<Rational> column;
};

const Rational far = pow(numeric::Integer(10), 12);

// One neighbour is near, the other, if there is one, 10^12 times as far.
TEST(EigenvectorBound, IsTheDocumentedOneWhicheverTermDominates) {
  const VectorCase cases[] = {
      {"length", {far, 2, 1}, 1, {0, 1 + part(3), 0}},
      {"the residual to the one below", {far, 2, 1}, 1, {0, Rational(4, 5), Rational(3, 5)}},
      {"the residual to the one above", {far + 1, far, 1}, 1, {Rational(3, 5), Rational(4, 5), 0}},
      {"a residual and a length", {3, 1}, 0, {Rational(1, 2), Rational(1, 4)}},
      {"a small residual", {3, 1}, 1, {part(20), 1}}};
  for (const VectorCase& one : cases) {
    const Matrix<Rational> columns = axes_but(one.i, one.column);
    const Rational t = one.s[static_cast<std::size_t>(one.i)];
    std::optional<Rational> gap;
    for (const Rational& other : one.s) {
      const Rational distance = abs(Rational(other - t));
      if (distance > 0 && (!gap || distance < *gap)) gap = distance;
    }
    const Matrix<Rational> column = columns.col(one.i);
    const Ball documented =
        abs(norm(column) - Ball(1)) + sqrt(ball(2)) * norm(residual(one.s, column, t)) / (norm(column) * ball(*gap));

    expect_between(documented,
                   enclose_vector_radius(with_columns(one.s, columns), images(one.s, columns).col(one.i), one.i),
                   one.dominant);
  }
}

// (4/5, 3/5) is within sqrt(2/5) of (1, 0); without the root of 2 its bound would be 3/5, which is less.
TEST(EigenvectorBound, HoldsForAVectorFarOff) {
  for (const Index i : {Index{0}, Index{1}}) {
    const std::vector<Rational> s{3, 1}, column = i == 0 ? std::vector<Rational>{Rational(4, 5), Rational(3, 5)}
                                                         : std::vector<Rational>{Rational(3, 5), Rational(4, 5)};
    const Matrix<Rational> columns = axes_but(i, column);

    const auto bound = enclose_vector_radius(with_columns(s, columns), images(s, columns).col(i), i);

    ASSERT_TRUE(bound);
    EXPECT_GE(bound->exact_midpoint() * bound->exact_midpoint(),
              squared_norm(columns.col(i) - Matrix<Rational>::Identity(2, 2).col(i)));
  }
}

/// A group of two in the middle of four axes, with these columns.
struct GroupCase {
  std::string dominant;
  std::vector<Rational> s;
  std::vector<Rational> first, second;
};

const Rational most = Rational(4, 5), rest = Rational(3, 5);

std::vector<GroupCase> group_cases() {
  return {{"the defect", {9, 4, 4, 1}, {0, 1 + part(3), 0, 0}, {0, part(4), 1, 0}},
          {"the residual to the one above", {far + 1, far, far, 1}, {rest, most, 0, 0}, {0, 0, 1, 0}},
          {"the residual to the one below", {far, 2, 2, 1}, {0, 1, 0, 0}, {0, 0, most, rest}},
          {"both neighbours", {6, 4, 4, 2}, {rest, most, 0, 0}, {0, 0, most, -rest}},
          {"residual and defect", {6, 4, 4, 3}, {part(1), 1, 0, 0}, {0, 0, 1, part(1)}}};
}

constexpr Group middle{1, 2};

Matrix<Rational> with_group(const GroupCase& one) {
  Matrix<Rational> columns = Matrix<Rational>::Identity(4, 4);
  columns.col(1) = rationals(one.first);
  columns.col(2) = rationals(one.second);
  return columns;
}

TEST(EigenspaceBound, IsTheDocumentedOneWhicheverTermDominates) {
  for (const GroupCase& one : group_cases()) {
    const Matrix<Rational> columns = with_group(one), U = columns.middleCols(1, 2);
    const Rational t = one.s[1], gap = std::min(Rational(one.s[0] - t), Rational(t - one.s[3]));
    const Matrix<Rational> defect = U.transpose().lazyProduct(U) - Matrix<Rational>::Identity(2, 2);
    const Ball delta = norm(defect);
    const Ball documented = delta + sqrt(ball(2)) * norm(residual(one.s, U, t)) / (ball(gap) * sqrt(Ball(1) - delta));

    expect_between(documented, enclose_basis_radius(with_columns(one.s, columns), middle, images(one.s, columns)),
                   one.dominant);
  }
}

// Of orthonormal columns that leave the eigenspace by one angle, the nearest basis of it is within sqrt(2/5).
TEST(EigenspaceBound, HoldsForColumnsFarOff) {
  for (const GroupCase& one : {group_cases()[1], group_cases()[2]}) {
    const Matrix<Rational> columns = with_group(one);

    const auto bound = enclose_basis_radius(with_columns(one.s, columns), middle, images(one.s, columns));

    ASSERT_TRUE(bound);
    EXPECT_GE(bound->exact_midpoint() * bound->exact_midpoint(), Rational(2, 5)) << one.dominant;
  }
}

// The gap is the least that the enclosures allow: above it is 2, below somewhere from 1 to 4.
TEST(EigenspaceBound, TakesTheLeastGapOfEnclosuresThatOverlap) {
  const GroupCase one{"", {6, 4, 4, 3}, {0, 1, 0, 0}, {0, 0, most, rest}};
  const Matrix<Rational> columns = with_group(one);
  for (const bool is_above : {false, true}) {
    Spectrum spectrum = with_columns(is_above ? std::vector<Rational>{5, 4, 4, 2} : one.s, columns);
    spectrum.values[is_above ? 0 : 3] = ball(is_above ? Rational(13, 2) : Rational(3, 2)).widened(ball(Rational(3, 2)));

    const auto bound = enclose_basis_radius(spectrum, middle, images(one.s, columns));

    ASSERT_TRUE(bound);
    // sqrt(2) (3/5) / 1.
    EXPECT_GE(bound->exact_midpoint() * bound->exact_midpoint(), Rational(18, 25)) << is_above;
  }
}

}  // namespace
}  // namespace laecert::theory::eigenvector_bounds_test
