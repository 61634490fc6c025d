#include "numeric/scalar.hpp"

#include <cmath>

namespace laecert::numeric {
namespace {

/// A double at or above x. Requires: x >= 0.
double upper_double(const Rational& x) {
  double bound = approx_double(x);
  while (std::isfinite(bound) && exact_rational(bound) < x) bound = std::nextafter(bound, infinity);
  return bound;
}

}  // namespace

template <>
double lift<double>(const Rational& x, Precision) {
  return approx_double(x);
}

template <>
DoubleBall lift<DoubleBall>(const Rational& x, Precision) {
  const double mid = approx_double(x);
  if (!std::isfinite(mid)) return {0, infinity};
  const Rational distance = abs(Rational(x - exact_rational(mid)));
  return {mid, upper_double(distance)};
}

template <>
Real lift<Real>(const Rational& x, Precision precision) {
  const PrecisionScope scope(precision);
  return approx_real(x);
}

template <>
Ball lift<Ball>(const Rational& x, Precision precision) {
  return {x, precision};
}

template <>
DoubleBall lift<DoubleBall>(const Ball& x, Precision) {
  if (!x.is_finite()) return {0, infinity};
  const double mid = x.approx_double();
  if (!std::isfinite(mid)) return {0, infinity};
  // |t - mid| for t in x is at most the modulus of the ball x - mid.
  const Ball distance = abs(x - Ball(mid, x.precision()));
  return {mid, distance.upper()};
}

}  // namespace laecert::numeric
