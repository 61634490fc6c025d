#pragma once

#include "numeric/matrix.hpp"

namespace laecert::numeric {

/// Encloses the Frobenius norm of a matrix, the Euclidean norm of a vector.
inline Ball enclose_norm(const Eigen::Ref<const Matrix<Ball>>& a) {
  Ball sum(0);
  for (const Ball& entry : a.reshaped()) sum += sqr(entry);
  return sqrt_nonnegative(sum);
}

}  // namespace laecert::numeric
