#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace laecert::report {

/// Whether the text is a finite number as reports print them: a decimal, with exponent or without, or p/q.
bool is_number(std::string_view text);

/// A decimal number cut to so many significant digits, toward zero, with "..." where digits were cut.
/// Guarantee: fractions p/q, integers, and texts that are no number come back as they are.
std::string truncated(const std::string& number, std::size_t significant_digits);

/// The same of a decimal that is known to a radius of a unit in its last two digits, "0" where it is the number.
/// Guarantee: what is printed are digits of the true number: it comes back as it is where the last two digits may carry
///            into those before the cut.
std::string leading_digits(const std::string& number, const std::string& radius, std::size_t significant_digits);

/// A fraction of more than twenty digits as the decimal that it begins with, "0.00506821478647..."; every other text as
/// it is.
std::string short_fraction(const std::string& number);

/// The same number, as "2e-7" where it is a decimal in (0, 1e-4) without an exponent; every other text as it is.
std::string with_exponent(const std::string& number);

/// The integer in decimal; empty where it is unknown.
std::string integer_text(const std::optional<long>& count);

/// "{1,3}", or "{}".
std::string index_set_text(const std::vector<long>& index_set);

/// "(2,0,1)", or "()".
std::string rank_vector_text(const std::vector<long>& rank_vector);

}  // namespace laecert::report
