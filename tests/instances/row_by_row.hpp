#pragma once

#include <vector>

#include "numeric/matrix.hpp"

namespace laecert::instances {

/// The matrix with these entries.
inline numeric::Matrix<numeric::Rational> matrix(numeric::Index rows, numeric::Index cols,
                                                 const std::vector<numeric::Rational>& row_by_row) {
  numeric::Matrix<numeric::Rational> result(rows, cols);
  for (numeric::Index i = 0; i < rows; ++i) {
    for (numeric::Index j = 0; j < cols; ++j) result(i, j) = row_by_row[static_cast<std::size_t>(i * cols + j)];
  }
  return result;
}

}  // namespace laecert::instances
