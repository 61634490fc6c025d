#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/effort_options.hpp"
#include "cli/exit_codes.hpp"
#include "cli/instance_options.hpp"
#include "cli/output.hpp"
#include "cli/stop.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "report/json.hpp"
#include "studies/enumerate.hpp"

namespace laecert::cli {
namespace {

struct EnumerateArguments {
  InstanceOptions instance;
  EffortOptions effort;
  OutputOptions output;
  std::vector<std::string> losses;
  std::string limit = "100", time_limit = "0";
  bool counts = false;
};

using Losses = std::vector<studies::LossEnumeration>;

// Why there is no list, told once for the losses that share the reason: "sum, product: lambda = 0; none: ...".
std::string reasons(const Losses& losses, std::optional<std::string> studies::LossEnumeration::*reason) {
  std::vector<std::pair<std::string, std::string>> names_and_reasons;
  for (const studies::LossEnumeration& loss : losses) {
    const std::optional<std::string>& text = loss.*reason;
    if (!text) continue;
    const auto known = std::find_if(names_and_reasons.begin(), names_and_reasons.end(),
                                    [&](const auto& one) { return one.second == *text; });
    if (known == names_and_reasons.end()) {
      names_and_reasons.emplace_back(loss.loss, *text);
    } else {
      known->first += ", " + loss.loss;
    }
  }
  std::vector<std::string> parts;
  parts.reserve(names_and_reasons.size());
  for (const auto& [names, text] : names_and_reasons) parts.push_back(fmt::format("{}: {}", names, text));
  return fmt::format("{}", fmt::join(parts, "; "));
}

int conclude(const Losses& losses, const Streams& streams) {
  const std::string undecided = reasons(losses, &studies::LossEnumeration::undecided);
  const std::string inapplicable = reasons(losses, &studies::LossEnumeration::inapplicable);
  if (!undecided.empty()) {
    streams.err << "laecert: undecided: " << undecided << '\n';
    return exit_undecided;
  }
  if (!inapplicable.empty()) streams.err << "laecert: warning: inapplicable: " << inapplicable << '\n';
  return exit_ok;
}

int enumerate(const EnumerateArguments& arguments, const Streams& streams) {
  const long limit = parse_integer(arguments.limit, "--limit", 0, studies::most_enumerated_manifolds);
  const checks::Effort effort = make_effort(arguments.effort);
  const std::vector<std::string> losses = losses_with_penalties(arguments.instance, arguments.losses);
  const StopSource stop(parse_time_limit(arguments.time_limit));
  Progress progress(arguments.output.quiet);
  const std::optional<problem::Instance> instance =
      make_instance(with_default_lambda(arguments.instance, losses),
                    {.warnings = &streams.err, .stop = stop.token(), .progress = &progress});
  if (!instance) throw UsageError("enumerate asks for an instance: --data, --spectrum, --builtin, ...");
  require_places(arguments.output);
  // A table that ended early would look whole.
  const bool whole = !arguments.output.table.empty();
  const studies::EnumerateOptions options{.losses = losses,
                                          .limit = whole ? std::optional<long>() : limit,
                                          .counts = arguments.counts,
                                          .digits = effort.digits,
                                          .max_digits = effort.max_digits};
  progress.begin(instance->setting().name + "  counting and listing manifolds");
  const studies::Enumeration enumeration = [&] {
    const numeric::StopScope scope(stop.token(), "the manifolds were listed");
    return studies::enumerate(*instance, options);
  }();
  progress.end();
  const auto listed = static_cast<std::size_t>(limit);
  report::TextOptions text = text_options(arguments.output);
  text.manifold_rows = listed;
  Output output{.text = studies::to_text(enumeration, text)};
  if (!arguments.output.json.empty()) output.json = report::to_text(studies::to_json(enumeration, listed));
  if (whole) output.table = studies::to_csv(enumeration);
  deliver(arguments.output, output, streams.out);
  return conclude(enumeration.losses, streams);
}

}  // namespace

Action add_enumerate(CLI::App& app) {
  const auto arguments = std::make_shared<EnumerateArguments>();
  CLI::App* command =
      app.add_subcommand("enumerate", "list the critical manifolds that the theory predicts, without certifying them");
  add_instance_options(*command, arguments->instance);
  add_penalties_option(*command, arguments->instance);
  add_precision_options(*command, arguments->effort);
  command->add_option("--loss", arguments->losses, loss_help("losses (default: none, product, sum)"))->delimiter(',');
  command->add_option("--limit", arguments->limit, "manifolds listed of each loss, in text and JSON (default 100)");
  command->add_flag("--counts", arguments->counts, "count all manifolds by rank and index, listed or not");
  command->add_option("--time-limit", arguments->time_limit, "seconds; nothing is reported then, exit code 75");
  add_output_options(*command, arguments->output);
  command->add_option("--table", arguments->output.table, "write all manifolds, whatever the limit, to this CSV file");
  command->footer(
      "Examples:\n"
      "  laecert enumerate --builtin iris --loss sum\n"
      "  laecert enumerate --builtin iris --loss tied,ppca\n"
      "  laecert enumerate --builtin digits --loss sum --limit 0 --counts\n"
      "  laecert enumerate --builtin digits --loss sum --table manifolds.csv --quiet\n"
      "  laecert enumerate --spectrum 81,36,9/4 -k 2 --lambda 4 --json -");
  return [arguments](const Streams& streams) { return enumerate(*arguments, streams); };
}

}  // namespace laecert::cli
