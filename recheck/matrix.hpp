#pragma once

#include <vector>

#include "exact.hpp"

namespace laecert::recheck {

/// A rational matrix: integers over one positive denominator, not reduced. Products then need no gcd.
class Matrix {
 public:
  Matrix() = default;
  /// Zero.
  Matrix(Index rows, Index columns, const Integer& denominator);

  [[nodiscard]] Index rows() const { return rows_; }
  [[nodiscard]] Index columns() const { return columns_; }
  [[nodiscard]] const Integer& denominator() const { return denominator_; }
  /// The integer above the denominator.
  [[nodiscard]] const Integer& at(Index row, Index column) const { return entries_[row * columns_ + column]; }
  Integer& at(Index row, Index column) { return entries_[row * columns_ + column]; }

 private:
  Index rows_ = 0, columns_ = 0;
  Integer denominator_ = 1;
  std::vector<Integer> entries_;
};

Matrix transposed(const Matrix& a);
/// Guarantee: the denominator is the product of both.
Matrix product(const Matrix& a, const Matrix& b);
/// factor * a.
Matrix scaled(const Rational& factor, const Matrix& a);
/// Guarantee: the denominator is the least common multiple of both. Requires: equal shapes.
Matrix sum(const Matrix& a, const Matrix& b);
Matrix difference(const Matrix& a, const Matrix& b);
/// a + q I. Requires: a square.
Matrix plus_identity(const Matrix& a, const Rational& q);
/// Requires: equal shapes.
bool are_equal(const Matrix& a, const Matrix& b);

/// tr(a b^T). Requires: equal shapes.
Rational inner(const Matrix& a, const Matrix& b);
Rational trace(const Matrix& a);
/// |a|^2, Frobenius.
Rational squared_norm(const Matrix& a);

}  // namespace laecert::recheck
