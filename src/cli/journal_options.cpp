#include "cli/journal_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "instances/digest.hpp"
#include "numeric/version.hpp"

namespace laecert::cli {
namespace {

// What a result does not depend on: where it goes, how it is told, how long it may take; and the options that stand
// for the instance, which is compared itself.
constexpr std::array<std::string_view, 23> no_result_options{
    "--help",         "--config",     "--report", "--json",          "--table",        "--junit",
    "--certificates", "--wide",       "--quiet",  "--all-weights",   "--jobs",         "--journal",
    "--resume",       "--time-limit", "--counts", "--fail-on",       "--data",         "--gram",
    "--columns",      "--delimiter",  "--expect", "--expect-margin", "--update-expect"};

bool bears_on_results(const CLI::Option& option) {
  return std::ranges::find(no_result_options, option.get_name()) == no_result_options.end();
}

JournalPlan plan_of(const CLI::App& command, const std::optional<problem::Instance>& instance) {
  JournalPlan plan{{"laecert", version}, {"the command", command.get_name()}};
  plan.emplace_back("the Gram matrix", instance ? instances::gram_digest(*instance) : "the built-in suite");
  if (instance) {
    plan.emplace_back("n", instance->setting().samples ? std::to_string(*instance->setting().samples) : "unknown");
    plan.emplace_back("an exact instance", instance->rational_spectrum() ? "yes" : "no");
  }
  for (const CLI::Option* option : command.get_options()) {
    if (!bears_on_results(*option)) continue;
    plan.emplace_back(option->get_name(),
                      option->empty() ? "the default" : fmt::format("{}", fmt::join(option->results(), ",")));
  }
  return plan;
}

}  // namespace

void add_journal_options(CLI::App& command, JournalOptions& options) {
  CLI::Option* const journal =
      command.add_option("--journal", options.journal, "keep each result in this new file as soon as there is one");
  command.add_option("--resume", options.resume, "go on from this journal, with the same options")->excludes(journal);
}

std::unique_ptr<JournalFile> open_journal(const JournalOptions& options, const CLI::App& command,
                                          const std::optional<problem::Instance>& instance) {
  if (!options.resume.empty()) return JournalFile::resume(options.resume, plan_of(command, instance));
  if (!options.journal.empty()) return JournalFile::begin(options.journal, plan_of(command, instance));
  return {};
}

}  // namespace laecert::cli
