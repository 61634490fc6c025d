#pragma once

#include <cstdlib>

#include "numeric/errors.hpp"
#include "numeric/matrix.hpp"

namespace laecert::numeric {

/// x times 2^exponent, exactly.
inline Ball times_power_of_two(const Ball& x, long exponent) {
  arb_t scaled;
  arb_init(scaled);
  arb_mul_2exp_si(scaled, x.arb(), exponent);
  const Ball result = Ball::from_arb(scaled, x.precision());
  arb_clear(scaled);
  return result;
}

/// x times 2^exponent, exactly.
inline Rational times_power_of_two(const Rational& x, long exponent) {
  const Rational power(Integer(1) << static_cast<unsigned>(std::labs(exponent)));
  return exponent < 0 ? x / power : x * power;
}

/// Entry by entry, exactly.
template <class Derived>
typename Derived::PlainObject times_power_of_two(const Eigen::MatrixBase<Derived>& a, long exponent) {
  return a.unaryExpr([exponent](const typename Derived::Scalar& x) { return times_power_of_two(x, exponent); });
}

/// The largest e with 2^e <= x. Requires: x > 0. Errors: PreconditionError.
inline long floor_log2(const Rational& x) {
  if (!(x > 0)) throw PreconditionError("floor_log2: " + x.str() + " is not positive");
  // 2^e <= x < 2^(e+2) for this e.
  const long e = static_cast<long>(msb(numerator(x))) - static_cast<long>(msb(denominator(x))) - 1;
  return times_power_of_two(Rational(1), e + 1) <= x ? e + 1 : e;
}

}  // namespace laecert::numeric
