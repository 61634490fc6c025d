#pragma once

// Definitions of PpcaObjective for scalars beside the instantiated ones (tests use automatic differentiation).

#include <cmath>
#include <utility>

#include "numeric/product.hpp"
#include "problem/families/ppca/objective.hpp"

namespace laecert::problem {
namespace ppca_detail {

template <numeric::Scalar S>
Matrix<S> transposed(const Matrix<S>& a) {
  return a.transpose();
}

// tr(A B^T)
template <numeric::Scalar S>
S inner_product(const Matrix<S>& a, const Matrix<S>& b) {
  S sum(0);
  for (Index i = 0; i < a.size(); ++i) sum += a.data()[i] * b.data()[i];
  return sum;
}

}  // namespace ppca_detail

template <numeric::Scalar S, Latents latents>
Matrix<S> PpcaObjective<S, latents>::latent_matrix(const Matrix<S>& w) const {
  Matrix<S> m = numeric::product(ppca_detail::transposed(w), w);
  for (Index a = 0; a < p_.k; ++a) m(a, a) += p_.noise_variance;
  return m;
}

template <numeric::Scalar S, Latents latents>
typename PpcaObjective<S, latents>::Point PpcaObjective<S, latents>::at(const Vector<S>& x) const {
  Matrix<S> w = unpack_weights(x, p_.k);
  const Matrix<S> w_transposed = w.transpose();
  Matrix<S> b = numeric::product(w, numeric::inverse_of_positive_definite(latent_matrix(w)));
  Matrix<S> c_inverse = -numeric::product(b, w_transposed);
  for (Index i = 0; i < c_inverse.rows(); ++i) c_inverse(i, i) += S(1);
  c_inverse *= p_.precision;
  Matrix<S> p = numeric::product(numeric::product(c_inverse, p_.covariance), c_inverse);
  Matrix<S> d = numeric::product(p, w);
  return {std::move(w), std::move(c_inverse), std::move(p), std::move(b), std::move(d)};
}

template <numeric::Scalar S, Latents latents>
S PpcaObjective<S, latents>::value(const Vector<S>& x) const
  requires(latents == Latents::maximized || numeric::Logarithmic<S>)
{
  const Point at_x = at(x);
  S sum =
      ppca_detail::inner_product(at_x.K, p_.covariance) + p_.prior_weight * ppca_detail::inner_product(at_x.W, at_x.W);
  if constexpr (latents == Latents::integrated) {
    // det C = v^(m-k) det(W^T W + v).
    using std::log;
    const S excess(static_cast<int>(p_.covariance.rows() - p_.k));
    sum += numeric::log_determinant(latent_matrix(at_x.W)) + excess * log(p_.noise_variance);
  }
  return sum;
}

// 2 (K W - K S K W + alpha W), without the first term for maximized latents.
template <numeric::Scalar S, Latents latents>
Vector<S> PpcaObjective<S, latents>::gradient(const Vector<S>& x) const {
  const Point at_x = at(x);
  Matrix<S> half = at_x.W * p_.prior_weight - at_x.D;
  if constexpr (latents == Latents::integrated) half += at_x.B;
  return pack_weights(half) * S(2);
}

// Half the Hessian sends V to (G + alpha) V + G' W with G = K - K S K, K' = -K E K, E = V W^T + W V^T; in entries,
// with T = W^T K W, Q = W^T P W, the coefficient of V_jb in (i, a) is
//   delta_ab (G + alpha)_ij + K_ij (Q - T)_ab + P_ij T_ab + B_ib (D - B)_ja + D_ib B_ja.
// Maximized latents lack the terms without S: G = -P, Q for Q - T, D for D - B.
template <numeric::Scalar S, Latents latents>
Matrix<S> PpcaObjective<S, latents>::hessian(const Vector<S>& x) const {
  const Point at_x = at(x);
  const Matrix<S> w_transposed = at_x.W.transpose();
  const Matrix<S> t = numeric::product(w_transposed, at_x.B) * S(2);
  const Matrix<S> b = at_x.B * S(2);
  Matrix<S> q = numeric::product(w_transposed, at_x.D) * S(2);
  Matrix<S> g = at_x.P * S(-2);
  Matrix<S> d = at_x.D * S(2);
  if constexpr (latents == Latents::integrated) {
    q -= t;
    g += at_x.K * S(2);
    d -= b;
  }
  const S twice_alpha = p_.prior_weight * S(2);
  const Index m = p_.covariance.rows();
  const Index k = p_.k;
  Matrix<S> h(m * k, m * k);
  for (Index i = 0; i < m; ++i) {
    for (Index j = 0; j <= i; ++j) {
      Matrix<S> block = q * at_x.K(i, j) + t * at_x.P(i, j);
      for (Index c = 0; c < k; ++c) {
        for (Index a = 0; a < k; ++a) block(a, c) += at_x.B(i, c) * d(j, a) + at_x.D(i, c) * b(j, a);
        block(c, c) += g(i, j);
        if (i == j) block(c, c) += twice_alpha;
      }
      h.block(i * k, j * k, k, k) = block;
      h.block(j * k, i * k, k, k) = block.transpose();
    }
  }
  return h;
}

template <numeric::Scalar S, Latents latents>
Matrix<S> PpcaObjective<S, latents>::tangents(const Vector<S>& x) const {
  const Matrix<S> w = unpack_weights(x, p_.k);
  Matrix<S> t(x.size(), p_.k * (p_.k - 1) / 2 + static_cast<Index>(p_.rotations.size()));
  Index column = 0;
  for (Index a = 0; a < p_.k; ++a) {
    for (Index b = a + 1; b < p_.k; ++b) {
      Matrix<S> v = Matrix<S>::Constant(w.rows(), p_.k, S(0));
      v.col(b) = w.col(a);
      v.col(a) = -w.col(b);
      t.col(column++) = pack_weights(v);
    }
  }
  for (const Matrix<S>& rotation : p_.rotations) t.col(column++) = pack_weights(numeric::product(rotation, w));
  return t;
}

}  // namespace laecert::problem
