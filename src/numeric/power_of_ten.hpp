#pragma once

#include <cstdlib>

#include "numeric/rational.hpp"

namespace laecert::numeric {

/// 10^exponent. Requires: exponent >= 0.
inline Integer power_of_ten(long exponent) { return pow(Integer(10), static_cast<unsigned>(exponent)); }

/// 10^exponent, of either sign.
inline Rational rational_power_of_ten(long exponent) {
  const Integer power = power_of_ten(std::labs(exponent));
  return exponent < 0 ? Rational(1, power) : Rational(power);
}

}  // namespace laecert::numeric
