#pragma once

#include <concepts>
#include <utility>

#include "numeric/power_of_two.hpp"
#include "problem/instance.hpp"

namespace laecert::problem {

/// The exponent e of the unit 4^e in which the data are about 1: 4^e <= max(tr S, lambda) < 4^(e+1); 0 where both are
/// 0. A power of four, so that it is the square of a unit of the samples.
inline long unit_exponent(const Rational& trace, const Rational& lambda) {
  const Rational& largest = trace < lambda ? lambda : trace;
  if (!(largest > 0)) return 0;
  const long bits = numeric::floor_log2(largest);
  return bits >= 0 ? bits / 2 : -((1 - bits) / 2);
}

/// The same data in the unit 4^e, e its unit exponent: S, lambda, penalties and eigenvalues divided by it, exactly.
inline Instance normalized(const Instance& instance) {
  const long bits = -2 * unit_exponent(instance.gram().trace(), instance.lambda());
  Setting setting = instance.setting();
  setting.lambda = numeric::times_power_of_two(setting.lambda, bits);
  for (Rational& penalty : setting.penalties) penalty = numeric::times_power_of_two(penalty, bits);
  if (std::optional<RationalSpectrum> spectrum = instance.rational_spectrum()) {
    spectrum->s = numeric::times_power_of_two(spectrum->s, bits);
    return Instance::from_rational_spectrum(*std::move(spectrum), std::move(setting));
  }
  return Instance::from_sample_gram(numeric::times_power_of_two(instance.gram(), bits), std::move(setting));
}

/// A problem in other units: f(x) = 2^value_exponent g(x / 2^point_exponent) + constant, g the function of `problem`.
template <class P>
struct Rescaled {
  P problem;
  long value_exponent = 0, point_exponent = 0;
};

/// A problem that knows units, by powers of two, in which its data are about 1; exactly the same problem otherwise.
///
/// Law: its tangents are linear in the point.
template <class P>
concept Normalizable = requires(const P& p) {
  { p.normalized() } -> std::same_as<Rescaled<P>>;
};

}  // namespace laecert::problem
