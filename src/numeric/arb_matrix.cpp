#include "numeric/arb_matrix.hpp"

#include <algorithm>

#include "numeric/running.hpp"

namespace laecert::numeric {

ArbMatrix::ArbMatrix(const Matrix<Ball>& a) : ArbMatrix(a.rows(), a.cols()) {
  for (Index i = 0; i < a.rows(); ++i) {
    require_running_after(a.cols());
    for (Index j = 0; j < a.cols(); ++j) arb_set(arb_mat_entry(matrix_, i, j), a(i, j).arb());
  }
}

Matrix<Ball> ArbMatrix::to_matrix(Precision precision) const {
  Matrix<Ball> result(rows(), cols());
  for (Index i = 0; i < rows(); ++i) {
    for (Index j = 0; j < cols(); ++j) result(i, j) = Ball::from_arb(arb_mat_entry(matrix_, i, j), precision);
  }
  return result;
}

Precision largest_precision(const Matrix<Ball>& a) {
  Precision largest{64};
  for (const Ball& x : a.reshaped()) largest.bits = std::max(largest.bits, x.precision().bits);
  return largest;
}

}  // namespace laecert::numeric
