#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <sstream>
#include <utility>
#include <vector>

#include "checks/search/search.hpp"
#include "claims/summary.hpp"
#include "cli/certificate_output.hpp"
#include "cli/commands.hpp"
#include "cli/effort_options.hpp"
#include "cli/exit_codes.hpp"
#include "cli/expect_options.hpp"
#include "cli/instance_options.hpp"
#include "cli/journal_options.hpp"
#include "cli/output.hpp"
#include "cli/stop.hpp"
#include "instances/builtin.hpp"
#include "numeric/errors.hpp"
#include "report/csv.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/text.hpp"
#include "studies/verify.hpp"

namespace laecert::cli {
namespace {

struct VerifyArguments {
  InstanceOptions instance;
  EffortOptions effort;
  OutputOptions output;
  JournalOptions journal;
  ExpectOptions expect;
  std::vector<std::string> losses, statements;
  std::string starts = "auto", time_limit = "0", fail_on = "undecided";
  bool counts = false;
};

claims::FailOn parse_fail_on(const std::string& text) {
  if (text == "undecided") return claims::FailOn::undecided;
  if (text == "supported") return claims::FailOn::supported;
  throw UsageError("--fail-on: '" + text + "' is not undecided or supported");
}

std::optional<long> parse_starts(const std::string& text) {
  if (text == "auto") return {};
  return parse_integer(text, "--starts", 0, checks::most_starts);
}

// What came of one instance.
struct Verified {
  report::Report report;
  std::vector<report::FileContent> certificates = {};
};

// folder: for the certificates of this instance; empty: there are none. The map of the options has stop and journal.
Verified verify_one(const problem::Instance& instance, studies::VerifyOptions options, Progress& progress,
                    const std::string& folder, const std::string& place = {}) {
  studies::CertificateSet certificates;
  options.map.progress = progress.count(place + instance.setting().name + "  manifolds");
  options.map.journal = options.map.journal.part(instance.setting().name);
  options.observe = certificate_observer(folder, certificates);
  report::Report report = studies::verify(instance, options);
  progress.end();
  std::vector<report::FileContent> files = certificate_files(folder, certificates, instance, report.complete);
  return {std::move(report), std::move(files)};
}

void warn_of_failures(int judged, const Streams& streams) {
  if (judged != exit_internal) return;
  streams.err << "laecert: internal error: a decision failed inside; the report says which, the other rows stand\n";
}

// A contradiction, and what failed inside, is told even when the run was cut short; else the way it ended, else what is
// left undecided.
int exit_code(int judged, bool complete, const StopSource& stop) {
  if (judged == exit_contradicted || judged == exit_internal || complete) return judged;
  return stop.interrupted() ? exit_interrupted : exit_budget;
}

// The known-false rows always run: they say nothing of this instance.
bool nothing_applies(const report::Report& report) {
  return !report.statements.empty() && claims::everything_inapplicable(claims::summarize(report.statements));
}

// Where nothing else is wrong, that something is worse than approved is.
int with_expectation(int judged, bool is_worse) {
  const bool is_fine = judged == exit_ok || judged == exit_undecided;
  return is_fine && is_worse ? exit_contradicted : judged;
}

int verify_instance(const problem::Instance& instance, const VerifyArguments& arguments,
                    const std::optional<Expectation>& expectation, const studies::VerifyOptions& options,
                    const StopSource& stop, Progress& progress, const Streams& streams) {
  const claims::FailOn fail_on = parse_fail_on(arguments.fail_on);
  Verified verified = verify_one(instance, options, progress, arguments.output.certificates);
  const report::Report& report = verified.report;
  const report::Json json = report::to_json(report);
  Output output{.text = report::to_text(report, text_options(arguments.output)),
                .json = report::to_text(json),
                .beside = std::move(verified.certificates)};
  add_update(expectation, report.complete, output, streams);
  if (!arguments.output.table.empty()) output.table = report::to_csv(report);
  if (!arguments.output.junit.empty()) output.junit = report::to_junit(report, fail_on);
  deliver(arguments.output, output, streams.out);
  if (report.decided_unlisted > 0 && !(arguments.output.table.empty() && arguments.output.json.empty())) {
    streams.err << "laecert: warning: " << report.decided_unlisted
                << " manifolds were decided by blocks and are not listed\n";
  }
  if (nothing_applies(report)) streams.err << "laecert: warning: no statement applies to this instance\n";
  const int judged =
      with_expectation(claims::exit_code(report.summary, claims::count_outcomes(report.controls), fail_on),
                       is_worse(expectation, report.complete, json, streams));
  warn_of_failures(judged, streams);
  return exit_code(judged, report.complete, stop);
}

int verify_suite(const VerifyArguments& arguments, const std::optional<Expectation>& expectation,
                 const studies::VerifyOptions& options, const StopSource& stop, Progress& progress,
                 const Streams& streams) {
  const claims::FailOn fail_on = parse_fail_on(arguments.fail_on);
  std::vector<report::Report> reports;
  std::vector<report::FileContent> certificates;
  const std::vector<problem::Instance> instances = instances::suite();
  for (const problem::Instance& instance : instances) {
    const std::string place = "suite " + std::to_string(reports.size() + 1) + '/' + std::to_string(instances.size());
    const std::string folder = folder_within(arguments.output.certificates, instance);
    Verified verified = verify_one(instance, options, progress, folder, place + "  ");
    reports.push_back(std::move(verified.report));
    std::ranges::move(verified.certificates, std::back_inserter(certificates));
  }
  const report::SuiteReport suite = report::suite_of(std::move(reports));
  const report::Json json = report::to_json(suite);
  Output output{.text = report::to_text(suite, text_options(arguments.output)),
                .json = report::to_text(json),
                .beside = std::move(certificates)};
  add_update(expectation, suite.complete, output, streams);
  if (!arguments.output.junit.empty()) output.junit = report::to_junit(suite, fail_on);
  deliver(arguments.output, output, streams.out);
  const int judged =
      with_expectation(claims::suite_exit_code(suite.summary, claims::count_outcomes(suite.controls), fail_on),
                       is_worse(expectation, suite.complete, json, streams));
  warn_of_failures(judged, streams);
  return exit_code(judged, suite.complete, stop);
}

int verify(const VerifyArguments& arguments, const CLI::App& command, const Streams& streams) {
  studies::VerifyOptions options{.effort = make_effort(arguments.effort),
                                 .losses = losses_with_penalties(arguments.instance, arguments.losses),
                                 .statements = arguments.statements,
                                 .starts = parse_starts(arguments.starts),
                                 .counts = arguments.counts};
  (void)parse_fail_on(arguments.fail_on);
  // A certificate is that of a certified point, which blocks do not give.
  if (options.effort.route == checks::InertiaRoute::automatic && !arguments.output.certificates.empty()) {
    options.effort.route = checks::InertiaRoute::dense;
  }
  studies::require_known_names(options);
  const StopSource stop(parse_time_limit(arguments.time_limit));
  Progress progress(arguments.output.quiet);
  const std::optional<problem::Instance> instance =
      make_instance(with_default_lambda(arguments.instance, options.losses),
                    {.warnings = &streams.err, .stop = stop.token(), .progress = &progress});
  if (!instance && !arguments.output.table.empty()) {
    throw UsageError("--table goes with an instance: its rows are those of one");
  }
  require_folder(arguments.output.certificates);
  require_places(arguments.output);
  const std::optional<Expectation> expectation = read_expectation(arguments.expect);
  const std::unique_ptr<JournalFile> journal = open_journal(arguments.journal, command, instance);
  options.map = {.stop = stop.token(), .journal = {journal.get()}};
  const int code = instance ? verify_instance(*instance, arguments, expectation, options, stop, progress, streams)
                            : verify_suite(arguments, expectation, options, stop, progress, streams);
  if (journal) journal->require_kept();
  return code;
}

}  // namespace

Action add_verify(CLI::App& app) {
  const auto arguments = std::make_shared<VerifyArguments>();
  arguments->effort.route = "auto";
  CLI::App* command = app.add_subcommand("verify", "decide the statements on an instance, or on the built-in suite");
  add_instance_options(*command, arguments->instance);
  add_penalties_option(*command, arguments->instance);
  add_effort_options(*command, arguments->effort);
  command
      ->add_option("--loss", arguments->losses,
                   loss_help("keep the statements about these losses (default: every statement)"))
      ->delimiter(',');
  command->add_option("--statements", arguments->statements, "statement ids (see: laecert statements)")->delimiter(',');
  command->add_option("--manifolds", arguments->effort.manifolds, "auto, all, sample:N or rank:A-B (default auto)");
  command->add_option("--route", arguments->effort.route,
                      "inertia by blocks or of whole Hessians: auto (default), dense or block");
  command->add_option(
      "--starts", arguments->starts,
      "starts of the search behind search.list, for each loss (default auto: by the number of unknowns)");
  command->add_option("--evidence", arguments->effort.evidence,
                      "auto (default), exact, enclosed or supported: only routes that give at most this");
  command->add_option("--time-limit", arguments->time_limit, "seconds; what is done by then is reported, exit code 75");
  command->add_option("--fail-on", arguments->fail_on, "undecided (default), or supported: also for a sample");
  command->add_flag("--counts", arguments->counts, "count all manifolds by rank and index, listed or not");
  add_expect_options(*command, arguments->expect);
  add_journal_options(*command, arguments->journal);
  add_output_options(*command, arguments->output);
  command->add_option("--table", arguments->output.table, "write every manifold looked at to this file, as CSV");
  add_certificates_option(*command, arguments->output);
  command->add_option("--junit", arguments->output.junit, "write JUnit XML to this file, for CI servers");
  command->footer(
      "Examples:\n"
      "  laecert verify\n"
      "  laecert verify --builtin iris\n"
      "  laecert verify --data table.csv -k 2 --lambda 10 --json report.json\n"
      "  laecert verify --exact-instance 6,1 -k 3 --lambda 3/2\n"
      "  laecert verify --builtin iris --counts --table manifolds.csv --junit junit.xml\n"
      "  laecert verify --builtin iris --certificates certificates\n"
      "  laecert verify --builtin iris --expect approved.json --update-expect\n"
      "  laecert verify --config options.ini\n"
      "  laecert verify --builtin digits --manifolds all --journal digits.journal\n"
      "  laecert verify --builtin synthetic-20 --loss none,product,sum --manifolds all\n"
      "  laecert verify --spectrum 9,4,2 -k 1 --lambda 1 --statements sum.only-critical-points --evidence enclosed\n"
      "  laecert verify --spectrum 81,36,9/4 -k 2 --lambda 4 --statements sum.index,sum.nullity");
  return [arguments, command](const Streams& streams) { return verify(*arguments, *command, streams); };
}

}  // namespace laecert::cli
