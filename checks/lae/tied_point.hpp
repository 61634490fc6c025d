#pragma once

#include "numeric/product.hpp"

namespace laecert::checks {

using numeric::Matrix;

/// An instance over one scalar, decoder weights on it, and the two vector fields there; R = (W W^T - 1) S.
/// Shapes: gram m x m, W m x k.
template <numeric::Scalar S>
struct TiedPoint {
  Matrix<S> gram, W;
  S lambda;

  [[nodiscard]] Matrix<S> residual() const {
    const Matrix<S> Wt = W.transpose();
    return numeric::product(Matrix<S>(numeric::product(W, Wt)), gram) - gram;
  }
  /// Regularized Oja's update R W + lambda W.
  [[nodiscard]] Matrix<S> oja() const { return numeric::product(residual(), W) + lambda * W; }
  /// The gradient 2 (R + R^T) W + 4 lambda W of the tied loss.
  [[nodiscard]] Matrix<S> tied_gradient() const {
    const Matrix<S> R = residual(), symmetric = R + R.transpose();
    return S(2) * numeric::product(symmetric, W) + S(4) * lambda * W;
  }
};

}  // namespace laecert::checks
