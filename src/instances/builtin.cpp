#include "instances/builtin.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <utility>

#include "instances/csv.hpp"
#include "instances/embedded.hpp"
#include "instances/from_table.hpp"
#include "instances/generate.hpp"
#include "instances/number.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

using problem::Index;
using problem::Instance;
using problem::Rational;
using problem::Setting;
using problem::Vector;

using Lines = std::span<const std::string_view> (*)();

/// A name, the default k and lambda, and either the lines of a data table or how to make the instance.
struct Builtin {
  std::string_view name;
  Index k;
  long lambda;
  Lines lines;
  Instance (*make)(const Setting& setting);
};

Table table_of_lines(const Builtin& known, const BuiltinChoice& choice) {
  std::string text;
  for (const std::string_view line : known.lines()) text.append(line).append("\n");
  return parse_csv(text, std::string(known.name) + ".csv", {.drop_constant_columns = choice.drop_constant_columns});
}

Instance make_scalar(const Setting& setting) {
  return Instance::from_spectrum(Vector<Rational>::Constant(1, Rational(4)), setting);
}

/// S = diag(i^2), i = 1..20.
Instance make_synthetic(const Setting& setting) {
  Vector<Rational> s(20);
  for (Index i = 0; i < s.size(); ++i) s(i) = Rational((i + 1) * (i + 1));
  return Instance::from_spectrum(std::move(s), setting);
}

Instance make_repeated(const Setting& setting) {
  constexpr int native_lambda = 4;
  Setting native = setting;
  native.lambda = native_lambda;
  const Instance instance = repeated_instance({{2, 2}, 1, 1}, std::move(native));
  return setting.lambda == native_lambda ? instance : instance.with_lambda(setting.lambda);
}

constexpr Builtin table[] = {
    {"iris", 2, 10, iris_csv_lines, nullptr},          {"digits", 3, 1000, digits_csv_lines, nullptr},
    {"scalar-above", 1, 1, nullptr, make_scalar},      {"scalar-below", 1, 9, nullptr, make_scalar},
    {"synthetic-20", 10, 10, nullptr, make_synthetic}, {"repeated", 2, 4, nullptr, make_repeated},
};

const Builtin& builtin_named(std::string_view name) {
  const Builtin* known = std::find_if(std::begin(table), std::end(table),
                                      [name](const Builtin& candidate) { return candidate.name == name; });
  if (known != std::end(table)) return *known;
  throw UsageError(
      fmt::format("--builtin {}: unknown, expected one of {}", in_quotes(name), fmt::join(builtin_names(), ", ")));
}

void require_choice(const Builtin& known, const BuiltinChoice& choice) {
  if (choice.center && known.lines == nullptr) {
    throw UsageError(fmt::format("--center: built-in {} has no samples to centre", known.name));
  }
  if (choice.drop_constant_columns && known.lines == nullptr) {
    throw UsageError(fmt::format("--drop-constant-columns: built-in {} has no samples", known.name));
  }
  if (choice.samples && known.lines != nullptr) {
    throw UsageError(fmt::format("--samples: built-in {} has its own samples", known.name));
  }
}

/// m, seed, q and k of an exact instance of the suite.
struct SuiteRow {
  ExactSpec spec;
  Index k;
};

// q below, at and above k; also q = 0 and k = m.
constexpr SuiteRow suite_rows[] = {
    {{2, 1, 1}, 1}, {{2, 2, 2}, 1},  {{2, 3, 1}, 2},  {{3, 4, 3}, 1},  {{3, 5, 0}, 2},
    {{3, 6, 2}, 2}, {{3, 7, 1}, 3},  {{4, 8, 1}, 2},  {{4, 9, 3}, 2},  {{4, 10, 4}, 3},
    {{5, 7, 2}, 3}, {{5, 11, 4}, 2}, {{6, 12, 2}, 3}, {{6, 13, 3}, 3}, {{6, 14, 5}, 3},
};

/// lambda = 4 and n = 16: lambda and lambda / n = (1/2)^2 are squares, so sigma_i and the pPCA points are rational.
Instance exact_of(const SuiteRow& row) {
  Setting setting;
  setting.name = fmt::format("exact {},{},{} k={}", row.spec.m, row.spec.seed, row.spec.q, row.k);
  setting.k = row.k;
  setting.lambda = 4;
  setting.samples = 16;
  return exact_instance(row.spec, std::move(setting));
}

/// Two units, the penalty of the first being lambda, that of the second s_1 (1 - e^2) above s_2, e rational: the first
/// takes any eigenvalue above lambda, the second s_1 alone, and every point of `unequal` is rational.
Instance with_rational_units(const SuiteRow& row) {
  const Instance plain = exact_of(row);
  const problem::RationalSpectrum& spectrum = *plain.rational_spectrum();
  Setting setting = plain.setting();
  Rational second = 0;
  for (long n = 2; !(second > spectrum.s(1)); ++n) second = spectrum.s(0) * (1 - Rational(1, n * n));
  setting.penalties = {setting.lambda, second};
  return Instance::from_rational_spectrum(spectrum, std::move(setting));
}

}  // namespace

std::vector<std::string> builtin_names() {
  std::vector<std::string> names;
  for (const Builtin& known : table) names.emplace_back(known.name);
  return names;
}

bool is_builtin_table(std::string_view name) {
  return std::ranges::any_of(table,
                             [name](const Builtin& known) { return known.name == name && known.lines != nullptr; });
}

Instance builtin(std::string_view name, const BuiltinChoice& choice) {
  const Builtin& known = builtin_named(name);
  require_choice(known, choice);
  Setting setting;
  setting.name = known.name;
  setting.k = choice.k.value_or(known.k);
  setting.lambda = choice.lambda.value_or(Rational(known.lambda));
  setting.samples = choice.samples;
  setting.penalties = choice.penalties;
  if (known.lines == nullptr) return known.make(setting);
  return instance_from_table(table_of_lines(known, choice), std::move(setting), choice.center);
}

std::optional<Table> builtin_samples(std::string_view name, const BuiltinChoice& choice) {
  const Builtin& known = builtin_named(name);
  require_choice(known, choice);
  if (known.lines == nullptr) return std::nullopt;
  return table_of_lines(known, choice);
}

std::vector<Instance> suite() {
  std::vector<Instance> instances{builtin("scalar-above"), builtin("scalar-below")};
  for (const SuiteRow& row : suite_rows) instances.push_back(exact_of(row));
  instances.push_back(with_rational_units({{4, 15, 3}, 2}));
  for (const std::string_view name : {"repeated", "synthetic-20", "iris"}) instances.push_back(builtin(name));
  instances.push_back(builtin("digits", {.drop_constant_columns = true}));
  return instances;
}

}  // namespace laecert::instances
