#pragma once

#include <gmpxx.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace laecert::recheck {

using Integer = mpz_class;
using Rational = mpq_class;
using Index = std::size_t;

/// What a certificate may cost. Anything above is rejected before memory is taken for it.
struct Limits {
  Index bytes = Index{8} << 20U;
  Index digits = 4000;
  Index unknowns = 250;
};

/// A file that is no certificate: the reason names the first broken rule.
class Malformed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads `-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?`: in lowest terms, denominator above 1 where written, no -0.
/// Errors: Malformed, also for a numerator or denominator of more than `digits` digits.
Rational read_rational(std::string_view text, Index digits);

/// Reads `0|[1-9][0-9]*`, at most nine digits. Errors: Malformed.
Index read_count(std::string_view text);

/// Guarantee: at least sqrt(q), equal to it where q = a/b in lowest terms has a square a b; else above it by at most
/// 2^-64 / b: (floor(2^64 sqrt(a b)) + 1) / (2^64 b).
/// Requires: q >= 0.
Rational root_above(const Rational& q);

enum class Rounding { down, up };

/// numerator / denominator in lowest terms. Requires: denominator > 0.
Rational quotient(const Integer& numerator, const Integer& denominator);

/// q in decimals, rounded toward -infinity or +infinity to that many significant digits; exact where fewer suffice.
std::string shortened(const Rational& q, Rounding rounding, int significant);

}  // namespace laecert::recheck
