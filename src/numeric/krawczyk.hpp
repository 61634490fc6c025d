#pragma once

#include <Eigen/LU>
#include <concepts>
#include <string>

#include "numeric/errors.hpp"
#include "numeric/matrix.hpp"
#include "numeric/outcome.hpp"

namespace laecert::numeric {

/// A differentiable map of n variables to n values that can be evaluated on a box, with its Jacobian matrix.
template <class F>
concept EnclosedMap = requires(const F f, const Vector<Ball> x) {
  { f(x) } -> std::convertible_to<Vector<Ball>>;
  { f.jacobian(x) } -> std::convertible_to<Matrix<Ball>>;
};

/// Proved: exactly one zero in the box that was tried; it lies in this one.
struct KrawczykBox {
  Vector<Ball> box;
};

/// An approximate inverse of the midpoints, with exact entries; untrusted, and not finite where there is none.
Matrix<Ball> approx_inverse(const Matrix<Ball>& a);

/// The midpoints of a box, exact. Requires: all finite.
Vector<Ball> center(const Vector<Ball>& box);

/// Whether every point of `inner` is an interior point of `outer`, entry by entry.
bool is_in_interior(const Vector<Ball>& inner, const Vector<Ball>& outer);

/// Krawczyk's image of a box: K(X) = y - C f(y) + (I - C f'(X)) (X - y), y the center of X, C about f'(y)^-1.
/// Shapes:    box n, f(box) n, f.jacobian(box) n x n, n >= 1.
/// Guarantee: contains all zeros of f in X; not finite where C is not.
/// Requires:  X finite; f and its Jacobian enclose a continuously differentiable map on the box.
/// Errors:    PreconditionError where the shapes do not fit.
/// Source:    Krawczyk 1969; reports/method.md, bound R9.
template <EnclosedMap F>
Vector<Ball> enclose_krawczyk_image(const F& f, const Vector<Ball>& box) {
  const Vector<Ball> y = center(box);
  const Matrix<Ball> slope = f.jacobian(box);
  const Vector<Ball> value = f(y);
  if (box.size() < 1 || value.size() != box.size() || slope.rows() != box.size() || slope.cols() != box.size()) {
    throw PreconditionError("prove_unique_zero: the map has not as many values as the box has entries");
  }
  const Matrix<Ball> c = approx_inverse(f.jacobian(y));
  const Matrix<Ball> contraction = Matrix<Ball>::Identity(box.size(), box.size()) - c * slope;
  return y - c * value + contraction * (box - y);
}

/// Krawczyk's test.
/// Guarantee: K(X) inside the interior of X proves exactly one zero in X, and that f' is regular there.
/// Requires, errors: as enclose_krawczyk_image; what is not finite is undecided.
/// Source:    Krawczyk 1969, Moore 1977; reports/method.md, bound R9.
template <EnclosedMap F>
Outcome<KrawczykBox> prove_unique_zero(const F& f, const Vector<Ball>& box) {
  for (const Ball& x : box) {
    if (!x.is_finite()) return Reason{"cannot conclude: the box is not finite"};
  }
  const Vector<Ball> image = enclose_krawczyk_image(f, box);
  if (!is_in_interior(image, box)) return Reason{"cannot conclude: K(X) is not inside X"};
  return KrawczykBox{image};
}

}  // namespace laecert::numeric
