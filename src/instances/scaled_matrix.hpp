#pragma once

#include <flint/fmpz_mat.h>

#include <vector>

#include "instances/number.hpp"

namespace laecert::instances {

/// A rational matrix with one common denominator: numerators / denominator.
///
/// Numerators are FLINT integers (one word while they fit), so a product needs no greatest common divisor.
/// Law: denominator > 0.
class ScaledMatrix {
 public:
  /// Zero, over this denominator. Requires: rows, cols >= 0, denominator > 0.
  ScaledMatrix(Index rows, Index cols, Integer denominator);
  ScaledMatrix(const ScaledMatrix& other);
  ScaledMatrix(ScaledMatrix&& other) noexcept;
  ScaledMatrix& operator=(ScaledMatrix other) noexcept;
  ~ScaledMatrix() { fmpz_mat_clear(numerators_); }

  [[nodiscard]] Index rows() const { return fmpz_mat_nrows(numerators_); }
  [[nodiscard]] Index cols() const { return fmpz_mat_ncols(numerators_); }
  [[nodiscard]] const Integer& denominator() const { return denominator_; }

  /// The entry, in lowest terms. Requires: 0 <= i < rows, 0 <= j < cols.
  [[nodiscard]] Rational operator()(Index i, Index j) const;
  /// Makes the numerator of one entry this integer. Requires: as above.
  void set_numerator(Index i, Index j, const Integer& value);

  [[nodiscard]] ScaledMatrix transposed() const;
  /// The columns with these numbers (from zero), in this order. Requires: each in range.
  [[nodiscard]] ScaledMatrix columns(const std::vector<Index>& chosen) const;
  /// Whether all entries of this column are the same number.
  [[nodiscard]] bool is_constant_column(Index j) const;
  /// All entries, in lowest terms.
  [[nodiscard]] Matrix<Rational> to_rational() const;

  /// The numerators, for products in FLINT.
  [[nodiscard]] const fmpz_mat_struct* numerators() const { return numerators_; }
  [[nodiscard]] fmpz_mat_struct* numerators() { return numerators_; }

 private:
  fmpz_mat_t numerators_;
  Integer denominator_;
};

}  // namespace laecert::instances
