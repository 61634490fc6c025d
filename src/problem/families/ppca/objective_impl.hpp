#pragma once

// Definitions of PpcaObjective for scalars beside the instantiated ones (tests use automatic differentiation).

#include <cmath>
#include <utility>

#include "numeric/product.hpp"
#include "problem/families/ppca/objective.hpp"

namespace laecert::problem {
namespace ppca_detail {

template <numeric::Scalar S>
S squared_norm(const Matrix<S>& a) {
  S sum(0);
  for (Index i = 0; i < a.size(); ++i) sum += a.data()[i] * a.data()[i];
  return sum;
}

template <numeric::Scalar S>
S trace(const Matrix<S>& a) {
  S sum(0);
  for (Index i = 0; i < a.rows(); ++i) sum += a(i, i);
  return sum;
}

template <numeric::Scalar S>
Matrix<S> identity(Index m) {
  Matrix<S> result = Matrix<S>::Constant(m, m, S(0));
  for (Index i = 0; i < m; ++i) result(i, i) = S(1);
  return result;
}

}  // namespace ppca_detail

template <numeric::Scalar S, Latents latents>
Matrix<S> PpcaObjective<S, latents>::latent_matrix(const Matrix<S>& w, const Matrix<S>& w_transposed) const {
  Matrix<S> m = numeric::product(w_transposed, w);
  for (Index a = 0; a < p_.k; ++a) m(a, a) += p_.noise_variance;
  return m;
}

template <numeric::Scalar S, Latents latents>
typename PpcaObjective<S, latents>::Point PpcaObjective<S, latents>::at(const Vector<S>& x) const {
  Matrix<S> w = unpack_weights(x, p_.k);
  Matrix<S> w_transposed = w.transpose();
  Matrix<S> b = numeric::product(w, numeric::inverse_of_positive_definite(latent_matrix(w, w_transposed)));
  return {std::move(w), std::move(w_transposed), std::move(b)};
}

template <numeric::Scalar S, Latents latents>
Matrix<S> PpcaObjective<S, latents>::solve(const Point& point, const Matrix<S>& y) const {
  const Matrix<S> explained = numeric::product(point.B, numeric::product(point.W_transposed, y));
  return (y - explained) * p_.precision;
}

template <numeric::Scalar S, Latents latents>
S PpcaObjective<S, latents>::value(const Vector<S>& x) const
  requires(latents == Latents::maximized || numeric::Logarithmic<S>)
{
  const Point point = at(x);
  S sum = ppca_detail::trace(solve(point, p_.covariance)) + p_.prior_weight * ppca_detail::squared_norm(point.W);
  if constexpr (latents == Latents::integrated) {
    // det C = v^(m-k) det(W^T W + v).
    using std::log;
    const S excess(static_cast<int>(p_.covariance.rows() - p_.k));
    sum += numeric::log_determinant(latent_matrix(point.W, point.W_transposed)) + excess * log(p_.noise_variance);
  }
  return sum;
}

// 2 (K W - K S K W + alpha W) with K = C^-1 and S/n for S; without the first term for maximized latents.
template <numeric::Scalar S, Latents latents>
Vector<S> PpcaObjective<S, latents>::gradient(const Vector<S>& x) const {
  const Point point = at(x);
  Matrix<S> half = point.W * p_.prior_weight - solve(point, numeric::product(p_.covariance, point.B));
  if constexpr (latents == Latents::integrated) half += point.B;
  return pack_weights(half) * S(2);
}

// Half the Hessian sends V to (G + alpha) V + G' W with G = K - P, P = K S K, K' = -K E K, E = V W^T + W V^T; in
// entries, with B = K W, D = P W, T = W^T B, Q = W^T D, the coefficient of V_jb in (i, a) is
//   delta_ab (G + alpha delta)_ij + K_ij (Q - T)_ab + P_ij T_ab + B_ib (D - B)_ja + D_ib B_ja.
// Maximized latents lack the terms without S: G = -P, Q for Q - T, D for D - B.
template <numeric::Scalar S, Latents latents>
Matrix<S> PpcaObjective<S, latents>::hessian(const Vector<S>& x) const {
  const Point point = at(x);
  const Matrix<S> inverse = solve(point, ppca_detail::identity<S>(p_.covariance.rows()));  // K
  const Matrix<S> p = solve(point, solve(point, p_.covariance).transpose());
  const Matrix<S> half_d = numeric::product(p, point.W);
  const Matrix<S> t = numeric::product(point.W_transposed, point.B) * S(2);
  const Matrix<S> b = point.B * S(2);
  Matrix<S> q = numeric::product(point.W_transposed, half_d) * S(2);
  Matrix<S> g = p * S(-2);
  Matrix<S> d = half_d * S(2);
  if constexpr (latents == Latents::integrated) {
    q -= t;
    g += inverse * S(2);
    d -= b;
  }
  const S twice_alpha = p_.prior_weight * S(2);
  const Index m = p_.covariance.rows();
  const Index k = p_.k;
  Matrix<S> h(m * k, m * k);
  for (Index i = 0; i < m; ++i) {
    for (Index j = 0; j <= i; ++j) {
      Matrix<S> block = q * inverse(i, j) + t * p(i, j);
      for (Index c = 0; c < k; ++c) {
        for (Index a = 0; a < k; ++a) block(a, c) += point.B(i, c) * d(j, a) + half_d(i, c) * b(j, a);
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
  return rotation_tangents(unpack_weights(x, p_.k), p_.rotations);
}

}  // namespace laecert::problem
