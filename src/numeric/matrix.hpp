#pragma once

#include <Eigen/Core>

#include "numeric/eigen_traits.hpp"
#include "numeric/scalar.hpp"

namespace laecert::numeric {

using Index = Eigen::Index;
template <class S>
using Matrix = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;
template <class S>
using Vector = Eigen::Matrix<S, Eigen::Dynamic, 1>;

/// The matrix (or vector) in another scalar, entry by entry, with the guarantee of `lift`.
template <Scalar S, class Derived>
auto lift_matrix(const Eigen::MatrixBase<Derived>& a, Precision precision)
    -> Eigen::Matrix<S, Derived::RowsAtCompileTime, Derived::ColsAtCompileTime> {
  Eigen::Matrix<S, Derived::RowsAtCompileTime, Derived::ColsAtCompileTime> result(a.rows(), a.cols());
  for (Index j = 0; j < a.cols(); ++j) {
    for (Index i = 0; i < a.rows(); ++i) result(i, j) = lift<S>(a(i, j), precision);
  }
  return result;
}

/// Whether the matrix is square and equal to its transpose, entry by entry; no copy is made.
template <class Derived>
bool is_symmetric(const Eigen::MatrixBase<Derived>& a) {
  if (a.rows() != a.cols()) return false;
  for (Index j = 0; j < a.cols(); ++j) {
    for (Index i = j + 1; i < a.rows(); ++i) {
      if (a(i, j) != a(j, i)) return false;
    }
  }
  return true;
}

}  // namespace laecert::numeric
