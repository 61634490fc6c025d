#include "instances/number.hpp"
#include "numeric/power_of_ten.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace laecert::instances {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Takes the characters of one literal from the left.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return position_ == text_.size(); }
  [[nodiscard]] std::size_t position() const { return position_; }

  bool take(char wanted) {
    if (at_end() || lower(text_[position_]) != wanted) return false;
    ++position_;
    return true;
  }

  std::string_view take_digits() {
    const std::size_t start = position_;
    while (!at_end() && is_digit(text_[position_])) ++position_;
    return text_.substr(start, position_ - start);
  }

  bool take_minus() {
    if (take('-')) return true;
    take('+');
    return false;
  }

 private:
  std::string_view text_;
  std::size_t position_ = 0;
};

/// Base ten, whatever the leading zeros. Requires: digits only; none is zero.
Integer integer_of(std::string_view digits) {
  Integer result = 0;
  const std::string text(digits);
  if (!text.empty()) mpz_set_str(result.backend().data(), text.c_str(), 10);
  return result;
}

/// numerator / denominator in lowest terms. Requires: denominator > 0.
Rational reduced(const Integer& numerator, const Integer& denominator) {
  Rational result = 0;
  mpz_set(mpq_numref(result.backend().data()), numerator.backend().data());
  mpz_set(mpq_denref(result.backend().data()), denominator.backend().data());
  mpq_canonicalize(result.backend().data());
  return result;
}

std::string_view without_sign(std::string_view text) {
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
  return text;
}

bool is_nan(std::string_view text) {
  const std::string word = small_letters(without_sign(text));
  return word == "nan" || word.starts_with("nan(");
}

bool is_infinity(std::string_view text) {
  const std::string word = small_letters(without_sign(text));
  return word == "inf" || word == "infinity";
}

bool is_hexadecimal(std::string_view text) {
  const std::string_view body = without_sign(text);
  return body.size() > 2 && body[0] == '0' && lower(body[1]) == 'x';
}

Reason not_a_number(std::string_view text, std::size_t position) {
  if (is_nan(text)) return {fmt::format("{} is no finite number", in_quotes(text))};
  if (is_infinity(text)) return {fmt::format("{} is an infinity, not a finite number", in_quotes(text))};
  if (is_hexadecimal(text)) return {fmt::format("{} is hexadecimal; numbers are decimal", in_quotes(text))};
  return {fmt::format("{} is not a number (character {})", in_quotes(text), position + 1)};
}

/// The exponent, where its modulus is at most max_exponent.
std::optional<long> bounded_exponent(std::string_view digits, bool negative) {
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  digits.remove_prefix(first);
  if (digits.size() > 5) return std::nullopt;
  long value = 0;
  for (const char c : digits) value = 10 * value + (c - '0');
  if (value > max_exponent) return std::nullopt;
  return negative ? -value : value;
}

/// digits * 10^exponent.
Rational scaled(const Integer& digits, long exponent) {
  if (exponent >= 0) return Rational(Integer(digits * numeric::power_of_ten(exponent)));
  return reduced(digits, numeric::power_of_ten(-exponent));
}

Outcome<Rational> parse_fraction(std::string_view text, Scanner scanner, const Integer& numerator) {
  const std::string_view digits = scanner.take_digits();
  if (digits.empty() || !scanner.at_end()) return not_a_number(text, scanner.position());
  const Integer denominator = integer_of(digits);
  if (denominator == 0) return Reason{fmt::format("{} has denominator zero", in_quotes(text))};
  return reduced(numerator, denominator);
}

/// The rest of a decimal from its point on. Requires: sign and the digits before the point are taken.
Outcome<Rational> parse_decimal(std::string_view text, Scanner scanner, std::string_view whole, bool minus) {
  const std::string_view places = scanner.take('.') ? scanner.take_digits() : std::string_view();
  if (whole.empty() && places.empty()) return not_a_number(text, scanner.position());
  long exponent = 0;
  if (scanner.take('e')) {
    const bool negative = scanner.take_minus();
    const std::string_view digits = scanner.take_digits();
    if (digits.empty()) return not_a_number(text, scanner.position());
    const std::optional<long> bounded = bounded_exponent(digits, negative);
    if (!bounded) return Reason{fmt::format("{} has an exponent beyond +-{}", in_quotes(text), max_exponent)};
    exponent = *bounded;
  }
  if (!scanner.at_end()) return not_a_number(text, scanner.position());
  const Integer digits = integer_of(std::string(whole).append(places));
  return scaled(minus ? Integer(-digits) : digits, exponent - static_cast<long>(places.size()));
}

}  // namespace

Outcome<Rational> parse_rational(std::string_view text) {
  if (text.empty()) return Reason{"empty, expected a number"};
  if (text.size() > max_literal_length) {
    return Reason{fmt::format("{} characters, expected a number of at most {}", text.size(), max_literal_length)};
  }
  Scanner scanner(text);
  const bool minus = scanner.take_minus();
  const std::string_view whole = scanner.take_digits();
  if (!whole.empty() && scanner.take('/')) {
    const Integer numerator = integer_of(whole);
    return parse_fraction(text, scanner, minus ? Integer(-numerator) : numerator);
  }
  return parse_decimal(text, scanner, whole, minus);
}

std::optional<ShortDecimal> parse_short_decimal(std::string_view text) {
  const bool minus = !text.empty() && text.front() == '-';
  std::int64_t digits = 0;
  int count = 0;
  int places = 0;
  bool point = false;
  for (const char c : without_sign(text)) {
    if (is_digit(c)) {
      if (++count > 18) return std::nullopt;  // 10^18 - 1 < 2^63
      digits = 10 * digits + (c - '0');
      places += point ? 1 : 0;
    } else if (c == '.' && !point) {
      point = true;
    } else {
      return std::nullopt;
    }
  }
  if (count == 0) return std::nullopt;
  return ShortDecimal{minus ? -digits : digits, places};
}

bool looks_numeric(std::string_view text) {
  if (is_nan(text) || is_infinity(text) || is_hexadecimal(text)) return true;
  return std::any_of(text.begin(), text.end(), is_digit) &&
         text.find_first_not_of("0123456789+-./eE") == std::string_view::npos;
}

std::string small_letters(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::string shown(text.substr(0, longest));
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return fmt::format("'{}{}'", shown, text.size() > longest ? "..." : "");
}

}  // namespace laecert::instances
