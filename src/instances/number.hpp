#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "numeric/matrix.hpp"
#include "numeric/outcome.hpp"

namespace laecert::instances {

using numeric::Index;
using numeric::Integer;
using numeric::Matrix;
using numeric::Rational;
using numeric::Vector;

/// Longest literal that is read, in characters: it bounds the memory that one number can take.
inline constexpr std::size_t max_literal_length = 100'000;
/// Largest modulus of a decimal exponent that is read.
inline constexpr long max_exponent = 10'000;

/// Reads one number exactly: `5.1` is 51/10, `3/2`, `+5`, `-.5`, `5.`, `1.000e+00`; leading zeros are decimal.
///
///   number   = [sign] (decimal | digits "/" digits)
///   decimal  = (digits ["." [digits]] | "." digits) [("e" | "E") [sign] digits]
///
/// Independent of the locale; no blanks. Guarantee: the value as written, in lowest terms. The reason names the broken
/// rule: empty, too long, exponent too large, denominator zero, NaN, infinity, hexadecimal, or stray text.
Outcome<Rational> parse_rational(std::string_view text);

/// digits * 10^-places.
struct ShortDecimal {
  std::int64_t digits;
  int places;
};

/// The fast road for `[sign] digits [. digits]` with at most 18 digits; nothing for everything else, which is left to
/// parse_rational. Guarantee: the same value as parse_rational.
std::optional<ShortDecimal> parse_short_decimal(std::string_view text);

/// Whether a cell is meant as a number: a number, NaN or an infinity, hexadecimal, or made of digits, signs, points,
/// slashes and exponents alone (`1/0`, `1.2.3`). A line with such a cell is never a header.
bool looks_numeric(std::string_view text);

/// The text with A to Z made small.
std::string small_letters(std::string_view text);

/// The text as it may stand in a one-line message: quoted, at most 40 characters, unprintable bytes as `?`.
std::string in_quotes(std::string_view text);

}  // namespace laecert::instances
