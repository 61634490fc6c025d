#include "instances/options.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "instances/table_size.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

std::vector<std::string_view> split_at_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

Vector<Rational> parse_nonnegative_list(std::string_view text, std::string_view option) {
  const auto m = static_cast<std::uint64_t>(1 + std::count(text.begin(), text.end(), ','));
  if (!rationals_fit(m, m, 1)) {
    throw UsageError(fmt::format("{}: {} values; their Gram matrix takes more than {} GB, which is the limit", option,
                                 m, max_rational_bytes >> 30));
  }
  const Vector<Rational> numbers = parse_option_list(text, option);
  for (Index i = 0; i < numbers.size(); ++i) {
    if (numbers(i) >= 0) continue;
    throw UsageError(fmt::format("{}: entry {}: {} is negative", option, i + 1, in_quotes(numbers(i).str())));
  }
  return numbers;
}

/// A number of digits alone that fits N.
template <class N>
N parse_count(std::string_view text, std::string_view what) {
  N value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size() && text.front() != '-';
  if (whole) return value;
  throw UsageError(fmt::format("--exact-instance: {} is {}, expected a whole number", what, in_quotes(text)));
}

}  // namespace

Rational parse_option_number(std::string_view text, std::string_view option) {
  const Outcome<Rational> number = parse_rational(text);
  if (!number) throw UsageError(fmt::format("{}: {}", option, number.reason().text));
  return *number;
}

Vector<Rational> parse_option_list(std::string_view text, std::string_view option) {
  const std::vector<std::string_view> parts = split_at_commas(text);
  Vector<Rational> result(std::ssize(parts));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    result(static_cast<Index>(i)) = parse_option_number(parts[i], fmt::format("{}: entry {}", option, i + 1));
  }
  return result;
}

Vector<Rational> parse_spectrum(std::string_view text) { return parse_nonnegative_list(text, "--spectrum"); }

Vector<Rational> parse_penalties(std::string_view text) { return parse_nonnegative_list(text, "--penalties"); }

Vector<Rational> parse_singular_values(std::string_view text) {
  const Vector<Rational> sigma = parse_nonnegative_list(text, "--singular-values");
  return sigma.cwiseProduct(sigma);
}

ExactSpec parse_exact_instance(std::string_view text) {
  const std::vector<std::string_view> parts = split_at_commas(text);
  if (parts.size() != 2 && parts.size() != 3) {
    throw UsageError(fmt::format("--exact-instance: {}, expected m,SEED or m,SEED,q", in_quotes(text)));
  }
  ExactSpec spec;
  spec.m = parse_count<long>(parts[0], "m");
  spec.seed = parse_count<std::uint64_t>(parts[1], "SEED");
  spec.q = parts.size() == 3 ? parse_count<long>(parts[2], "q") : spec.m;
  if (!(1 <= spec.m && spec.m <= max_exact_size)) {
    throw UsageError(fmt::format("--exact-instance: m = {}, expected 1 to {}", spec.m, max_exact_size));
  }
  if (spec.q <= spec.m) return spec;
  throw UsageError(fmt::format("--exact-instance: q = {}, expected at most m = {}", spec.q, spec.m));
}

}  // namespace laecert::instances
