#pragma once

#include <utility>
#include <vector>

#include "numeric/matrix.hpp"

namespace laecert::problem {

/// A basis of the Lie algebra of O_k (E_ab - E_ba for a < b), or of GL_k (every E_ab).
template <numeric::Scalar S>
std::vector<numeric::Matrix<S>> lie_algebra(numeric::Index k, bool orthogonal) {
  std::vector<numeric::Matrix<S>> basis;
  basis.reserve(static_cast<std::size_t>(orthogonal ? k * (k - 1) / 2 : k * k));
  for (numeric::Index a = 0; a < k; ++a) {
    for (numeric::Index b = orthogonal ? a + 1 : 0; b < k; ++b) {
      numeric::Matrix<S> omega = numeric::Matrix<S>::Constant(k, k, S(0));
      omega(a, b) = S(1);
      if (orthogonal) omega(b, a) = S(-1);
      basis.push_back(std::move(omega));
    }
  }
  return basis;
}

}  // namespace laecert::problem
