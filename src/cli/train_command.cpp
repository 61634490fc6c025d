#include <algorithm>
#include <array>
#include <memory>

#include "cli/certificate_output.hpp"
#include "cli/commands.hpp"
#include "cli/effort_options.hpp"
#include "cli/exit_codes.hpp"
#include "cli/figure_output.hpp"
#include "cli/instance_options.hpp"
#include "cli/output.hpp"
#include "cli/stop.hpp"
#include "cli/training_files.hpp"
#include "cli/training_options.hpp"
#include "cli/weight_decay.hpp"
#include "numeric/errors.hpp"
#include "report/write_file.hpp"
#include "training/figures.hpp"
#include "training/sample_source.hpp"
#include "training/train.hpp"

namespace laecert::cli {
namespace {

struct TrainArguments {
  InstanceOptions instance;
  EffortOptions effort;
  TrainingOptions training;
  OutputOptions output;
  std::string folder, resume, timings, figure, time_limit = "0";
  bool plot = false;
};

// Where the runs are kept: --output, or the folder that they come from.
const std::string& folder_of(const TrainArguments& arguments) {
  return arguments.folder.empty() ? arguments.resume : arguments.folder;
}

// Read only where an algorithm asks for them.
std::unique_ptr<const propose::SampleSource> samples_of(const InstanceOptions& options,
                                                        const problem::Instance& instance,
                                                        const studies::TrainingPlan& plan,
                                                        const std::stop_token& stop) {
  if (std::ranges::none_of(plan.algorithms, propose::is_minibatch)) return {};
  std::unique_ptr<const instances::SampleRows> rows = make_sample_rows(options, instance, stop);
  if (!rows) return {};
  return std::make_unique<studies::InstanceSamples>(std::move(rows));
}

// The precision is no part of the plan, but the last digits of certified distances depend on it.
studies::PlanText plan_of(const problem::Instance& instance, const studies::TrainOptions& options) {
  studies::PlanText plan = studies::plan_text(instance, options.plan, options.samples);
  plan.emplace_back("--digits", std::to_string(options.effort.digits));
  plan.emplace_back("--max-digits", std::to_string(options.effort.max_digits));
  return plan;
}

bool is_open(const studies::TrainedAlgorithm& one) { return !one.refused && one.stopped_by != "certified"; }

int exit_code(const studies::Training& report, const StopSource& stop) {
  if (!report.complete) return stop.interrupted() ? exit_interrupted : exit_budget;
  return std::ranges::any_of(report.algorithms, is_open) ? exit_undecided : exit_ok;
}

void warn_where_nothing_ran(const studies::TrainingOutcome& outcome, const Streams& streams) {
  if (!outcome.runs.empty() || !outcome.report.complete) return;
  streams.err << "laecert: warning: inapplicable: " << *outcome.report.algorithms.front().refused << '\n';
}

// What has no meaning beside --figure.
constexpr std::array no_figure_options{"--algorithm", "--loss",  "--sequential", "--tolerance",   "--stop",
                                       "--eps",       "--batch", "--penalties",  "--trace-every", "--resume",
                                       "--timings",   "--plot",  "--json",       "--report",      "--time-limit"};

int draw(const TrainArguments& arguments, const Streams& streams) {
  const studies::FigureKind kind = studies::figure_named(arguments.figure);
  const checks::Effort effort = make_effort(arguments.effort);
  const studies::TrainingPlan plan = make_plan(arguments.training, effort.seed);
  const std::optional<problem::Instance> given = make_instance(arguments.instance, {.warnings = &streams.err});
  const problem::Instance instance = given ? *given : studies::figure_instance(kind);
  studies::FigureOptions options{.effort = effort, .start_scale = plan.start_scale, .step = plan.step};
  options.iterations = std::min(options.iterations, plan.iterations);
  write_figure(studies::make_figure(kind, instance, options), arguments.folder, streams.err);
  return exit_ok;
}

// The rows that a checkpoint presumes are in their file before it.
studies::TrainingWatch watch_of(CheckpointKeeper& keeper, TraceSpool& spool, bool keeps_rows) {
  return {.observe =
              [&keeper, &spool](const studies::TrainingRun& run) {
                spool.flush(run.algorithm);
                keeper.keep(run);
              },
          .rows =
              [&spool, keeps_rows](propose::Algorithm algorithm, const studies::TraceRow& row, double seconds) {
                if (keeps_rows) spool.add(algorithm, row, seconds);
              }};
}

int train(const TrainArguments& arguments, const Streams& streams) {
  require_loss_of_weight_decay(arguments.instance, {arguments.training.loss});
  if (!arguments.figure.empty()) return draw(arguments, streams);
  const checks::Effort effort = make_effort(arguments.effort);
  studies::TrainOptions options{.plan = make_plan(arguments.training, effort.seed), .effort = effort};
  const StopSource stop(parse_time_limit(arguments.time_limit));
  Progress progress(arguments.output.quiet);
  const std::optional<problem::Instance> instance =
      make_instance(arguments.instance, {.warnings = &streams.err, .stop = stop.token(), .progress = &progress});
  if (!instance) throw UsageError("train asks for an instance: --data, --spectrum, --builtin, ...");
  const std::unique_ptr<const propose::SampleSource> samples =
      samples_of(arguments.instance, *instance, options.plan, stop.token());
  options.samples = samples.get();
  const studies::PlanText plan = plan_of(*instance, options);
  if (!arguments.resume.empty()) {
    options.resumed = resume_training(arguments.resume, plan, options.plan, *instance);
    options.resumed_from = checkpoint_of(arguments.resume);
  }
  require_folder(folder_of(arguments));
  require_places(arguments.output);
  if (!arguments.timings.empty()) report::require_place_for(arguments.timings);
  options.map = {.progress = progress.count(instance->setting().name + "  algorithms"), .stop = stop.token()};
  // Without a place for them the rows between the checks are nobody's.
  const bool keeps_rows = !folder_of(arguments).empty() || !arguments.timings.empty();
  TraceSpool spool(folder_of(arguments), keeps_rows ? options.plan : studies::TrainingPlan{});
  spool.take_up(arguments.resume, options.resumed);
  CheckpointKeeper keeper(folder_of(arguments), plan, options.plan.algorithms, options.resumed);
  options.watch = watch_of(keeper, spool, keeps_rows);

  studies::TrainingOutcome outcome = studies::train(*instance, options);
  progress.end();
  outcome.report.plot = arguments.plot;
  Output output{.text = studies::to_text(outcome.report, text_options(arguments.output)),
                .json = report::to_text(studies::to_json(outcome.report)),
                .beside = training_files(folder_of(arguments), outcome, plan, spool)};
  if (!arguments.timings.empty()) output.beside.push_back(timings_file(arguments.timings, outcome, spool));
  deliver(arguments.output, output, streams.out);
  spool.remove();
  warn_where_nothing_ran(outcome, streams);
  return exit_code(outcome.report, stop);
}

}  // namespace

Action add_train(CLI::App& app) {
  const auto arguments = std::make_shared<TrainArguments>();
  CLI::App* command =
      app.add_subcommand("train", "learn principal directions by the published algorithms, and certify where they end");
  add_instance_options(*command, arguments->instance);
  add_effort_options(*command, arguments->effort);
  add_training_options(*command, arguments->training);
  command->add_option("--output", arguments->folder,
                      "folder for traces (.csv), last iterates (-w1.npy, -w2.npy) and checkpoint.json");
  command->add_option("--resume", arguments->resume, "go on from the checkpoint in this folder, with the same options");
  command->add_option("--timings", arguments->timings, "write seconds at every row of the traces to this CSV file");
  command->add_option("--time-limit", arguments->time_limit, "seconds; what is done by then is kept, exit code 75");
  CLI::Option* figure = command->add_option(
      "--figure", arguments->figure,
      "only a figure, as .csv and .svg into --output (default: here): transpose, shrinkage, alignment, "
      "ellipses; without INSTANCE of S = diag(100, 81, ..., 1)");
  command->add_flag("--plot", arguments->plot, "draw the distance to the SVD over the iterations in the text");
  add_output_options(*command, arguments->output);
  for (const char* name : no_figure_options) figure->excludes(command->get_option(name));
  command->footer(
      "Examples:\n"
      "  laecert train --builtin iris --algorithm gradient-tied,exact-untied --plot\n"
      "  laecert train --builtin digits -k 10 --lambda 1000 --algorithm all --output runs\n"
      "  laecert train --figure shrinkage --output figures\n"
      "  laecert train --data table.npy -k 20 --lambda 50 --algorithm exact-untied --timings seconds.csv");
  return [arguments](const Streams& streams) { return train(*arguments, streams); };
}

}  // namespace laecert::cli
