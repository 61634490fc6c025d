#pragma once

#include <vector>

#include "numeric/matrix.hpp"

namespace laecert::problem {

/// How many matrices a basis of the Lie algebra of O_k, or of GL_k, has.
inline numeric::Index lie_algebra_dimension(numeric::Index k, bool orthogonal) {
  return orthogonal ? k * (k - 1) / 2 : k * k;
}

/// The i-th of them, in the order of lie_algebra. Requires: 0 <= i < lie_algebra_dimension(k, orthogonal).
template <numeric::Scalar S>
numeric::Matrix<S> lie_algebra_element(numeric::Index k, bool orthogonal, numeric::Index i) {
  numeric::Index a = 0, b = orthogonal ? 1 : 0;
  for (; i > 0; --i) {
    if (++b < k) continue;
    ++a;
    b = orthogonal ? a + 1 : 0;
  }
  numeric::Matrix<S> omega = numeric::Matrix<S>::Constant(k, k, S(0));
  omega(a, b) = S(1);
  if (orthogonal) omega(b, a) = S(-1);
  return omega;
}

/// A basis of the Lie algebra of O_k (E_ab - E_ba for a < b), or of GL_k (every E_ab).
template <numeric::Scalar S>
std::vector<numeric::Matrix<S>> lie_algebra(numeric::Index k, bool orthogonal) {
  std::vector<numeric::Matrix<S>> basis;
  const numeric::Index dimension = lie_algebra_dimension(k, orthogonal);
  basis.reserve(static_cast<std::size_t>(dimension));
  for (numeric::Index i = 0; i < dimension; ++i) basis.push_back(lie_algebra_element<S>(k, orthogonal, i));
  return basis;
}

}  // namespace laecert::problem
