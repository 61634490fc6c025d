#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "numeric/scalar.hpp"
#include "report/json.hpp"

namespace laecert::cli {

/// What a run of `verify` is held against, as it was typed.
struct ExpectOptions {
  std::string file, margin;
  bool update = false;
};

/// The same, read before the run.
struct Expectation {
  std::string file, approved;
  numeric::Rational margin;
  bool update = false;
};

/// Adds --expect, --expect-margin and --update-expect.
void add_expect_options(CLI::App& command, ExpectOptions& options);

/// Nothing where nothing is expected. An approved report that is to be updated need not be there.
/// Errors: UsageError for an option without --expect, or a share that is not in (0, 1]; MissingFileError; DataError for
/// a
///         file that is no report.
std::optional<Expectation> read_expectation(const ExpectOptions& options);

/// Gives the output the approved report that is to be written, where one is and the run is complete.
void add_update(const std::optional<Expectation>& expectation, bool complete, Output& output, const Streams& streams);

/// Whether something is worse than approved; a line each is told. A run that was stopped is not compared.
/// Errors: DataError where something else was approved.
bool is_worse(const std::optional<Expectation>& expectation, bool complete, const report::Json& report,
              const Streams& streams);

}  // namespace laecert::cli
