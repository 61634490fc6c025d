#pragma once

#include <vector>

#include "numeric/product.hpp"

// Functions of one weight matrix W (m x k) that are invariant under W -> W O, O in O_k. The vector of unknowns x
// (N = mk) holds W row by row, so that a Hessian consists of k x k blocks.

namespace laecert::problem {

using numeric::Index;
using numeric::Matrix;
using numeric::Vector;

/// The vector of unknowns of a weight matrix, and back. Requires: x.size() a multiple of k.
template <numeric::Scalar S>
Vector<S> pack_weights(const Matrix<S>& w) {
  const Matrix<S> rows = w.transpose();
  return rows.reshaped();
}

template <numeric::Scalar S>
Matrix<S> unpack_weights(const Vector<S>& x, Index k) {
  return x.reshaped(k, x.size() / k).transpose();
}

/// The velocities of W under the rotations of its columns and under given ones of its rows: W (E_ab - E_ba) for a < b,
/// then K W for each K of `rotations`.
/// Shapes: K m x m, antisymmetric; the result N x (k (k - 1) / 2 + number of K).
template <numeric::Scalar S>
Matrix<S> rotation_tangents(const Matrix<S>& w, const std::vector<Matrix<S>>& rotations) {
  const Index k = w.cols();
  Matrix<S> t(w.size(), k * (k - 1) / 2 + static_cast<Index>(rotations.size()));
  Index column = 0;
  for (Index a = 0; a < k; ++a) {
    for (Index b = a + 1; b < k; ++b) {
      Matrix<S> v = Matrix<S>::Constant(w.rows(), k, S(0));
      v.col(b) = w.col(a);
      v.col(a) = -w.col(b);
      t.col(column++) = pack_weights(v);
    }
  }
  for (const Matrix<S>& rotation : rotations) t.col(column++) = pack_weights(numeric::product(rotation, w));
  return t;
}

}  // namespace laecert::problem
