#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>

#include "fuzz/reader_laws.hpp"
#include "instances/columns.hpp"
#include "instances/number.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "numeric/power_of_ten.hpp"

namespace laecert::fuzz {
namespace {

using instances::Index;
using instances::Integer;
using instances::Rational;
using instances::Vector;

/// Longer ones are read, and not worked out again digit by digit.
constexpr std::size_t longest_recomputed = 200;

/// base^exponent, one factor after another.
Rational power(const Rational& base, long exponent) {
  Rational result = 1;
  for (long i = 0; i < exponent; ++i) result *= base;
  return result;
}

Rational digits_of(std::string_view text) {
  Rational result = 0;
  for (const char c : text) {
    require(c >= '0' && c <= '9', "a digit");
    result = result * 10 + (c - '0');
  }
  return result;
}

/// The value of an accepted literal by the schoolbook, apart from the reader: digit after digit.
Rational schoolbook_value(std::string_view text) {
  const bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  const Rational sign = minus ? -1 : 1;
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos)
    return sign * digits_of(text.substr(0, slash)) / digits_of(text.substr(slash + 1));
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::string_view mantissa = text.substr(0, e);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::string_view places = mantissa.substr(std::min(point + 1, mantissa.size()));
  const Rational value = digits_of(mantissa.substr(0, point)) + digits_of(places) / power(10, std::ssize(places));
  if (e == text.size()) return sign * value;
  const std::string_view exponent = text.substr(e + 1);
  const bool down = exponent.starts_with('-');
  const std::string_view digits = exponent.substr(down || exponent.starts_with('+') ? 1 : 0);
  const Rational factor = power(10, static_cast<long>(boost::multiprecision::numerator(digits_of(digits))));
  return down ? Rational(sign * value / factor) : Rational(sign * value * factor);
}

bool check_number(std::string_view text) {
  const Outcome<Rational> number = instances::parse_rational(text);
  const std::optional<instances::ShortDecimal> decimal = instances::parse_short_decimal(text);
  if (!number) {
    require(!decimal, "a short decimal that is no number");
    require(number.reason().text.size() < 200 && number.reason().text.find('\n') == std::string::npos, "one line");
    return false;
  }
  const Outcome<Rational> again = instances::parse_rational(number->str());
  require(!again.decided() ? number->str().size() > instances::max_literal_length : *again == *number, "printed");
  if (decimal) {
    require(Rational(decimal->digits) / Rational(numeric::power_of_ten(decimal->places)) == *number, "two roads");
  }
  require(instances::looks_numeric(text), "a number that could stand in a header");
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const bool small_exponent = text.size() - e <= 4;
  if (text.size() <= longest_recomputed && small_exponent) require(schoolbook_value(text) == *number, "schoolbook");
  return true;
}

/// Runs one parser of an option; nothing where it refuses the text as an option's value.
template <class Parse>
auto read_option(Parse parse, std::string_view text, std::string_view option) -> std::optional<decltype(parse(text))> {
  try {
    return parse(text);
  } catch (const UsageError& error) {
    const std::string_view message = error.what();
    require(message.starts_with(option) && message.size() < 400, "a short line that names the option");
    require(message.find('\n') == std::string_view::npos, "one line");
  }
  return std::nullopt;
}

bool check_lists(std::string_view text) {
  const auto commas = std::count(text.begin(), text.end(), ',');
  const auto s = read_option(instances::parse_spectrum, text, "--spectrum");
  if (!s) return false;
  require(s->size() == commas + 1, "an entry between commas");
  std::string printed;
  for (Index i = 0; i < s->size(); ++i) {
    require((*s)(i) >= 0, "eigenvalues are not negative");
    if (i > 0) printed += ',';
    printed += (*s)(i).str();
  }
  if (printed.size() < instances::max_literal_length) require(instances::parse_spectrum(printed) == *s, "printed");
  const auto sigma = read_option(instances::parse_singular_values, text, "--singular-values");
  require(sigma && *sigma == Vector<Rational>(s->cwiseProduct(*s)), "squares");
  return true;
}

bool check_exact_instance(std::string_view text) {
  const auto spec = read_option(instances::parse_exact_instance, text, "--exact-instance");
  if (!spec) return false;
  require(1 <= spec->m && spec->m <= instances::max_exact_size && 0 <= spec->q && spec->q <= spec->m, "ranges");
  const auto again = instances::parse_exact_instance(fmt::format("{},{},{}", spec->m, spec->seed, spec->q));
  require(again.m == spec->m && again.seed == spec->seed && again.q == spec->q, "printed");
  return true;
}

bool check_columns(std::string_view text) {
  const auto entries = read_option(instances::parse_column_list, text, "--columns");
  if (!entries) return false;
  const instances::TableLayout layout{.width = 9};
  const auto chosen = read_option(
      [&](std::string_view) { return instances::chosen_columns(*entries, layout, "fuzz.csv"); }, text, "--columns");
  if (!chosen) return true;
  std::vector<bool> seen(9, false);
  for (const Index column : *chosen) {
    require(0 <= column && column < 9 && !seen[static_cast<std::size_t>(column)], "a column, once");
    seen[static_cast<std::size_t>(column)] = true;
  }
  return true;
}

}  // namespace

bool check_numbers(std::string_view bytes) {
  const bool number = check_number(bytes);
  const bool list = check_lists(bytes);
  const bool spec = check_exact_instance(bytes);
  (void)check_columns(bytes);  // nearly any text is a list of names
  return number || list || spec;
}

}  // namespace laecert::fuzz
