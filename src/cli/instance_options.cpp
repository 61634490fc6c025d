#include "cli/instance_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "checks/registry.hpp"
#include "cli/sample_options.hpp"
#include "cli/weight_decay.hpp"
#include "instances/builtin.hpp"
#include "instances/columns.hpp"
#include "instances/from_table.hpp"
#include "instances/generate.hpp"
#include "instances/options.hpp"
#include "instances/read_table.hpp"
#include "instances/standardize.hpp"
#include "instances/table_dialect.hpp"
#include "instances/table_samples.hpp"
#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/printable.hpp"
#include "numeric/running.hpp"
#include "problem/families/ppca/noise_variance.hpp"

namespace laecert::cli {
namespace {

using problem::Instance;
using problem::Rational;
using problem::Setting;

constexpr long largest_rank = 1000;
constexpr long most_samples = 1000000000000;

std::vector<std::string> named(const InstanceOptions& o) {
  std::vector<std::string> names;
  const auto note = [&](const std::string& text, const char* option) {
    if (!text.empty()) names.emplace_back(option);
  };
  note(o.data, "--data");
  note(o.gram, "--gram");
  note(o.spectrum, "--spectrum");
  note(o.singular_values, "--singular-values");
  note(o.exact_instance, "--exact-instance");
  note(o.builtin, "--builtin");
  return names;
}

/// The options that say how text is read.
std::vector<std::pair<const char*, std::string>> text_options(const InstanceOptions& o) {
  return {{"--delimiter", o.delimiter},
          {"--header", o.header},
          {"--index-column", o.index_column},
          {"--decimal", o.decimal},
          {"--missing", o.missing}};
}

void require_one_instance(const InstanceOptions& o) {
  const std::vector<std::string> names = named(o);
  if (names.size() > 1) throw UsageError(fmt::format("{}: name one instance", fmt::join(names, ", ")));
  if (!o.lambda.empty() && !o.noise_variance.empty()) {
    throw UsageError("--lambda, --noise-variance: name one, it sets the other");
  }
  if (!o.penalties.empty() && !(o.lambda.empty() && o.noise_variance.empty())) {
    throw UsageError("--penalties stand in the place of --lambda and --noise-variance: name one");
  }
  require_weight_decay(o);
  require_standardize(o);
  const bool table = !o.data.empty();
  if (!table && (o.columns_are_samples || !o.columns.empty())) {
    throw UsageError("--columns and --columns-are-samples go with --data");
  }
  if (!table && o.builtin.empty() && (o.center || o.drop_constant_columns)) {
    throw UsageError("--center and --drop-constant-columns go with --data or --builtin");
  }
  for (const auto& [option, value] : text_options(o)) {
    if (!table && o.gram.empty() && !value.empty()) {
      throw UsageError(fmt::format("{} goes with --data or --gram", option));
    }
  }
  if (!table && o.missing == "drop-rows") throw UsageError("--missing drop-rows goes with --data");
  if (table && !o.samples.empty()) throw UsageError("--samples: --data already has its samples");
}

std::optional<long> parse_samples(const InstanceOptions& o) {
  if (o.samples.empty()) return {};
  return parse_integer(o.samples, "--samples", 1, most_samples);
}

Rational parse_noise_variance(const std::string& text) {
  if (text == "ml") throw UsageError("--noise-variance: ml is for the command ppca");
  Rational v = instances::parse_option_number(text, "--noise-variance");
  if (v > 0) return v;
  throw UsageError("--noise-variance: " + text + " is not positive");
}

std::vector<Rational> penalties_of(const InstanceOptions& o) {
  if (o.penalties.empty()) return {};
  const problem::Vector<Rational> penalties = instances::parse_penalties(o.penalties);
  return {penalties.begin(), penalties.end()};
}

// lambda, or n v, or the least of the penalties. Requires: one of them was named, or a weight decay, whose lambda the
// instance is given once it has its n and m.
Rational lambda_of(const InstanceOptions& o, const std::optional<long>& samples) {
  if (const std::vector<Rational> penalties = penalties_of(o); !penalties.empty()) {
    return *std::min_element(penalties.begin(), penalties.end());
  }
  if (!o.weight_decay.empty()) return 0;
  if (o.noise_variance.empty()) return instances::parse_option_number(o.lambda, "--lambda");
  if (!samples) throw UsageError("--noise-variance: lambda = n v needs the number n of samples (--samples)");
  return problem::lambda_of_noise(parse_noise_variance(o.noise_variance), *samples);
}

// Whether anything says what lambda is.
bool has_lambda(const InstanceOptions& o) {
  return !(o.lambda.empty() && o.noise_variance.empty() && o.penalties.empty() && o.weight_decay.empty());
}

void require_setting(const InstanceOptions& o) {
  if (o.k.empty()) throw UsageError("-k is missing");
  if (!has_lambda(o)) throw UsageError("--lambda is missing");
  (void)parse_integer(o.k, "-k", 1, largest_rank);
}

// Requires: o.k is a whole number.
void require_a_penalty_for_each_unit(const InstanceOptions& o) {
  const auto count = static_cast<long>(penalties_of(o).size());
  const long k = parse_integer(o.k, "-k", 1, largest_rank);
  if (count == 0 || count == k) return;
  throw UsageError(fmt::format("--penalties: {} numbers, expected k = {}, one for each unit", count, k));
}

Setting setting_of(const InstanceOptions& o, std::string name, const std::optional<long>& samples) {
  require_setting(o);
  require_a_penalty_for_each_unit(o);
  return {.name = std::move(name),
          .k = parse_integer(o.k, "-k", 1, largest_rank),
          .lambda = lambda_of(o, samples),
          .samples = samples,
          .penalties = penalties_of(o)};
}

Setting setting_of(const InstanceOptions& o, std::string name) {
  return setting_of(o, std::move(name), parse_samples(o));
}

instances::Choice parse_choice(const std::string& text, const char* option) {
  if (text.empty() || text == "auto") return instances::Choice::automatic;
  if (text == "yes") return instances::Choice::yes;
  if (text == "no") return instances::Choice::no;
  throw UsageError(fmt::format("{}: '{}' is not yes, no or auto", option, text));
}

/// Whether an option has the second of its two values; the first one is the default.
bool is_second(const std::string& text, const char* option, const char* first, const char* second) {
  if (text == second) return true;
  if (text.empty() || text == first) return false;
  throw UsageError(fmt::format("{}: '{}' is not {} or {}", option, text, first, second));
}

std::string file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

/// How the text of --data or --gram is read.
instances::TableOptions text_dialect(const InstanceOptions& o, const std::stop_token& stop) {
  instances::TableOptions options{.header = parse_choice(o.header, "--header"),
                                  .index_column = parse_choice(o.index_column, "--index-column"),
                                  .decimal_comma = is_second(o.decimal, "--decimal", "point", "comma"),
                                  .drop_rows_with_missing = is_second(o.missing, "--missing", "error", "drop-rows"),
                                  .stop = stop};
  if (!o.delimiter.empty()) options.delimiter = instances::parse_delimiter(o.delimiter);
  return options;
}

instances::TableOptions table_options(const InstanceOptions& o, const std::stop_token& stop) {
  instances::TableOptions options = text_dialect(o, stop);
  options.columns_are_samples = o.columns_are_samples;
  options.drop_constant_columns = o.drop_constant_columns || o.standardize;
  if (!o.columns.empty()) options.columns = instances::parse_column_list(o.columns);
  return options;
}

// A constant variable has no deviation to divide by. `dropped`: the constant ones, which were looked for.
void require_no_constant(const std::string& name, const std::vector<std::string>& dropped, const InstanceOptions& o) {
  if (dropped.empty() || o.drop_constant_columns) return;
  throw DataError(fmt::format("{}: constant, so it cannot be standardized: {} (--drop-constant-columns leaves it out)",
                              name, fmt::join(dropped, ", ")));
}

Instance from_data(const InstanceOptions& o, const std::stop_token& stop) {
  // What can be refused before the file is read.
  (void)setting_of(o, file_name(o.data), 1);
  const auto samples = instances::open_samples(o.data, table_options(o, stop));
  if (o.standardize) require_no_constant(file_name(o.data), samples->layout().dropped, o);
  const Setting setting = setting_of(o, file_name(o.data), static_cast<long>(samples->count()));
  return instances::instance_from_samples(*samples, setting, o.center || o.standardize, stop);
}

instances::BuiltinChoice builtin_choice(const InstanceOptions& o) {
  instances::BuiltinChoice choice{.samples = parse_samples(o),
                                  .center = o.center || o.standardize,
                                  .drop_constant_columns = o.drop_constant_columns};
  if (!o.k.empty()) choice.k = parse_integer(o.k, "-k", 1, largest_rank);
  choice.penalties = penalties_of(o);
  if (choice.k && !choice.penalties.empty()) require_a_penalty_for_each_unit(o);
  if (!has_lambda(o)) return choice;
  const bool per_sample = !o.noise_variance.empty() && instances::is_builtin_table(o.builtin);
  choice.lambda = lambda_of(o, per_sample ? instances::builtin(o.builtin).setting().samples : choice.samples);
  return choice;
}

// An instance that is made for a lambda is made for that of its weight decay.
InstanceOptions with_known_lambda(InstanceOptions o, long m) {
  if (o.weight_decay.empty()) return o;
  o.lambda = problem::lambda_of_weight_decay(parse_weight_decay(o), parse_samples(o), m).str();
  o.weight_decay.clear();
  return o;
}

Instance from_builtin(const InstanceOptions& o) {
  const instances::BuiltinChoice choice = builtin_choice(o);
  if (o.standardize) {
    const std::optional<instances::Table> table =
        instances::builtin_samples(o.builtin, {.drop_constant_columns = true});
    if (table) require_no_constant(o.builtin, table->dropped, o);
  }
  Instance instance = instances::builtin(o.builtin, choice);
  if (o.weight_decay.empty() || instances::is_builtin_table(o.builtin)) return instance;
  return instances::builtin(o.builtin, builtin_choice(with_known_lambda(o, instance.m())));
}

// X has as many columns as there are samples, so S = X X^T has no larger rank.
Instance with_enough_samples(Instance instance) {
  const std::optional<long>& samples = instance.setting().samples;
  if (!samples || *samples >= instance.m()) return instance;
  const problem::Index rank = numeric::exact_rank(instance.gram());
  if (*samples >= rank) return instance;
  throw DataError(fmt::format("--samples: {}, expected at least {}, the rank of S", *samples, rank));
}

// Everything but --data.
std::optional<Instance> without_data(const InstanceOptions& o, const std::stop_token& stop) {
  if (!o.builtin.empty()) return from_builtin(o);
  if (!o.gram.empty()) {
    return instances::instance_from_gram_file(o.gram, setting_of(o, file_name(o.gram)), text_dialect(o, stop));
  }
  if (!o.spectrum.empty()) {
    return Instance::from_spectrum(instances::parse_spectrum(o.spectrum), setting_of(o, "spectrum " + o.spectrum));
  }
  if (!o.singular_values.empty()) {
    return Instance::from_spectrum(instances::parse_singular_values(o.singular_values),
                                   setting_of(o, "singular values " + o.singular_values));
  }
  if (!o.exact_instance.empty()) {
    const instances::ExactSpec spec = instances::parse_exact_instance(o.exact_instance);
    return instances::exact_instance(spec, setting_of(with_known_lambda(o, spec.m), "exact " + o.exact_instance));
  }
  return {};
}

std::string what_is_read(const InstanceOptions& o) {
  if (!o.data.empty()) return file_name(o.data);
  if (!o.gram.empty()) return file_name(o.gram);
  return o.builtin.empty() ? "the instance" : o.builtin;
}

}  // namespace

bool InstanceOptions::any() const {
  return !named(*this).empty() || !k.empty() || !lambda.empty() || !noise_variance.empty() || !samples.empty() ||
         !penalties.empty() || !weight_decay.empty() || !loss_units.empty() || center || standardize ||
         !divisor.empty() || columns_are_samples || drop_constant_columns || !columns.empty() || !delimiter.empty() ||
         !header.empty() || !index_column.empty() || !decimal.empty() || !missing.empty();
}

std::vector<std::string> losses_with_penalties(const InstanceOptions& options, std::vector<std::string> losses) {
  const checks::FamilyRegistry registry = checks::builtin_registry();
  std::vector<std::string> having;
  for (const checks::FamilyLoss& loss : checks::all_losses(registry)) {
    if (loss.has_penalties) having.push_back(loss.name);
  }
  if (!options.penalties.empty() && losses.empty()) return having;
  require_loss_of_weight_decay(options, losses);
  for (const std::string& name : losses) {
    const bool has = checks::loss_named(registry, name, "--loss").has_penalties;
    if (!options.penalties.empty() && !has) {
      throw UsageError(fmt::format("--penalties: the units of {} have none of their own; those of {} have", name,
                                   fmt::join(having, ", ")));
    }
    if (options.penalties.empty() && has && !named(options).empty()) {
      throw UsageError(fmt::format("--penalties is missing: the loss {} has a penalty for each unit", name));
    }
  }
  return losses;
}

InstanceOptions with_default_lambda(InstanceOptions options, const std::vector<std::string>& losses) {
  if (!options.penalties.empty() && options.k.empty()) options.k = std::to_string(penalties_of(options).size());
  const bool only_none = !losses.empty() && std::all_of(losses.begin(), losses.end(),
                                                        [](const std::string& loss) { return loss == "none"; });
  const bool is_given = !options.builtin.empty() || has_lambda(options);
  if (only_none && !is_given && !named(options).empty()) options.lambda = "0";
  return options;
}

std::optional<Instance> make_instance(const InstanceOptions& o, const Reading& reading) {
  require_one_instance(o);
  const numeric::StopScope scope(reading.stop, "the instance was read");
  if (reading.progress != nullptr) reading.progress->begin("reading " + what_is_read(o));
  std::optional<Instance> given;
  if (!o.data.empty()) {
    given = from_data(o, reading.stop);
  } else if (std::optional<Instance> other = without_data(o, reading.stop)) {
    given = with_enough_samples(*std::move(other));
  }
  if (!given && o.any()) {
    throw UsageError("-k, --lambda and the like go with an instance: --data, --spectrum, --builtin, ...");
  }
  if (given && o.standardize) given = instances::standardized(*given, o.divisor == "n-1");
  if (given && !o.weight_decay.empty()) given = given->with_weight_decay(parse_weight_decay(o));
  if (reading.progress != nullptr) reading.progress->end();
  if (given && reading.warnings != nullptr) warn(*reading.warnings, given->setting().name, given->setting().notes);
  return given;
}

std::unique_ptr<const instances::SampleRows> make_sample_rows(const InstanceOptions& o, const Instance& instance,
                                                              const std::stop_token& stop) {
  require_one_instance(o);
  const Setting& setting = instance.setting();
  const std::vector<Rational> factors = setting.standardized ? setting.standardized->factors : std::vector<Rational>();
  if (!o.data.empty()) {
    return std::make_unique<instances::SampleRows>(instances::open_samples(o.data, table_options(o, stop)),
                                                   setting.centered, factors);
  }
  if (o.builtin.empty()) return nullptr;
  std::optional<instances::Table> table = instances::builtin_samples(o.builtin, builtin_choice(o));
  if (!table) return nullptr;
  return std::make_unique<instances::SampleRows>(std::make_unique<instances::TableSamples>(std::move(*table)),
                                                 setting.centered, factors);
}

void warn(std::ostream& err, const std::string& name, const std::vector<std::string>& notes) {
  for (const std::string& note : notes) {
    err << "laecert: warning: " << printable(fmt::format("{}: {}", name, note)) << '\n';
  }
}

long parse_integer(const std::string& text, const std::string& option, long low, long high) {
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < low || value > high) {
    throw UsageError(fmt::format("{}: '{}' is not a whole number in {}..{}", option, text, low, high));
  }
  return value;
}

}  // namespace laecert::cli
