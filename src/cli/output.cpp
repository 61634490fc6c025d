#include "cli/output.hpp"

#include <unistd.h>

#include <cstdio>

#include "report/write_file.hpp"

namespace laecert::cli {
namespace {

bool draws_progress(bool quiet) { return !quiet && isatty(STDERR_FILENO) != 0; }

}  // namespace

void deliver(const OutputOptions& options, const std::string& text, const std::string& json, std::ostream& out) {
  if (!options.json.empty() && options.json != "-") report::write_file(options.json, json);
  if (!options.report.empty()) report::write_file(options.report, text);
  if (options.json == "-") {
    out << json;
  } else if (options.report.empty() && !options.quiet) {
    out << text;
  }
  if (!out.flush()) throw report::OutputError("standard output cannot be written");
}

std::function<void(std::size_t, std::size_t)> progress_line(const std::string& label, bool quiet) {
  if (!draws_progress(quiet)) return {};
  return [label](std::size_t done, std::size_t total) {
    std::fprintf(stderr, "\r\033[K%s  manifolds %zu/%zu", label.c_str(), done, total);
  };
}

void end_progress(bool quiet) {
  if (draws_progress(quiet)) std::fprintf(stderr, "\r\033[K");
}

}  // namespace laecert::cli
