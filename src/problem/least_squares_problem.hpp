#pragma once

#include "problem/critical_problem.hpp"

namespace laecert::problem {

/// A function r of the unknowns with |r|^2 = value, and its Jacobian, in double.
template <class R>
concept Residual = requires(const R& r, const Vector<double>& x) {
  { r.residual(x) } -> std::convertible_to<Vector<double>>;
  { r.jacobian(x) } -> std::convertible_to<Matrix<double>>;
};

/// A problem whose value is a sum of squares, which finders of minima use. It proposes and proves nothing, so floating
/// point will do.
///
/// Laws, up to rounding: |residual(x)|^2 = value(x), and jacobian(x) is the derivative of residual(x), so that
/// 2 jacobian(x)^T residual(x) = gradient(x).
template <class P>
concept LeastSquaresProblem = CriticalProblem<P> && requires(const P& p) {
  { p.least_squares() } -> Residual;
};

}  // namespace laecert::problem
