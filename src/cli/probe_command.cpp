#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "checks/registry.hpp"
#include "cli/certificate_output.hpp"
#include "cli/commands.hpp"
#include "cli/effort_options.hpp"
#include "cli/exit_codes.hpp"
#include "cli/instance_options.hpp"
#include "cli/output.hpp"
#include "cli/stop.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "report/json.hpp"
#include "studies/probe.hpp"

namespace laecert::cli {
namespace {

constexpr long largest_index = 1000000;

struct ProbeArguments {
  InstanceOptions instance;
  EffortOptions effort;
  OutputOptions output;
  std::string loss = "sum", index_set, frame = "canonical", spectrum_digits = "15", time_limit = "0";
};

// `1,3`, or `{}` for the empty set; braces around a list are accepted.
std::vector<checks::Index> parse_index_set(std::string text, long least) {
  if (text.size() >= 2 && text.front() == '{' && text.back() == '}') text = text.substr(1, text.size() - 2);
  std::vector<checks::Index> set;
  for (std::size_t start = 0; !text.empty() && start <= text.size();) {
    const std::size_t comma = std::min(text.find(',', start), text.size());
    set.push_back(parse_integer(text.substr(start, comma - start), "--index-set", least, largest_index));
    start = comma + 1;
  }
  return set;
}

std::optional<std::uint64_t> parse_frame(const std::string& text) {
  if (text == "canonical") return {};
  if (!text.starts_with("random:")) throw UsageError("--frame: '" + text + "' is not canonical or random:SEED");
  return static_cast<std::uint64_t>(parse_integer(text.substr(7), "--frame random", 0, largest_index));
}

int probe(const ProbeArguments& arguments, const Streams& streams) {
  (void)losses_with_penalties(arguments.instance, {arguments.loss});
  const StopSource stop(parse_time_limit(arguments.time_limit));
  Progress progress(arguments.output.quiet);
  const std::optional<problem::Instance> instance =
      make_instance(with_default_lambda(arguments.instance, {arguments.loss}),
                    {.warnings = &streams.err, .stop = stop.token(), .progress = &progress});
  if (!instance) throw UsageError("probe asks for an instance: --data, --spectrum, --builtin, ...");
  studies::CertificateSet certificates;
  studies::ProbeOptions options{
      .loss = arguments.loss,
      .effort = make_effort(arguments.effort),
      .index_set = parse_index_set(arguments.index_set, arguments.instance.penalties.empty() ? 1 : 0),
      .frame_seed = parse_frame(arguments.frame),
      .spectrum_digits = parse_spectrum_digits(arguments.spectrum_digits)};
  options.effort = with_spectrum_digits(options.effort, arguments.effort, options.spectrum_digits);
  options.observe = certificate_observer(arguments.output.certificates, certificates);
  progress.begin(instance->setting().name + "  certifying the point");
  const studies::PointAnswer answer = [&] {
    const numeric::StopScope scope(stop.token(), "the point was certified");
    return studies::probe(*instance, options);
  }();
  progress.end();
  Output output{.text = studies::to_text(answer, text_options(arguments.output)),
                .json = report::to_text(studies::to_json(answer))};
  if (answer.point) {
    output.beside = certificate_files(arguments.output.certificates, certificates, *instance, true);
  }
  deliver(arguments.output, output, streams.out);
  if (answer.point) return exit_ok;
  streams.err << "laecert: " << studies::to_string(answer.outcome) << ": " << answer.reason << '\n';
  return exit_undecided;
}

}  // namespace

Action add_probe(CLI::App& app) {
  const auto arguments = std::make_shared<ProbeArguments>();
  CLI::App* command = app.add_subcommand("probe", "certify one point of a critical manifold, to any precision");
  add_instance_options(*command, arguments->instance);
  add_penalties_option(*command, arguments->instance);
  add_effort_options(*command, arguments->effort);
  command->add_option("--loss", arguments->loss, loss_help("the loss (default: sum)"));
  command
      ->add_option("--index-set", arguments->index_set,
                   "1,3 or {}; of unequal the index that each unit takes, 0 for none: 2,0,1")
      ->required();
  command->add_option("--frame", arguments->frame, "canonical, or random:SEED");
  command->add_option("--spectrum-digits", arguments->spectrum_digits,
                      "digits of the Hessian's eigenvalues (default 15)");
  command->add_option("--time-limit", arguments->time_limit, "seconds; nothing is reported then, exit code 75");
  add_output_options(*command, arguments->output);
  add_weights_option(*command, arguments->output);
  add_certificates_option(*command, arguments->output);
  command->footer(
      "Examples:\n"
      "  laecert probe --builtin iris --index-set 1,3\n"
      "  laecert probe --builtin iris --index-set 1,3 --digits 1000\n"
      "  laecert probe --builtin iris --loss ppca --index-set 1,2 --noise-variance 1/15\n"
      "  laecert probe --spectrum 9,4,2 -k 2 --lambda 1 --index-set {} --json -");
  return [arguments](const Streams& streams) { return probe(*arguments, streams); };
}

}  // namespace laecert::cli
