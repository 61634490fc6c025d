#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "families/effort.hpp"
#include "numeric/rational.hpp"

namespace laecert::cli {

/// The options on precision, randomness and threads, as they were typed.
struct EffortOptions {
  std::string digits = "30", max_digits, seed = "1", jobs, manifolds = "auto", evidence = "auto", route = "dense";
};

/// Adds --digits and --max-digits.
void add_precision_options(CLI::App& command, EffortOptions& options);
/// Adds these, --seed and --jobs.
void add_effort_options(CLI::App& command, EffortOptions& options);

/// Errors: UsageError with one line.
checks::Effort make_effort(const EffortOptions& options);

/// The help text of --loss: what it is, and the losses there are.
std::string loss_help(const std::string& text);

/// The digits of --spectrum-digits. Errors: UsageError with one line.
long parse_spectrum_digits(const std::string& text);

/// The effort that --spectrum-digits asks for as well: --max-digits is raised to twice as many unless it was given.
/// Errors: UsageError where the one that was given is below.
checks::Effort with_spectrum_digits(checks::Effort effort, const EffortOptions& options, long spectrum_digits);

/// The distance of --within; nothing where it is not given. Errors: UsageError with one line.
std::optional<numeric::Rational> parse_within(const std::string& text);

/// The seconds of --time-limit; 0: none. Errors: UsageError with one line.
long parse_time_limit(const std::string& text);

}  // namespace laecert::cli
