#pragma once

#include <optional>

#include "numeric/ball.hpp"
#include "numeric/rational.hpp"

// The double nearest to a real number: rounding to nearest, ties to the even one, as IEEE 754 says; infinite from half
// a unit above the largest double on, and never -0.

namespace laecert::numeric {

/// The double that every point of x rounds to; nothing where two points round to different ones, or x is not finite.
/// Guarantee: rounding never decreases, so that what both ends round to, all points between them do.
std::optional<double> nearest_double(const Ball& x);

/// The double nearest to x, decided by comparing x with the midpoints of neighbouring doubles.
double nearest_double(const Rational& x);

/// The double nearest to sqrt(x), decided by comparing x with the squares of midpoints.
/// Requires: x >= 0. Errors: PreconditionError.
double nearest_root(const Rational& x);

}  // namespace laecert::numeric
