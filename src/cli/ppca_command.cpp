#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "cli/effort_options.hpp"
#include "cli/exit_codes.hpp"
#include "cli/instance_options.hpp"
#include "cli/output.hpp"
#include "cli/sample_options.hpp"
#include "cli/stop.hpp"
#include "cli/weight_decay.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "studies/ppca/report_ppca.hpp"

namespace laecert::cli {
namespace {

struct PpcaArguments {
  InstanceOptions instance;
  EffortOptions effort;
  OutputOptions output;
  SampleOptions samples;
  std::string prior_variance = "1", time_limit = "0";
};

bool is_most_likely(const PpcaArguments& arguments) { return arguments.instance.noise_variance == "ml"; }

checks::Rational parse_prior_variance(const std::string& text) {
  const checks::Rational variance = instances::parse_option_number(text, "--prior-variance");
  if (variance > 0) return variance;
  throw UsageError("--prior-variance: " + text + " is not positive");
}

// Tables are centred unless that is refused; with `ml` any lambda > 0 will do, as S and v do not depend on it.
InstanceOptions instance_options(const PpcaArguments& arguments) {
  InstanceOptions options = with_centering(arguments.instance, arguments.samples);
  if (!is_most_likely(arguments)) return options;
  if (!options.lambda.empty()) throw UsageError("--lambda, --noise-variance: name one, it sets the other");
  require_weight_decay(options);
  if (!options.exact_instance.empty()) {
    throw UsageError("--noise-variance: ml is not for --exact-instance, which is made for a lambda");
  }
  options.noise_variance.clear();
  options.lambda = "1";
  return options;
}

problem::Instance ppca_instance(const PpcaArguments& arguments, const Reading& reading) {
  std::optional<problem::Instance> instance = make_instance(instance_options(arguments), reading);
  if (!instance) throw UsageError("ppca asks for an instance: --data, --spectrum, --builtin, ...");
  if (is_most_likely(arguments) && !instance->setting().samples) {
    throw UsageError("--noise-variance: lambda = n v needs the number n of samples (--samples)");
  }
  if (!(instance->lambda() > 0)) throw UsageError("--lambda: v = lambda/n = 0, expected positive");
  return *std::move(instance);
}

int exit_code(const studies::Ppca& ppca, const StopSource& stop) {
  const int judged = claims::exit_code(ppca.summary, claims::count_outcomes(ppca.controls), claims::FailOn::undecided);
  if (judged == exit_contradicted) return judged;
  if (!ppca.complete) return stop.interrupted() ? exit_interrupted : exit_budget;
  return ppca.undecided ? exit_undecided : judged;
}

int ppca(const PpcaArguments& arguments, const Streams& streams) {
  studies::PpcaCommandOptions options{.effort = make_effort(arguments.effort),
                                      .maximum_likelihood = is_most_likely(arguments),
                                      .divisor = parse_divisor(arguments.instance),
                                      .prior_variance = parse_prior_variance(arguments.prior_variance)};
  const StopSource stop(parse_time_limit(arguments.time_limit));
  Progress progress(arguments.output.quiet);
  const problem::Instance instance =
      ppca_instance(arguments, {.warnings = &streams.err, .stop = stop.token(), .progress = &progress});
  require_places(arguments.output);
  options.map = {.progress = progress.count(instance.setting().name + "  manifolds"), .stop = stop.token()};
  const studies::Ppca report = studies::ppca(instance, options);
  progress.end();
  deliver(arguments.output,
          {.text = studies::to_text(report, text_options(arguments.output)),
           .json = report::to_text(studies::to_json(report))},
          streams.out);
  if (report.inapplicable) streams.err << "laecert: warning: inapplicable: " << *report.inapplicable << '\n';
  return exit_code(report, stop);
}

}  // namespace

Action add_ppca(CLI::App& app) {
  const auto arguments = std::make_shared<PpcaArguments>();
  CLI::App* command = app.add_subcommand(
      "ppca", "probabilistic PCA: weights, noise and likelihood, enclosed, and what agrees with the autoencoder");
  add_instance_options(*command, arguments->instance);
  add_effort_options(*command, arguments->effort);
  command->add_option("--manifolds", arguments->effort.manifolds, "auto, all, sample:N or rank:A-B (default auto)");
  add_sample_options(*command, arguments->samples);
  command->add_option("--prior-variance", arguments->prior_variance, "tau^2 of W ~ N(0, tau^2) in P3, P4 (default 1)");
  command->add_option("--time-limit", arguments->time_limit, "seconds; what is done by then is reported, exit code 75");
  add_output_options(*command, arguments->output);
  command->footer(
      "--noise-variance ml estimates v by maximum likelihood.\n"
      "Examples:\n"
      "  laecert ppca --data data/iris.csv -k 2 --noise-variance ml --digits 50\n"
      "  laecert ppca --exact-instance 5,3 -k 2 --lambda 2 --samples 8\n"
      "  laecert ppca --spectrum 9,4,1 --samples 4 -k 1 --noise-variance 1/2 --json ppca.json");
  return [arguments](const Streams& streams) { return ppca(*arguments, streams); };
}

}  // namespace laecert::cli
