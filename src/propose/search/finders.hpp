#pragma once

#include "propose/search/landscape.hpp"

// From a point to a critical point somewhere, in double: untrusted proposals. No finder but the last sees the value.

namespace laecert::propose {

/// Where a finder came to.
struct Approximation {
  Eigen::VectorXd x;
  long steps = 0;          // with a new Hessian or Jacobian each, refused ones included
  bool converged = false;  // is_nearly_critical(landscape, x, |start|)
};

/// Whether |gradient| <= 1e-7 |Hessian| length (Frobenius norms): Newton's step is then about as short against that
/// length, unless the Hessian is nearly singular, and the polish takes over. Minimizers of a value in double come no
/// nearer than the root of its rounding. False where something is not finite.
bool is_nearly_critical(const Landscape& landscape, const Eigen::VectorXd& x, double length);

/// Newton's method with steps of least residual |H p + g|, regularized: p = -(H^2 + mu^2)^-1 H g.
///
/// With mu = |g| / |start| the step is at most |start| / 2 long, runs to critical points of every index, and converges
/// quadratically to manifolds of them, along which H is singular. To it comes a step along the symmetries that shortens
/// x: else orbits lead to infinity, where the gradient falls and no critical point is. The sum is halved until |g| is
/// at most the largest of the last ten. Where |g| stalls, g lies nearly in the kernel of H (a critical point of |g|^2
/// that is none of the problem): one bold step then, with mu = 0 and no test, leaves that place along the kernel. No
/// step depends on the value, on chance, or on the units.
/// Requires: start.size() = landscape.dimension(); from start = 0 it does not move.
/// Source:   Roosta, Liu, Xu and Mahoney, Newton-MR, 2018; Fan and Yuan, On the quadratic convergence of the
///           Levenberg-Marquardt method without nonsingularity assumption, 2005; Grippo, Lampariello and Lucidi, A
///           nonmonotone line search technique for Newton's method, 1986.
Approximation approx_by_newton(const Landscape& landscape, const Eigen::VectorXd& start, long max_steps);

/// Ceres on |gradient|^2 (residual: the gradient; Jacobian: the Hessian). It stalls where the gradient is flat.
Approximation approx_by_gradient_norm(const Landscape& landscape, const Eigen::VectorXd& start, long max_steps);

/// Ceres on the value as a sum of squares; it finds minima.
/// Requires: landscape.least_squares(). Errors: PreconditionError.
Approximation approx_by_loss(const Landscape& landscape, const Eigen::VectorXd& start, long max_steps);

}  // namespace laecert::propose
