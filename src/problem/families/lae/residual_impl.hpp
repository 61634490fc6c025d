#pragma once

// Definitions of LaeResidual for scalars beside double (tests use automatic differentiation).

#include <utility>

#include "problem/families/lae/loss.hpp"
#include "problem/families/lae/residual.hpp"

namespace laecert::problem {

template <numeric::Scalar S>
LaeResidual<S>::LaeResidual(Matrix<S> data, Roots roots, Index k)
    : data_(std::move(data)), roots_(std::move(roots)), k_(k) {}

template <numeric::Scalar S>
Vector<S> LaeResidual<S>::stacked(const Matrix<S>& gap, const Matrix<S>& map, const Vector<S>& x) const {
  const Matrix<S> missed = numeric::product(gap, data_);
  const Matrix<S> weighted_map = map * roots_.map_penalty;
  const Vector<S> weighted_unknowns = x * roots_.weight_penalty;
  Vector<S> r(missed.size() + map.size() + x.size());
  r << missed.reshaped(), weighted_map.reshaped(), weighted_unknowns;
  return r;
}

template <numeric::Scalar S>
Vector<S> LaeResidual<S>::residual(const Vector<S>& x) const {
  const Autoencoder<S> w = unpack(x, k_);
  const Matrix<S> map = numeric::product(w.W2, w.W1);
  Matrix<S> gap = -map;
  for (Index i = 0; i < gap.rows(); ++i) gap(i, i) += S(1);
  return stacked(gap, map, x);
}

// Along a unit vector (V1, V2) the map W2 W1 changes by V2 W1 + W2 V1.
template <numeric::Scalar S>
Matrix<S> LaeResidual<S>::jacobian(const Vector<S>& x) const {
  const Autoencoder<S> w = unpack(x, k_);
  Matrix<S> j(data_.size() + data_.rows() * data_.rows() + x.size(), x.size());
  for (Index c = 0; c < x.size(); ++c) {
    Vector<S> unit = Vector<S>::Constant(x.size(), S(0));
    unit(c) = S(1);
    const Autoencoder<S> v = unpack(unit, k_);
    const Matrix<S> change = numeric::product(v.W2, w.W1) + numeric::product(w.W2, v.W1);
    j.col(c) = stacked(-change, change, unit);
  }
  return j;
}

}  // namespace laecert::problem
