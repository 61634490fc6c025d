#include "matrix.hpp"

namespace laecert::recheck {
Matrix::Matrix(Index rows, Index columns, const Integer& denominator)
    : rows_(rows), columns_(columns), denominator_(denominator), entries_(rows * columns) {}

Matrix transposed(const Matrix& a) {
  Matrix result(a.columns(), a.rows(), a.denominator());
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.columns(); ++j) result.at(j, i) = a.at(i, j);
  }
  return result;
}

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix result(a.rows(), b.columns(), a.denominator() * b.denominator());
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index l = 0; l < a.columns(); ++l) {
      for (Index j = 0; j < b.columns(); ++j) result.at(i, j) += a.at(i, l) * b.at(l, j);
    }
  }
  return result;
}

Matrix scaled(const Rational& factor, const Matrix& a) {
  Matrix result(a.rows(), a.columns(), factor.get_den() * a.denominator());
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.columns(); ++j) result.at(i, j) = factor.get_num() * a.at(i, j);
  }
  return result;
}

Matrix sum(const Matrix& a, const Matrix& b) {
  const Integer denominator = lcm(a.denominator(), b.denominator());
  const Integer a_factor = denominator / a.denominator(), b_factor = denominator / b.denominator();
  Matrix result(a.rows(), a.columns(), denominator);
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.columns(); ++j) result.at(i, j) = a_factor * a.at(i, j) + b_factor * b.at(i, j);
  }
  return result;
}

Matrix difference(const Matrix& a, const Matrix& b) { return sum(a, scaled(-1, b)); }

Matrix plus_identity(const Matrix& a, const Rational& q) {
  Matrix multiple(a.rows(), a.rows(), q.get_den());
  for (Index i = 0; i < a.rows(); ++i) multiple.at(i, i) = q.get_num();
  return sum(a, multiple);
}

bool are_equal(const Matrix& a, const Matrix& b) { return squared_norm(difference(a, b)) == 0; }

Rational inner(const Matrix& a, const Matrix& b) {
  Integer total = 0;
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.columns(); ++j) total += a.at(i, j) * b.at(i, j);
  }
  return quotient(total, a.denominator() * b.denominator());
}

Rational trace(const Matrix& a) {
  Integer total = 0;
  for (Index i = 0; i < a.rows(); ++i) total += a.at(i, i);
  return quotient(total, a.denominator());
}

Rational squared_norm(const Matrix& a) { return inner(a, a); }

}  // namespace laecert::recheck
