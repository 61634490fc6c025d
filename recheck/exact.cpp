#include "exact.hpp"

#include <algorithm>

namespace laecert::recheck {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// 0|[1-9][0-9]*
bool is_canonical(std::string_view digits) {
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  return digits.size() == 1 || digits.front() != '0';
}

[[noreturn]] void refuse(std::string_view text) {
  constexpr Index longest = 40;
  throw Malformed('"' + std::string(text.substr(0, longest)) + "\" is not canonical");
}

// q 10^exponent.
Rational shifted(const Rational& q, long exponent) {
  Integer power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(std::labs(exponent)));
  return exponent < 0 ? Rational(q / power) : Rational(q * power);
}

// The e with 10^e <= q < 10^(e+1), q > 0. The sizes in base 10 are at most 1 too large each.
long decimal_exponent(const Rational& q) {
  long e = static_cast<long>(mpz_sizeinbase(q.get_num_mpz_t(), 10)) -
           static_cast<long>(mpz_sizeinbase(q.get_den_mpz_t(), 10)) + 1;
  while (shifted(q, -e) < 1) --e;
  return e;
}

Integer rounded(const Rational& q, Rounding rounding) {
  Integer result;
  const auto divide = rounding == Rounding::down ? mpz_fdiv_q : mpz_cdiv_q;
  divide(result.get_mpz_t(), q.get_num_mpz_t(), q.get_den_mpz_t());
  return result;
}

// d1.d2 .. dn 10^e, without the power of ten where it is small.
std::string written(std::string digits, long e) {
  const bool is_plain = e >= -4 && e < 16;
  if (is_plain && e < 0) digits.insert(0, static_cast<Index>(-e), '0');
  const Index whole = is_plain && e > 0 ? static_cast<Index>(e) + 1 : 1;
  if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  if (digits.size() > whole) digits.insert(whole, ".");
  return is_plain ? digits : digits + 'e' + std::to_string(e);
}

}  // namespace

Rational read_rational(std::string_view text, Index digits) {
  const std::string_view magnitude = text.substr(text.starts_with('-') ? 1 : 0);
  const Index slash = magnitude.find('/');
  const std::string_view numerator = magnitude.substr(0, slash);
  const std::string_view denominator = slash == std::string_view::npos ? "1" : magnitude.substr(slash + 1);
  if (!is_canonical(numerator) || !is_canonical(denominator) || denominator == "0" || text == "-0") refuse(text);
  if (std::max(numerator.size(), denominator.size()) > digits) {
    throw Malformed("a number has more than " + std::to_string(digits) + " digits");
  }
  const Rational q{Integer{std::string(numerator)}, Integer{std::string(denominator)}};
  if (gcd(q.get_num(), q.get_den()) != 1 || (slash != std::string_view::npos && q.get_den() == 1)) refuse(text);
  return text.starts_with('-') ? Rational(-q) : q;
}

Index read_count(std::string_view text) {
  constexpr Index most_digits = 9;
  if (!is_canonical(text) || text.size() > most_digits) refuse(text);
  return std::stoul(std::string(text));
}

Rational root_above(const Rational& q) {
  constexpr unsigned long bits = 64;
  const Integer scaled = (q.get_num() * q.get_den()) << (2 * bits);
  Integer root = sqrt(scaled);
  if (root * root != scaled) ++root;
  return quotient(root, q.get_den() << bits);
}

Rational quotient(const Integer& numerator, const Integer& denominator) {
  Rational q(numerator, denominator);
  q.canonicalize();
  return q;
}

std::string shortened(const Rational& q, Rounding rounding, int significant) {
  if (q == 0) return "0";
  const bool is_negative = q < 0;
  const Rational magnitude = abs(q);
  const Rounding outward = is_negative == (rounding == Rounding::up) ? Rounding::down : Rounding::up;
  long e = decimal_exponent(magnitude);
  std::string digits = rounded(shifted(magnitude, significant - 1 - e), outward).get_str();
  // 9.99 became 10.0.
  if (static_cast<int>(digits.size()) > significant) ++e;
  digits.erase(digits.find_last_not_of('0') + 1);
  return (is_negative ? "-" : "") + written(digits, e);
}

}  // namespace laecert::recheck
