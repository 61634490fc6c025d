#include "report/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "numeric/decimal.hpp"

namespace laecert::report {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

std::string_view without_sign(std::string_view text) {
  return !text.empty() && (text.front() == '-' || text.front() == '+') ? text.substr(1) : text;
}

bool is_exponent(std::string_view text) { return all_digits(without_sign(text)); }

bool is_mantissa(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return all_digits(text);
  return all_digits(text.substr(0, point)) && all_digits(text.substr(point + 1));
}

// One past the place where a mantissa with a point has shown its significant digits; never before the point.
std::size_t cut_position(std::string_view mantissa, std::size_t significant_digits) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < mantissa.size(); ++i) {
    if (!is_digit(mantissa[i])) continue;
    if (seen > 0 || mantissa[i] != '0') ++seen;
    if (seen >= significant_digits && i >= mantissa.find('.')) return i + 1;
  }
  return mantissa.size();
}

// Whether a unit in the last two digits of a tail may carry into what stands before it.
bool may_carry(std::string_view tail) {
  constexpr std::size_t uncertain_digits = 2;
  if (tail.size() <= uncertain_digits) return true;
  const std::string_view certain = tail.substr(0, tail.size() - uncertain_digits);
  return certain.find_first_not_of('0') == std::string_view::npos ||
         certain.find_first_not_of('9') == std::string_view::npos;
}

}  // namespace

bool is_number(std::string_view text) {
  const std::string_view body = without_sign(text);
  const std::size_t slash = body.find('/');
  if (slash != std::string_view::npos) {
    const std::string_view denominator = body.substr(slash + 1);
    const bool nonzero = denominator.find_first_not_of('0') != std::string_view::npos;
    return all_digits(body.substr(0, slash)) && all_digits(denominator) && nonzero;
  }
  const std::size_t exponent = body.find_first_of("eE");
  if (exponent == std::string_view::npos) return is_mantissa(body);
  return is_mantissa(body.substr(0, exponent)) && is_exponent(body.substr(exponent + 1));
}

std::string truncated(const std::string& number, std::size_t significant_digits) {
  if (!is_number(number) || number.find('.') == std::string::npos) return number;
  const std::size_t exponent = std::min(number.find_first_of("eE"), number.size());
  const std::string mantissa = number.substr(0, exponent);
  const std::size_t cut = cut_position(mantissa, significant_digits);
  if (cut == mantissa.size()) return number;
  return fmt::format("{}...{}", mantissa.substr(0, cut), number.substr(exponent));
}

std::string leading_digits(const std::string& number, const std::string& radius, std::size_t significant_digits) {
  const std::string cut = truncated(number, significant_digits);
  if (cut == number || radius == "0") return cut;
  const std::string_view mantissa = std::string_view(number).substr(0, number.find_first_of("eE"));
  return may_carry(mantissa.substr(cut.find("..."))) ? number : cut;
}

std::string short_fraction(const std::string& number) {
  constexpr std::size_t most_digits = 20;
  constexpr long shown_digits = 12;
  const auto digits = static_cast<std::size_t>(std::count_if(number.begin(), number.end(), is_digit));
  if (number.find('/') == std::string::npos || digits <= most_digits || !is_number(number)) return number;
  const numeric::Decimal shown = numeric::print_decimal(numeric::Rational(number), shown_digits);
  return shown.radius == "0" ? shown.value : shown.value + "...";
}

std::string with_exponent(const std::string& number) {
  constexpr std::string_view smallest = "0.0000";
  const std::size_t first = number.find_first_not_of("0.");
  if (!is_mantissa(number) || !number.starts_with(smallest) || first == std::string::npos) return number;
  const std::string rest = number.substr(first + 1);
  return fmt::format("{}{}{}e-{}", number[first], rest.empty() ? "" : ".", rest, first - 1);
}

std::string integer_text(const std::optional<long>& count) { return count ? std::to_string(*count) : std::string(); }

std::string index_set_text(const std::vector<long>& index_set) {
  return fmt::format("{{{}}}", fmt::join(index_set, ","));
}

std::string rank_vector_text(const std::vector<long>& rank_vector) {
  return fmt::format("({})", fmt::join(rank_vector, ","));
}

}  // namespace laecert::report
