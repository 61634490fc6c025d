#pragma once

#include <CLI/CLI.hpp>

namespace laecert::cli {

/// Adds --config FILE, which names options of the command in CLI11's form, one a line: `lambda = 10`, `center`.
///
/// Names are those of the command line without dashes; every value stays the text that it is, commas and all; a line
/// that starts with # or ; is a comment. What the command line says itself goes first.
/// Errors: while the command line is parsed, MissingFileError; DataError with file and line for a line that is none of
///         these, a section, an option that the command has not, one that is named twice, or one without a value. A
///         value that an option refuses is refused as on the command line: UsageError.
void add_config_option(CLI::App& command);

}  // namespace laecert::cli
