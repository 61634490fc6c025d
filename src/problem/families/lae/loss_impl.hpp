#pragma once

// Definitions of LaeLoss for scalars beside the instantiated ones (tests use automatic differentiation).

#include <utility>

#include "problem/families/lae/loss.hpp"

namespace laecert::problem {
namespace lae_detail {

template <numeric::Scalar S>
S squared_norm(const Matrix<S>& a) {
  S sum(0);
  for (Index j = 0; j < a.cols(); ++j) {
    for (Index i = 0; i < a.rows(); ++i) sum += a(i, j) * a(i, j);
  }
  return sum;
}

// tr(A B^T)
template <numeric::Scalar S>
S inner_product(const Matrix<S>& a, const Matrix<S>& b) {
  S sum(0);
  for (Index j = 0; j < a.cols(); ++j) {
    for (Index i = 0; i < a.rows(); ++i) sum += a(i, j) * b(i, j);
  }
  return sum;
}

template <numeric::Scalar S>
Matrix<S> transposed(const Matrix<S>& a) {
  return a.transpose();
}

}  // namespace lae_detail

template <numeric::Scalar S>
LaeLoss<S>::LaeLoss(Matrix<S> gram, S lambda, Index k, Regularization regularization, std::vector<Matrix<S>> commutant)
    : gram_(std::move(gram)),
      weighted_(gram_),
      mu_(regularization == Regularization::sum ? lambda : S(0)),
      product_penalty_(regularization == Regularization::product ? lambda : S(0)),
      k_(k),
      orthogonal_(regularization == Regularization::sum),
      commutant_(std::move(commutant)) {
  for (Index i = 0; i < gram_.rows(); ++i) weighted_(i, i) += product_penalty_;
}

template <numeric::Scalar S>
Matrix<S> LaeLoss<S>::residual(const Autoencoder<S>& w) const {
  const Matrix<S> encoded = numeric::product(w.W1, weighted_);
  const Matrix<S> reconstructed = numeric::product(w.W2, encoded);
  return reconstructed - gram_;
}

template <numeric::Scalar S>
S LaeLoss<S>::value(const Vector<S>& x) const {
  const Autoencoder<S> w = unpack(x, k_);
  // tr((I - N) S (I - N)^T) with N = W2 W1.
  const Matrix<S> n = numeric::product(w.W2, w.W1);
  Matrix<S> gap = -n;
  for (Index i = 0; i < m(); ++i) gap(i, i) += S(1);
  const S reconstruction = lae_detail::inner_product(numeric::product(gap, gram_), gap);
  const S weights = lae_detail::squared_norm(w.W1) + lae_detail::squared_norm(w.W2);
  return reconstruction + product_penalty_ * lae_detail::squared_norm(n) + mu_ * weights;
}

template <numeric::Scalar S>
Vector<S> LaeLoss<S>::gradient(const Vector<S>& x) const {
  const Autoencoder<S> w = unpack(x, k_);
  const Matrix<S> r = residual(w);
  // grad_W1 = 2 W2^T R + 2 mu W1;  grad_W2 = 2 R W1^T + 2 mu W2.
  Autoencoder<S> g{numeric::product(lae_detail::transposed(w.W2), r),
                   numeric::product(r, lae_detail::transposed(w.W1))};
  g.W1 += w.W1 * mu_;
  g.W2 += w.W2 * mu_;
  return pack(g) * S(2);
}

template <numeric::Scalar S>
Matrix<S> LaeLoss<S>::hessian(const Vector<S>& x) const {
  const Autoencoder<S> w = unpack(x, k_);
  const Matrix<S> w2t = w.W2.transpose();
  const Matrix<S> encoded = numeric::product(w.W1, weighted_);  // B = W1 S'
  const Matrix<S> r_transposed = lae_detail::transposed(residual(w)) * S(2);
  const Matrix<S> decoder_gram = numeric::product(w2t, w.W2) * S(2);                         // 2 W2^T W2
  Matrix<S> encoder_block = numeric::product(encoded, lae_detail::transposed(w.W1)) * S(2);  // 2 (W1 S' W1^T + mu)
  const S twice_mu = mu_ * S(2);
  for (Index a = 0; a < k_; ++a) encoder_block(a, a) += twice_mu;
  const Matrix<S> twice_encoded = encoded * S(2);

  const Index half = m() * k_;
  Matrix<S> h = Matrix<S>::Constant(2 * half, 2 * half, S(0));
  for (Index i = 0; i < m(); ++i) {
    h.block(half + i * k_, half + i * k_, k_, k_) = encoder_block;
    for (Index j = 0; j < m(); ++j) {
      // W1-W1 block (i, j): 2 (S'_ij W2^T W2 + mu delta_ij I).
      h.block(i * k_, j * k_, k_, k_) = decoder_gram * weighted_(i, j);
      // W1-W2 block (i, j), rows a, columns b: 2 (delta_ab R_ji + (W2)_ja B_bi).
      for (Index b = 0; b < k_; ++b) {
        for (Index a = 0; a < k_; ++a) {
          S entry = w2t(a, j) * twice_encoded(b, i);
          if (a == b) entry += r_transposed(i, j);
          h(half + j * k_ + b, i * k_ + a) = entry;
          h(i * k_ + a, half + j * k_ + b) = std::move(entry);
        }
      }
    }
    for (Index a = 0; a < k_; ++a) h(i * k_ + a, i * k_ + a) += twice_mu;
  }
  return h;
}

// For Omega = E_ab, and E_ab - E_ba for the orthogonal group: rows of W1 and columns of W2 change places, so that no
// k x k matrix is needed.
template <numeric::Scalar S>
Matrix<S> LaeLoss<S>::tangents(const Vector<S>& x) const {
  const Autoencoder<S> w = unpack(x, k_);
  const Index generators = orthogonal_ ? k_ * (k_ - 1) / 2 : k_ * k_;
  Matrix<S> t(x.size(), generators + static_cast<Index>(commutant_.size()));
  const Autoencoder<S> zero{Matrix<S>::Constant(k_, m(), S(0)), Matrix<S>::Constant(m(), k_, S(0))};
  Index column = 0;
  for (Index a = 0; a < k_; ++a) {
    for (Index b = orthogonal_ ? a + 1 : 0; b < k_; ++b) {
      Autoencoder<S> v = zero;
      v.W1.row(a) = w.W1.row(b);
      v.W2.col(b) = -w.W2.col(a);
      if (orthogonal_) {
        v.W1.row(b) = -w.W1.row(a);
        v.W2.col(a) = w.W2.col(b);
      }
      t.col(column++) = pack(v);
    }
  }
  for (const Matrix<S>& rotation : commutant_) {
    t.col(column++) =
        pack(Autoencoder<S>{numeric::product(w.W1, Matrix<S>(-rotation)), numeric::product(rotation, w.W2)});
  }
  return t;
}

}  // namespace laecert::problem
