#pragma once

#include <string>

#include "numeric/ball.hpp"
#include "numeric/rational.hpp"

namespace laecert::numeric {

/// A number as people and JSON read it: a decimal, and how far the true number may lie from that decimal.
struct Decimal {
  std::string value;
  std::string radius;
};

/// Prints x to at most `digits` significant digits, truncated toward zero where that is the same for every point of x,
/// else the decimal nearest to the midpoint, to the digits that the radius supports. The radius has at most two digits,
/// rounded up; it is "0" where the decimal is the number. Trailing zeros go where the decimal itself may be the number;
/// zeros that stand for proved digits stay. Plain notation from 1e-7 up to 1e25, else d.ddde-45.
/// Guarantee: |t - value| <= radius for every t in x, the rounding of the printed decimals included.
/// Requires:  x finite, binary exponents at most max_rational_exponent in modulus, 1 <= digits <= max_printed_digits.
/// Errors:    PreconditionError naming the broken rule.
Decimal print_decimal(const Ball& x, long digits);
Decimal print_decimal(const Rational& x, long digits);

/// The canonical text -?(0|[1-9][0-9]*)(/[1-9][0-9]*)? of a rational in lowest terms.
/// Errors: PreconditionError for a zero denominator.
std::string print_exact(const Rational& x);

/// Prints x truncated toward zero to `digits` significant digits, as margins are; trailing zeros go where it is exact.
/// Guarantee: has the sign of x or is "0"; never larger in modulus than x.
/// Requires:  1 <= digits <= max_printed_digits.
/// Errors:    PreconditionError naming the broken rule.
std::string print_truncated(const Rational& x, long digits);

/// The same of the end of x nearer to zero, which is a lower bound of |x|; "0" where x contains zero.
/// Guarantee: never larger in modulus than any point of x.
/// Requires:  x finite, binary exponents at most max_rational_exponent in modulus, 1 <= digits <= max_printed_digits.
/// Errors:    PreconditionError naming the broken rule.
std::string print_truncated(const Ball& x, long digits);

/// Prints an upper bound: x rounded up to `digits` significant digits; trailing zeros go.
/// Guarantee: at or above every point of x, and less than one unit of the last digit above the largest of them.
/// Requires:  x finite, binary exponents at most max_rational_exponent in modulus, 1 <= digits <= max_printed_digits.
/// Errors:    PreconditionError naming the broken rule.
std::string print_above(const Ball& x, long digits);
std::string print_above(const Rational& x, long digits);

/// Prints a value with its radius, "1.25 (+- 3e-9)", or the decimal alone where it is the number.
/// Guarantee, Requires, Errors: as print_decimal.
std::string print_enclosed(const Ball& x, long digits);

/// Prints the first digits of a number that goes on, "3.14159...": those of every point of x; what has no more digits
/// stands alone, and x as print_enclosed where its points differ in them.
/// Requires, Errors: as print_decimal.
std::string print_leading(const Ball& x, long digits);

/// Prints "< 1e-40": the least power of ten that is proved to lie above the number; "<= 0" where there is no least.
/// Requires: finite, binary exponents at most max_rational_exponent in modulus.
/// Errors:   PreconditionError naming the broken rule.
std::string print_below(const Ball& upper);

inline constexpr long max_printed_digits = 1000000;

}  // namespace laecert::numeric
