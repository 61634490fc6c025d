#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "claims/parallel.hpp"

namespace laecert::cli {

/// Where a command's results go.
struct OutputOptions {
  std::string report;  // file for the text; empty: standard output
  std::string json;    // file for the JSON; "-": standard output, and then only JSON there
  bool quiet = false;
};

/// Writes text and JSON where the options say.
/// Errors: OutputError naming the file.
void deliver(const OutputOptions& options, const std::string& text, const std::string& json, std::ostream& out);

/// A progress line on standard error, drawn only on a terminal and not with --quiet: `iris.csv  manifolds 12/200`.
std::function<void(std::size_t, std::size_t)> progress_line(const std::string& label, bool quiet);

/// Ends the progress line, where one is drawn.
void end_progress(bool quiet);

}  // namespace laecert::cli
