#include "cli/output.hpp"

#include <utility>
#include <vector>

#include "cli/stop.hpp"
#include "numeric/errors.hpp"
#include "report/write_file.hpp"

namespace laecert::cli {
namespace {

struct NamedFile {
  std::string option, file;
};

// The files that are to be written, by the options that name them.
std::vector<NamedFile> named_files(const OutputOptions& options) {
  std::vector<NamedFile> files;
  const auto add = [&](const char* option, const std::string& file) {
    if (!file.empty()) files.push_back({option, file});
  };
  add("--report", options.report);
  if (options.json != "-") add("--json", options.json);
  add("--table", options.table);
  add("--junit", options.junit);
  return files;
}

}  // namespace

void add_output_options(CLI::App& command, OutputOptions& options) {
  command.add_option("--report", options.report, "write the text to this file");
  command.add_option("--json", options.json, "write JSON to this file; -: to standard output");
  command.add_flag("--wide", options.wide, "tables with all columns, wider than 100 characters");
  command.add_flag("--quiet", options.quiet, "no text, no progress: the exit code, and what files were asked for");
}

void add_weights_option(CLI::App& command, OutputOptions& options) {
  command.add_flag("--all-weights", options.all_weights, "every entry of wide matrices, in the text");
}

report::TextOptions text_options(const OutputOptions& options) {
  return {.wide = options.wide, .all_weights = options.all_weights};
}

void add_certificates_option(CLI::App& command, OutputOptions& options) {
  command.add_option("--certificates", options.certificates,
                     "write a certificate of each certified point into this folder (up to 200 unknowns)");
}

void require_places(const OutputOptions& options) {
  const std::vector<NamedFile> files = named_files(options);
  for (const NamedFile& one : files) {
    if (one.file == "-") throw UsageError(one.option + ": only --json goes to standard output by '-'; name a file");
  }
  for (const NamedFile& one : files) report::require_place_for(one.file);
}

void deliver(const OutputOptions& options, const Output& output, std::ostream& out) {
  require_places(options);
  std::vector<report::FileContent> files = output.beside;
  const auto add = [&](const std::string& file, const std::string& content) {
    if (!file.empty()) files.push_back({file, content});
  };
  add(options.report, output.text);
  if (options.json != "-") add(options.json, output.json);
  add(options.table, output.table);
  add(options.junit, output.junit);
  report::write_files(files, impatience());
  if (options.json == "-") {
    out << output.json;
  } else if (options.report.empty() && !options.quiet) {
    out << output.text;
  }
  if (!out.flush()) throw report::OutputError("standard output cannot be written");
}

}  // namespace laecert::cli
