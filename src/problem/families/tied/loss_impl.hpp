#pragma once

// Definitions of TiedLoss for scalars beside the instantiated ones (tests use automatic differentiation).

#include <utility>

#include "problem/families/tied/loss.hpp"

namespace laecert::problem {

template <numeric::Scalar S>
TiedLoss<S>::TiedLoss(Matrix<S> gram, S lambda, Index k, std::vector<Matrix<S>> rotations)
    : gram_(std::move(gram)), lambda_(std::move(lambda)), k_(k), rotations_(std::move(rotations)) {}

template <numeric::Scalar S>
typename TiedLoss<S>::Point TiedLoss<S>::at(const Vector<S>& x) const {
  Matrix<S> w = unpack_weights(x, k_);
  const Matrix<S> w_transposed = w.transpose();
  Matrix<S> b = numeric::product(gram_, w);
  Matrix<S> g = numeric::product(w_transposed, w);
  Matrix<S> h = numeric::product(w_transposed, b);
  return {std::move(w), std::move(b), std::move(g), std::move(h)};
}

// tr (1 - W W^T) S (1 - W W^T) = tr S - 2 tr H + tr H G.
template <numeric::Scalar S>
S TiedLoss<S>::value(const Vector<S>& x) const {
  const Point p = at(x);
  const S mixed = numeric::product(p.H, p.G).trace();
  const S explained = p.H.trace() * S(2), weights = p.G.trace() * S(2);
  return S(gram_.trace()) - explained + mixed + lambda_ * weights;
}

// R W = W H - B and R^T W = B G - B.
template <numeric::Scalar S>
Vector<S> TiedLoss<S>::gradient(const Vector<S>& x) const {
  const Point p = at(x);
  Matrix<S> half = numeric::product(p.W, p.H) + numeric::product(p.B, p.G);
  half -= p.B * S(2);
  half += p.W * S(lambda_ * S(2));
  return pack_weights(half) * S(2);
}

// Half the Hessian sends V to (C + 2 lambda) V + E B + S E W, C = R + R^T = W B^T + B W^T - 2 S, E = V W^T + W V^T. In
// entries the coefficient of V_jb in (i, a) is
//   delta_ab C_ij + delta_ij (H + 2 lambda)_ab + S_ij G_ab + W_ib B_ja + B_ib W_ja.
template <numeric::Scalar S>
Matrix<S> TiedLoss<S>::hessian(const Vector<S>& x) const {
  const Point p = at(x);
  const Matrix<S> w = p.W * S(2), b = p.B * S(2), g = p.G * S(2);
  const Matrix<S> outer = numeric::product(w, Matrix<S>(p.B.transpose()));  // 2 W B^T
  Matrix<S> diagonal = p.H * S(2);
  for (Index a = 0; a < k_; ++a) diagonal(a, a) += lambda_ * S(4);
  const Index m = gram_.rows();
  Matrix<S> hessian(m * k_, m * k_);
  for (Index i = 0; i < m; ++i) {
    for (Index j = 0; j <= i; ++j) {
      Matrix<S> block = g * gram_(i, j);
      if (i == j) block += diagonal;
      const S on_diagonal = outer(i, j) + outer(j, i) - gram_(i, j) * S(4);  // 2 C_ij
      for (Index c = 0; c < k_; ++c) {
        for (Index a = 0; a < k_; ++a) block(a, c) += w(i, c) * p.B(j, a) + b(i, c) * p.W(j, a);
        block(c, c) += on_diagonal;
      }
      hessian.block(i * k_, j * k_, k_, k_) = block;
      hessian.block(j * k_, i * k_, k_, k_) = block.transpose();
    }
  }
  return hessian;
}

template <numeric::Scalar S>
Matrix<S> TiedLoss<S>::tangents(const Vector<S>& x) const {
  return rotation_tangents(unpack_weights(x, k_), rotations_);
}

}  // namespace laecert::problem
