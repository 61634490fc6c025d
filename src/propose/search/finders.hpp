#pragma once

#include "propose/search/landscape.hpp"

// From a point to a critical point somewhere, in double: untrusted proposals. No finder but the last sees the value.

namespace laecert::propose {

/// Where a finder came to.
struct Approximation {
  Eigen::VectorXd x;
  long steps = 0;          // with a new Hessian or Jacobian each, refused ones included
  bool converged = false;  // relative_gradient is small
};

/// |gradient| / (|Hessian| length), Frobenius norms: about Newton's step against that length, unless the Hessian is
/// nearly singular. NaN where something is not finite or both vanish.
double relative_gradient(const Landscape& landscape, const Eigen::VectorXd& x, double length);

/// Where finders have converged: a hundred times the rounding of a gradient, so that eigenvalues of 1e-10 |Hessian| are
/// resolved.
constexpr double small_relative_gradient = 1e-12;

/// Newton's method with steps of least residual |H p + g|, regularized: p = -(H^2 + mu^2)^-1 H g.
///
/// With mu = |g| / |start| the step is at most |start| / 2 long, runs to critical points of every index, and converges
/// quadratically to manifolds of them, along which H is singular. The symmetries' tangents T are kept out of it by
/// |H| T T^T / |start|^2, added to H. To the step comes one along T that shortens x: else orbits lead to infinity,
/// where the gradient falls and no critical point is. The sum is halved until |g| is at most the largest of the last
/// ten. Where |g| stalls, g lies nearly in the kernel of H (a critical point of |g|^2 that is none of the problem): one
/// bold step then, with mu = 0 and no test, leaves that place along the kernel. No step depends on the value, on
/// chance, or on the units. Requires: start.size() = landscape.dimension(); from start = 0 it does not move. Source:
/// Roosta, Liu, Xu and Mahoney, Newton-MR, 2018; Fan and Yuan, On the quadratic convergence of the
///           Levenberg-Marquardt method without nonsingularity assumption, 2005; Grippo, Lampariello and Lucidi, A
///           nonmonotone line search technique for Newton's method, 1986.
Approximation approx_by_newton(const Landscape& landscape, const Eigen::VectorXd& start, long max_steps);

/// Ceres on |gradient|^2 (residual: the gradient; Jacobian: the Hessian). It stalls where the gradient is flat. Near a
/// critical point Newton's steps finish what minimizing in double leaves undone, half of the digits; so below.
Approximation approx_by_gradient_norm(const Landscape& landscape, const Eigen::VectorXd& start, long max_steps);

/// Ceres on the value as a sum of squares; it finds minima.
/// Requires: landscape.least_squares(). Errors: PreconditionError.
Approximation approx_by_loss(const Landscape& landscape, const Eigen::VectorXd& start, long max_steps);

}  // namespace laecert::propose
