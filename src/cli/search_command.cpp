#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "checks/registry.hpp"
#include "cli/commands.hpp"
#include "cli/effort_options.hpp"
#include "cli/exit_codes.hpp"
#include "cli/instance_options.hpp"
#include "cli/journal_options.hpp"
#include "cli/output.hpp"
#include "cli/stop.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "studies/search/report_search.hpp"
#include "studies/search/search_report.hpp"

namespace laecert::cli {
namespace {

constexpr long most_steps = 1000000;

struct SearchArguments {
  InstanceOptions instance;
  EffortOptions effort;
  OutputOptions output;
  JournalOptions journal;
  std::vector<std::string> losses, scales, finders;
  std::string starts = "100", max_steps = "1000", time_limit = "0";
};

propose::Finder parse_finder(const std::string& text) {
  for (const propose::Finder finder :
       {propose::Finder::newton, propose::Finder::gradient_norm, propose::Finder::loss}) {
    if (propose::to_string(finder) == text) return finder;
  }
  throw UsageError("--finders: '" + text + "' is not newton, gradient-norm or loss");
}

double parse_scale(const std::string& text) {
  const auto scale = static_cast<double>(instances::parse_option_number(text, "--scales"));
  if (scale >= 1e-100 && scale <= 1e100) return scale;
  throw UsageError("--scales: " + text + " is not within 1e-100 and 1e100");
}

checks::SearchPlan make_plan(const SearchArguments& arguments) {
  checks::SearchPlan plan{.starts = parse_integer(arguments.starts, "--starts", 1, checks::most_starts)};
  plan.options.max_steps = parse_integer(arguments.max_steps, "--max-steps", 1, most_steps);
  if (!arguments.scales.empty()) plan.options.scales.clear();
  for (const std::string& scale : arguments.scales) plan.options.scales.push_back(parse_scale(scale));
  if (!arguments.finders.empty()) plan.options.finders.clear();
  for (const std::string& finder : arguments.finders) plan.options.finders.push_back(parse_finder(finder));
  return plan;
}

bool any_unmatched(const studies::Search& search) {
  return std::ranges::any_of(search.losses, [](const studies::LossSearch& loss) { return !loss.unmatched.empty(); });
}

// A start that leads nowhere is no finding about the list; a certified point that could not be compared is open, and so
// is a loss without any.
bool is_undecided(const studies::LossSearch& loss) {
  if (loss.inapplicable) return false;
  return loss.undecided || loss.certified == 0 || loss.certified != loss.matched;
}

bool any_undecided(const studies::Search& search) { return std::ranges::any_of(search.losses, is_undecided); }

int exit_code(const studies::Search& search, const StopSource& stop) {
  if (any_unmatched(search)) return exit_contradicted;
  if (!search.complete) return stop.interrupted() ? exit_interrupted : exit_budget;
  return any_undecided(search) ? exit_undecided : exit_ok;
}

int search(const SearchArguments& arguments, const CLI::App& command, const Streams& streams) {
  studies::SearchCommandOptions options{.effort = make_effort(arguments.effort),
                                        .losses = losses_with_penalties(arguments.instance, arguments.losses),
                                        .plan = make_plan(arguments)};
  const StopSource stop(parse_time_limit(arguments.time_limit));
  Progress progress(arguments.output.quiet);
  const std::optional<problem::Instance> instance =
      make_instance(with_default_lambda(arguments.instance, options.losses),
                    {.warnings = &streams.err, .stop = stop.token(), .progress = &progress});
  if (!instance) throw UsageError("search asks for an instance: --data, --spectrum, --builtin, ...");
  require_places(arguments.output);
  const std::unique_ptr<JournalFile> journal = open_journal(arguments.journal, command, instance);
  options.map = {.progress = progress.count(instance->setting().name + "  starts"),
                 .stop = stop.token(),
                 .journal = {journal.get()}};
  const studies::Search report = studies::search(*instance, options);
  progress.end();
  deliver(arguments.output,
          {.text = studies::to_text(report, text_options(arguments.output)),
           .json = report::to_text(studies::to_json(report))},
          streams.out);
  if (journal) journal->require_kept();
  bool applies = false;
  for (const studies::LossSearch& loss : report.losses) applies = applies || !loss.inapplicable;
  if (!applies) streams.err << "laecert: warning: inapplicable: " << *report.losses.front().inapplicable << '\n';
  return exit_code(report, stop);
}

}  // namespace

Action add_search(CLI::App& app) {
  const auto arguments = std::make_shared<SearchArguments>();
  CLI::App* command = app.add_subcommand(
      "search", "look for critical points from random starts, certify them, and compare them with the list");
  add_instance_options(*command, arguments->instance);
  add_penalties_option(*command, arguments->instance);
  add_effort_options(*command, arguments->effort);
  command->add_option("--loss", arguments->losses, loss_help("losses (default: none, product, sum)"))->delimiter(',');
  command->add_option("--starts", arguments->starts, "random starts for each loss (default 100)");
  command->add_option("--scales", arguments->scales, "standard deviations of the starts, in turn (default 0.2,0.4,0.8)")
      ->delimiter(',');
  command->add_option("--finders", arguments->finders, "newton (default), gradient-norm, loss; in turn")
      ->delimiter(',');
  command->add_option("--max-steps", arguments->max_steps, "steps of a finder for one start (default 1000)");
  command->add_option("--time-limit", arguments->time_limit, "seconds; what is done by then is reported, exit code 75");
  add_journal_options(*command, arguments->journal);
  add_output_options(*command, arguments->output);
  command->footer(
      "Examples:\n"
      "  laecert search --spectrum 4,9/4 -k 1 --lambda 1 --loss sum --starts 200\n"
      "  laecert search --builtin iris --starts 50 --finders newton,gradient-norm\n"
      "  laecert search --data table.csv -k 2 --lambda 10 --json search.json");
  return [arguments, command](const Streams& streams) { return search(*arguments, *command, streams); };
}

}  // namespace laecert::cli
