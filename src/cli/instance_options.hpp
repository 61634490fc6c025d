#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <ostream>
#include <stop_token>
#include <string>
#include <vector>

#include "cli/progress.hpp"
#include "instances/sample_rows.hpp"
#include "problem/instance.hpp"

namespace laecert::cli {

/// The INSTANCE of a command line, as it was typed.
struct InstanceOptions {
  std::string data, gram, spectrum, singular_values, exact_instance, builtin;
  std::string columns, delimiter, header, index_column, decimal, missing, k, lambda, noise_variance, samples, penalties;
  std::string weight_decay, loss_units, divisor;
  bool center = false, columns_are_samples = false, drop_constant_columns = false, standardize = false;

  /// Whether any instance was named.
  [[nodiscard]] bool any() const;
};

/// Adds the options to a command. The returned value must outlive the parse: options write into it.
void add_instance_options(CLI::App& command, InstanceOptions& options);

/// Adds --penalties, to a command that takes losses whose units have penalties of their own.
void add_penalties_option(CLI::App& command, InstanceOptions& options);

/// The losses that a command looks at: those named, else with --penalties those that have them, else none named.
/// Errors: UsageError where --penalties go with a loss that has none, or are missing for one that has; loss_named's.
std::vector<std::string> losses_with_penalties(const InstanceOptions& options, std::vector<std::string> losses);

/// `none` alone has no penalty: where no other loss is asked for, lambda is 0 unless it is given or built in. With
/// --penalties there are as many units as these unless -k is given.
InstanceOptions with_default_lambda(InstanceOptions options, const std::vector<std::string>& losses);

/// What goes with reading.
struct Reading {
  std::ostream* warnings = nullptr;  // a line for each thing that was guessed or left out
  std::stop_token stop = {};
  Progress* progress = nullptr;  // is told what is read
};

/// The instance that the options name; nothing where they name none.
/// Errors: UsageError, DataError, MissingFileError, Stopped with one line each.
std::optional<problem::Instance> make_instance(const InstanceOptions& options, const Reading& reading = {});

/// The samples of that instance, less their mean with --center, divided as it says, for minibatches; nothing where it
/// has none. Errors: as make_instance.
std::unique_ptr<const instances::SampleRows> make_sample_rows(const InstanceOptions& options,
                                                              const problem::Instance& instance,
                                                              const std::stop_token& stop = {});

/// Prints `laecert: warning: iris.csv: line 1 read as names` for each note.
void warn(std::ostream& err, const std::string& name, const std::vector<std::string>& notes);

/// An integer option. Errors: UsageError `-k: 'x' is not a whole number in 1..1000`.
long parse_integer(const std::string& text, const std::string& option, long low, long high);

}  // namespace laecert::cli
