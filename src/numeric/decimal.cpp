#include "numeric/decimal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/power_of_ten.hpp"

namespace laecert::numeric {
namespace {

// Plain notation for 10^-7 <= |x| < 10^25, as in d.ddd 10^exponent.
constexpr long least_plain_exponent = -7;
constexpr long least_large_exponent = 25;
constexpr long radius_digits = 2;

/// The number coefficient 10^exponent.
struct Scaled {
  Integer coefficient;
  long exponent = 0;
};

/// A closed interval of rationals.
struct Ends {
  Rational low;
  Rational high;
};

void require_digits(long digits) {
  if (digits < 1 || digits > max_printed_digits) {
    throw PreconditionError("decimal: digits = " + std::to_string(digits) + ", expected 1 to " +
                            std::to_string(max_printed_digits));
  }
}

Rational to_rational(const Scaled& x) {
  const Rational coefficient(x.coefficient);
  return x.exponent >= 0 ? Rational(coefficient * Rational(power_of_ten(x.exponent)))
                         : Rational(coefficient / Rational(power_of_ten(-x.exponent)));
}

Rational modulus(const Rational& x) { return x < 0 ? Rational(-x) : x; }

/// The e with 10^e <= |x| < 10^(e+1). Requires: x not zero.
long decimal_exponent(const Rational& x) {
  const Rational size = modulus(x);
  // |x| lies between 2^(bits-1) and 2^(bits+1); log10(2) = 0.30103. The guess is then mended exactly.
  const long bits = static_cast<long>(msb(numerator(size))) - static_cast<long>(msb(denominator(size)));
  long exponent = static_cast<long>(static_cast<double>(bits) * 0.30102999566398120);
  while (to_rational({1, exponent}) > size) --exponent;
  while (to_rational({1, exponent + 1}) <= size) ++exponent;
  return exponent;
}

/// x / 10^exponent without its fraction: rounded toward zero.
Scaled truncated_at(const Rational& x, long exponent) {
  const Rational quotient = x / to_rational({1, exponent});
  return {Integer(numerator(quotient) / denominator(quotient)), exponent};
}

/// x to so many significant digits, rounded toward zero.
Scaled truncated(const Rational& x, long digits) {
  if (x == 0) return {};
  return truncated_at(x, decimal_exponent(x) - digits + 1);
}

/// The multiple of 10^exponent nearest to x, ties away from zero.
Scaled nearest_at(const Rational& x, long exponent) {
  const Rational half = to_rational({5, exponent - 1});
  return truncated_at(x < 0 ? Rational(x - half) : Rational(x + half), exponent);
}

/// x to so many significant digits, rounded up. Requires: x >= 0.
Scaled rounded_up(const Rational& x, long digits) {
  Scaled result = truncated(x, digits);
  if (to_rational(result) < x) ++result.coefficient;
  return result;
}

Scaled without_trailing_zeros(Scaled x) {
  while (x.coefficient != 0 && x.coefficient % 10 == 0) {
    x.coefficient /= 10;
    ++x.exponent;
  }
  return x;
}

/// The digits of a positive integer times 10^exponent, in plain notation.
std::string plain(const std::string& digits, long exponent) {
  if (exponent >= 0) return fmt::format("{}{:0<{}}", digits, "", exponent);
  const std::size_t decimals = static_cast<std::size_t>(-exponent);
  if (digits.size() <= decimals) return fmt::format("0.{:0>{}}", digits, decimals);
  const std::size_t whole = digits.size() - decimals;
  return fmt::format("{}.{}", digits.substr(0, whole), digits.substr(whole));
}

/// The same digits as d.ddd 10^exponent.
std::string scientific(const std::string& digits, long exponent) {
  return fmt::format("{}{}{}e{}", digits[0], digits.size() > 1 ? "." : "", digits.substr(1), exponent);
}

std::string print(const Scaled& x) {
  if (x.coefficient == 0) return "0";
  const std::string digits = Integer(abs(x.coefficient)).str();
  const long exponent = x.exponent + static_cast<long>(digits.size()) - 1;
  const bool is_plain = exponent >= least_plain_exponent && exponent < least_large_exponent;
  const std::string text = is_plain ? plain(digits, x.exponent) : scientific(digits, exponent);
  return fmt::format("{}{}", x.coefficient < 0 ? "-" : "", text);
}

/// The end points of the ball as stored, exact.
Ends exact_ends(const Ball& x) {
  const Rational mid = x.exact_midpoint();
  const Rational radius = x.radius().exact_midpoint();
  return {Rational(mid - radius), Rational(mid + radius)};
}

/// What every point of the interval is truncated to, where it is the same for all.
std::optional<Scaled> common_truncation(const Ends& ends, long digits) {
  const bool one_sign = ends.low > 0 || ends.high < 0 || ends.low == ends.high;
  if (!one_sign) return std::nullopt;
  Scaled low = truncated(ends.low, digits);
  const Scaled high = truncated(ends.high, digits);
  if (low.exponent != high.exponent || low.coefficient != high.coefficient) return std::nullopt;
  return low;
}

/// The decimal nearest to the midpoint, whose last place is at least the radius and at most `digits` from the first.
Scaled nearest_midpoint(const Ends& ends, long digits) {
  const Rational mid = (ends.low + ends.high) / 2;
  const Rational radius = (ends.high - ends.low) / 2;
  const long radius_place = decimal_exponent(radius) + 1;
  const long place = mid == 0 ? radius_place : std::max(radius_place, decimal_exponent(mid) - digits + 1);
  return nearest_at(mid, place);
}

Decimal print_ends(const Ends& ends, long digits) {
  const std::optional<Scaled> common = common_truncation(ends, digits);
  const Scaled chosen = common ? *common : nearest_midpoint(ends, digits);
  const Rational value = to_rational(chosen);
  const Rational below = modulus(Rational(value - ends.low));
  const Rational above = modulus(Rational(value - ends.high));
  const Scaled radius = rounded_up(below < above ? above : below, radius_digits);
  const bool may_be_the_number = ends.low <= value && value <= ends.high;
  return {print(may_be_the_number ? without_trailing_zeros(chosen) : chosen), print(without_trailing_zeros(radius))};
}

}  // namespace

Decimal print_decimal(const Ball& x, long digits) {
  require_digits(digits);
  return print_ends(exact_ends(x), digits);
}

Decimal print_decimal(const Rational& x, long digits) {
  require_digits(digits);
  return print_ends({x, x}, digits);
}

std::string print_exact(const Rational& x) {
  if (mpz_sgn(mpq_denref(x.backend().data())) == 0) throw PreconditionError("print_exact: the denominator is zero");
  // GMP keeps -3/-6 as it was read, and cannot even copy it; numerator and denominator for themselves it can.
  Rational canonical;
  mpz_set(mpq_numref(canonical.backend().data()), mpq_numref(x.backend().data()));
  mpz_set(mpq_denref(canonical.backend().data()), mpq_denref(x.backend().data()));
  mpq_canonicalize(canonical.backend().data());
  return canonical.str();
}

std::string print_truncated(const Rational& x, long digits) {
  require_digits(digits);
  const Scaled shown = truncated(x, digits);
  return print(to_rational(shown) == x ? without_trailing_zeros(shown) : shown);
}

std::string print_truncated(const Ball& x, long digits) {
  require_digits(digits);
  const Ends ends = exact_ends(x);
  if (ends.low == ends.high) return print_truncated(ends.low, digits);
  if (ends.low > 0) return print(truncated(ends.low, digits));
  if (ends.high < 0) return print(truncated(ends.high, digits));
  return "0";
}

std::string print_above(const Rational& x, long digits) {
  require_digits(digits);
  return print(without_trailing_zeros(x > 0 ? rounded_up(x, digits) : truncated(x, digits)));
}

std::string print_above(const Ball& x, long digits) {
  require_digits(digits);
  return print_above(exact_ends(x).high, digits);
}

std::string print_enclosed(const Ball& x, long digits) {
  const Decimal decimal = print_decimal(x, digits);
  return decimal.radius == "0" ? decimal.value : fmt::format("{} (+- {})", decimal.value, decimal.radius);
}

std::string print_leading(const Ball& x, long digits) {
  require_digits(digits);
  const Ends ends = exact_ends(x);
  const std::optional<Scaled> common = common_truncation(ends, digits);
  if (!common) return print_enclosed(x, digits);
  const bool is_all = ends.low == ends.high && to_rational(*common) == ends.low;
  return is_all ? print(without_trailing_zeros(*common)) : print(*common) + "...";
}

std::string print_below(const Ball& upper) {
  const Rational high = exact_ends(upper).high;
  if (!(high > 0)) return "<= 0";
  return "< 1e" + std::to_string(decimal_exponent(high) + 1);
}

}  // namespace laecert::numeric
