#pragma once

#include <concepts>

#include "numeric/matrix.hpp"

namespace laecert::numeric {

/// The matrix product over any scalar.
/// Guarantee: over Ball and DoubleBall it encloses the product for every choice of points.
template <Scalar S>
Matrix<S> product(const Matrix<S>& a, const Matrix<S>& b) {
  // Eigen's blocked kernels ask scalars for comparisons that enclosures refuse; the plain sum asks for none.
  if constexpr (std::same_as<S, double>) {
    return a * b;
  } else {
    return a.lazyProduct(b);
  }
}

/// Over Ball: one rounding for each entry (Arb's dot product) in place of two for each term.
Matrix<Ball> product(const Matrix<Ball>& a, const Matrix<Ball>& b);

}  // namespace laecert::numeric
