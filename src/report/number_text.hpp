#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace laecert::report {

/// Whether the text is a finite number as reports print them: a decimal, with exponent or without, or p/q.
bool is_number(std::string_view text);

/// A decimal number cut to so many significant digits, toward zero, with "..." where digits were cut.
/// Guarantee: fractions p/q, integers, and texts that are no number come back as they are.
std::string truncated(const std::string& number, std::size_t significant_digits);

/// The same number, as "2e-7" where it is a decimal in (0, 1e-4) without an exponent; every other text as it is.
std::string with_exponent(const std::string& number);

/// "{1,3}", or "{}".
std::string index_set_text(const std::vector<long>& index_set);

/// "(2,0,1)", or "()".
std::string rank_vector_text(const std::vector<long>& rank_vector);

}  // namespace laecert::report
