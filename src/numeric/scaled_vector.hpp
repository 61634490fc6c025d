#pragma once

#include "numeric/matrix.hpp"

namespace laecert::numeric {

/// A vector of doubles times a power of two: how a residual of any magnitude passes through double arithmetic.
struct ScaledVector {
  Eigen::VectorXd mantissas;
  long exponent = 0;
};

/// The least e with |midpoint of x| < 2^e; a very negative number where the midpoint is zero.
long binary_exponent(const Ball& x);

/// The midpoints as doubles relative to the largest of them. Requires: all finite.
ScaledVector approx_scaled(const Vector<Ball>& x);

/// The exact vector of balls that these doubles are.
/// Errors: PreconditionError where an entry is not finite.
Vector<Ball> exact_vector(const ScaledVector& x, Precision precision);

/// The midpoints, exact.
Vector<Ball> midpoints(const Vector<Ball>& x);

}  // namespace laecert::numeric
