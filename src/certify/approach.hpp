#pragma once

#include "certify/evaluator.hpp"

namespace laecert::certify {

/// Goes from a point to a critical point nearby, in double: an untrusted proposal for certify_point.
///
/// The step of Levenberg and Marquardt for |gradient|^2, x -= (H^2 + |gradient|^2)^-1 H gradient, converges
/// quadratically to a manifold of critical points on which H has no more zeros than the manifold has dimensions; a
/// plain Newton step would divide by the small eigenvalues that H has beside the manifold. It stops where the gradient
/// no longer falls; entries that have become rounding are zero. Returns:  the best point; `start` itself where nothing
/// is finite. Requires: start.size() = evaluator.dimension(). Errors: PreconditionError. Source:   Yamashita and
/// Fukushima, On the rate of convergence of the Levenberg-Marquardt method, 2001.
numeric::Vector<numeric::Rational> approx_critical_point(Evaluator& evaluator,
                                                         const numeric::Vector<numeric::Rational>& start);

}  // namespace laecert::certify
