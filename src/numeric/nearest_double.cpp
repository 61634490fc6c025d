#include "numeric/nearest_double.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "numeric/errors.hpp"
#include "numeric/power_of_two.hpp"

namespace laecert::numeric {
namespace {

constexpr double largest = std::numeric_limits<double>::max();
constexpr long end_exponent = std::numeric_limits<double>::max_exponent;  // 2^1024 is where infinity stands

// Requires: x is exact.
double rounded(const Ball& x) {
  const arf_struct* exact = arb_midref(x.arb());
  mpfr_t copy;
  mpfr_init2(copy, std::max<mpfr_prec_t>(2, arf_bits(exact)));
  arf_get_mpfr(copy, exact, MPFR_RNDN);
  const double result = mpfr_get_d(copy, MPFR_RNDN);
  mpfr_clear(copy);
  return result == 0 ? 0.0 : result;
}

Rational value_of(double x) {
  return std::isfinite(x) ? exact_rational(x) : times_power_of_two(Rational(1), end_exponent);
}

double even_one(double a, double b) { return (std::bit_cast<std::uint64_t>(a) & 1U) == 0 ? a : b; }

// The double nearest to a number x >= 0 of which order(t) is the sign of x - t, from one that is near.
template <class Order>
double nearest_from(double start, const Order& order) {
  double below = std::clamp(start, 0.0, largest);
  const auto middle = [](double a, double b) { return Rational((value_of(a) + value_of(b)) / 2); };
  // Down to a double at or below x, then up past every midpoint below x.
  while (below > 0 && order(value_of(below)) < 0) below = std::nextafter(below, 0.0);
  while (std::isfinite(below)) {
    const double above = std::nextafter(below, infinity);
    const int side = order(middle(below, above));
    if (side < 0) return below;
    if (side == 0) return even_one(below, above);
    below = above;
  }
  return below;
}

int sign_of(const Rational& x) { return (x > 0 ? 1 : 0) - (x < 0 ? 1 : 0); }

}  // namespace

std::optional<double> nearest_double(const Ball& x) {
  if (!x.is_finite()) return {};
  const double low = rounded(x.lower_end()), high = rounded(x.upper_end());
  if (low != high) return {};
  return low;
}

double nearest_double(const Rational& x) {
  const Rational size = abs(x);
  const double result = nearest_from(approx_double(size), [&](const Rational& t) { return sign_of(size - t); });
  return x < 0 && result != 0 ? -result : result;
}

double nearest_root(const Rational& x) {
  if (x < 0) throw PreconditionError("the square root of the negative number " + x.str());
  if (x == 0) return 0;
  const long half = floor_log2(x) / 2;
  const double start = std::ldexp(std::sqrt(approx_double(times_power_of_two(x, -2 * half))), static_cast<int>(half));
  return nearest_from(start, [&](const Rational& t) { return sign_of(x - t * t); });
}

}  // namespace laecert::numeric
