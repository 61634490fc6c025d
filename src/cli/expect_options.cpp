#include "cli/expect_options.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <vector>

#include "instances/files.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "studies/expectation.hpp"

namespace laecert::cli {
namespace {

// More lines than these help nobody.
constexpr std::size_t most_lines = 50;

const char* const default_margin = "1/2";

numeric::Rational parse_margin(const std::string& text) {
  const numeric::Rational margin =
      instances::parse_option_number(text.empty() ? default_margin : text, "--expect-margin");
  if (margin > 0 && margin <= 1) return margin;
  throw UsageError("--expect-margin: " + text + " is not above 0 and at most 1");
}

}  // namespace

void add_expect_options(CLI::App& command, ExpectOptions& options) {
  command.add_option("--expect", options.file,
                     "the approved JSON report: exit code 1 where something is worse than there");
  command.add_option("--expect-margin", options.margin,
                     std::string("the share of an approved margin that is enough (default ") + default_margin + ")");
  command.add_flag("--update-expect", options.update, "write the approved report anew, and compare nothing");
}

std::optional<Expectation> read_expectation(const ExpectOptions& options) {
  if (options.file.empty()) {
    if (options.update) throw UsageError("--update-expect goes with --expect FILE");
    if (!options.margin.empty()) throw UsageError("--expect-margin goes with --expect FILE");
    return {};
  }
  Expectation expectation{options.file, {}, parse_margin(options.margin), options.update};
  if (options.update) {
    if (!options.margin.empty()) throw UsageError("--expect-margin: with --update-expect nothing is compared");
    report::require_place_for(options.file);
    return expectation;
  }
  expectation.approved = instances::read_text_file(options.file);
  studies::require_approved(expectation.approved, options.file);
  return expectation;
}

void add_update(const std::optional<Expectation>& expectation, bool complete, Output& output, const Streams& streams) {
  if (!expectation || !expectation->update) return;
  if (!complete) {
    streams.err << "laecert: " << expectation->file << " stays as it is: the run was stopped\n";
    return;
  }
  output.beside.push_back({expectation->file, output.json});
}

bool is_worse(const std::optional<Expectation>& expectation, bool complete, const report::Json& report,
              const Streams& streams) {
  if (!expectation || expectation->update) return false;
  if (!complete) {
    streams.err << "laecert: not compared with " << expectation->file << ": the run was stopped\n";
    return false;
  }
  const std::vector<std::string> lines =
      studies::worse_than_approved(expectation->approved, expectation->file, report, expectation->margin);
  const std::size_t told = std::min(lines.size(), most_lines);
  for (std::size_t i = 0; i < told; ++i) streams.err << expectation->file << ": " << lines[i] << '\n';
  if (told < lines.size()) streams.err << expectation->file << ": " << lines.size() - told << " more\n";
  return !lines.empty();
}

}  // namespace laecert::cli
