#pragma once

#include <arb_mat.h>

#include "numeric/matrix.hpp"

namespace laecert::numeric {

/// Owns an Arb matrix: the bridge between Matrix<Ball> and Arb's matrix routines.
class ArbMatrix {
 public:
  ArbMatrix(Index rows, Index cols) { arb_mat_init(matrix_, rows, cols); }
  explicit ArbMatrix(const Matrix<Ball>& a);
  ArbMatrix(ArbMatrix&& other) noexcept : ArbMatrix(0, 0) { arb_mat_swap(matrix_, other.matrix_); }
  ArbMatrix(const ArbMatrix&) = delete;
  ArbMatrix& operator=(const ArbMatrix&) = delete;
  ArbMatrix& operator=(ArbMatrix&&) = delete;
  ~ArbMatrix() { arb_mat_clear(matrix_); }

  [[nodiscard]] Index rows() const { return arb_mat_nrows(matrix_); }
  [[nodiscard]] Index cols() const { return arb_mat_ncols(matrix_); }
  arb_mat_struct* get() { return matrix_; }
  [[nodiscard]] const arb_mat_struct* get() const { return matrix_; }

  /// The same enclosures as balls of this working precision.
  [[nodiscard]] Matrix<Ball> to_matrix(Precision precision) const;

 private:
  arb_mat_t matrix_;
};

/// The largest working precision among the entries, at least 64 bits.
Precision largest_precision(const Matrix<Ball>& a);

}  // namespace laecert::numeric
