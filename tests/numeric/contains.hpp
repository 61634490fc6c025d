#pragma once

#include "numeric/double_ball.hpp"
#include "numeric/rational.hpp"

namespace laecert::numeric {

/// Whether the ball holds the point, exactly.
inline bool contains(const DoubleBall& x, const Rational& point) {
  return x.is_finite() && abs(Rational(point - exact_rational(x.mid()))) <= exact_rational(x.rad());
}

}  // namespace laecert::numeric
