#pragma once

#include "numeric/matrix.hpp"

namespace laecert::problem {

using numeric::Index;
using numeric::Matrix;
using numeric::Vector;

/// The loss of a regularized linear autoencoder as a sum of squares: |residual(x)|^2 = value(x) with
///
///   residual = (X - W2 W1 X, sqrt(map penalty) W2 W1, sqrt(weight penalty) x),   X X^T = S,
///
/// the map penalty being lambda for `product`, the weight penalty lambda for `sum`, else 0.
/// Shapes: X m x r, x the N = 2mk unknowns of loss.hpp; residual m r + m^2 + N, jacobian as many rows, N columns.
template <numeric::Scalar S>
class LaeResidual {
 public:
  struct Roots {
    S map_penalty, weight_penalty;
  };

  LaeResidual(Matrix<S> data, Roots roots, Index k);

  [[nodiscard]] Vector<S> residual(const Vector<S>& x) const;
  [[nodiscard]] Matrix<S> jacobian(const Vector<S>& x) const;

 private:
  // (gap X, sqrt(map penalty) map, sqrt(weight penalty) x), column by column.
  Vector<S> stacked(const Matrix<S>& gap, const Matrix<S>& map, const Vector<S>& x) const;

  Matrix<S> data_;  // X
  Roots roots_;
  Index k_;
};

extern template class LaeResidual<double>;

}  // namespace laecert::problem
