#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/commands.hpp"
#include "cli/effort_options.hpp"
#include "cli/exit_codes.hpp"
#include "cli/instance_options.hpp"
#include "cli/number_files.hpp"
#include "cli/output.hpp"
#include "cli/sample_options.hpp"
#include "cli/stop.hpp"
#include "instances/read_table.hpp"
#include "numeric/errors.hpp"
#include "pca/check.hpp"
#include "pca/report_pca.hpp"

namespace laecert::cli {
namespace {

// From 1 rad on a direction would soon be accepted for its neighbour.
std::optional<numeric::Rational> parse_angle(const std::string& text) {
  std::optional<numeric::Rational> within = parse_within(text);
  if (!within || *within < 1) return within;
  throw UsageError("--within: " + text + " is an angle of 1 rad or more");
}

struct PcaArguments {
  InstanceOptions instance;
  SampleOptions samples;
  EffortOptions effort;
  OutputOptions output;
  std::string components, variances;              // files to write
  std::string check, explained_variance, within;  // files to check
  std::string time_limit = "0";
};

// An entry that is zero rounds to 0 only where it is proved to be below half the least double, 2^-1075 > 1e-324.
constexpr long default_max_digits = 400;

checks::Effort effort_of(const PcaArguments& arguments) {
  checks::Effort effort = make_effort(arguments.effort);
  if (arguments.effort.max_digits.empty()) effort.max_digits = std::max(default_max_digits, 2 * effort.digits);
  return effort;
}

problem::Instance pca_instance(const PcaArguments& arguments, const Reading& reading) {
  if (!arguments.instance.any()) throw UsageError("pca asks for an instance: --data, --spectrum, --builtin, ...");
  InstanceOptions options = with_centering(arguments.instance, arguments.samples);
  options.lambda = "0";
  std::optional<problem::Instance> instance = make_instance(options, reading);
  if (!instance) throw UsageError("pca asks for an instance: --data, --spectrum, --builtin, ...");
  return *std::move(instance);
}

void require_one_task(const PcaArguments& arguments) {
  const bool checks = !arguments.check.empty();
  if (checks && !(arguments.components.empty() && arguments.variances.empty())) {
    throw UsageError("--check reads components; --components and --variances write them: name one task");
  }
  if (!checks && !arguments.explained_variance.empty()) {
    throw UsageError("--explained-variance is read beside --check; --variances FILE writes them");
  }
  if (!checks && !arguments.within.empty()) throw UsageError("--within goes with --check");
}

// What cannot be written whole is not written.
int add_files(const PcaArguments& arguments, const studies::Pca& pca, Output& output, std::ostream& err) {
  int code = exit_ok;
  const auto add = [&](const char* option, const std::string& file, bool is_known, auto make) {
    if (file.empty()) return;
    if (is_known) {
      output.beside.push_back(make());
      return;
    }
    err << "laecert: " << option << ": " << file
        << " is not written: not every number of it is determined and decided\n";
    code = exit_undecided;
  };
  add("--components", arguments.components, pca.directions.size() > 0,
      [&] { return matrix_file(arguments.components, pca.directions); });
  add("--variances", arguments.variances, pca.variances.size() > 0,
      [&] { return vector_file(arguments.variances, pca.variances); });
  return code;
}

int compute(const PcaArguments& arguments, const Streams& streams) {
  studies::PcaOptions options{.effort = effort_of(arguments), .divisor = parse_divisor(arguments.instance)};
  require_number_file("--components", arguments.components);
  require_number_file("--variances", arguments.variances);
  const StopSource stop(parse_time_limit(arguments.time_limit));
  Progress progress(arguments.output.quiet);
  const problem::Instance instance =
      pca_instance(arguments, {.warnings = &streams.err, .stop = stop.token(), .progress = &progress});
  require_places(arguments.output);
  progress.begin(instance.setting().name + "  enclosing the components");
  options.map = {.stop = stop.token()};
  const studies::Pca report = studies::pca(instance, options);
  progress.end();
  Output output{.text = studies::to_text(report, text_options(arguments.output)),
                .json = report::to_text(studies::to_json(report))};
  const int written = add_files(arguments, report, output, streams.err);
  deliver(arguments.output, output, streams.out);
  return report.undecided.empty() ? written : exit_undecided;
}

numeric::Matrix<numeric::Rational> read_numbers(const std::string& file, std::ostream& err) {
  instances::RationalMatrix matrix = instances::read_matrix(file, {.allow_vector = true});
  warn(err, file, matrix.notes);
  return std::move(matrix.numbers);
}

studies::GivenComponents read_given(const PcaArguments& arguments, std::ostream& err) {
  studies::GivenComponents given{.directions = read_numbers(arguments.check, err)};
  if (arguments.explained_variance.empty()) return given;
  const numeric::Matrix<numeric::Rational> numbers = read_numbers(arguments.explained_variance, err);
  if (numbers.rows() > 1 && numbers.cols() > 1) {
    throw DataError(arguments.explained_variance +
                    ": a table of several rows and columns, expected a number a component");
  }
  given.variances = numeric::Vector<numeric::Rational>(numbers.reshaped());
  return given;
}

// The number of components is that of the rows.
PcaArguments with_rows(PcaArguments arguments, const studies::GivenComponents& given) {
  const std::string rows = std::to_string(given.directions.rows());
  if (!arguments.instance.k.empty() && arguments.instance.k != rows) {
    throw UsageError("-k " + arguments.instance.k + ": --check has " + rows + " rows");
  }
  arguments.instance.k = rows;
  return arguments;
}

int exit_code(studies::CheckOutcome outcome) {
  if (outcome == studies::CheckOutcome::within) return exit_ok;
  return outcome == studies::CheckOutcome::beyond ? exit_contradicted : exit_undecided;
}

int check(const PcaArguments& arguments, const Streams& streams) {
  studies::PcaCheckOptions options{.effort = effort_of(arguments),
                                   .divisor = parse_divisor(arguments.instance),
                                   .within = parse_angle(arguments.within)};
  const studies::GivenComponents given = read_given(arguments, streams.err);
  const StopSource stop(parse_time_limit(arguments.time_limit));
  Progress progress(arguments.output.quiet);
  const problem::Instance instance = pca_instance(
      with_rows(arguments, given), {.warnings = &streams.err, .stop = stop.token(), .progress = &progress});
  require_places(arguments.output);
  progress.begin(instance.setting().name + "  checking the components");
  options.map = {.stop = stop.token()};
  const studies::PcaCheck report = studies::check_components(instance, given, options);
  progress.end();
  deliver(arguments.output,
          {.text = studies::to_text(report, text_options(arguments.output)),
           .json = report::to_text(studies::to_json(report))},
          streams.out);
  const int code = exit_code(report.outcome);
  if (code != exit_ok) streams.err << "laecert: " << report.verdict << '\n';
  return code;
}

int pca(const PcaArguments& arguments, const Streams& streams) {
  require_one_task(arguments);
  return arguments.check.empty() ? compute(arguments, streams) : check(arguments, streams);
}

// Principal components have no penalty; an exact instance is made for one.
void add_pca_instance_options(CLI::App& command, InstanceOptions& options) {
  add_instance_options(command, options);
  for (const char* other : {"--lambda", "--noise-variance", "--weight-decay", "--loss-units", "--exact-instance"}) {
    command.remove_option(command.get_option(other));
  }
  command.get_option("-k")->description("number of components");
}

}  // namespace

Action add_pca(CLI::App& app) {
  const auto arguments = std::make_shared<PcaArguments>();
  CLI::App* command =
      app.add_subcommand("pca", "principal components, enclosed and correctly rounded, or given ones checked");
  add_pca_instance_options(*command, arguments->instance);
  add_sample_options(*command, arguments->samples);
  add_precision_options(*command, arguments->effort);
  command->get_option("--max-digits")->description("largest precision of a proof (default max(400, 2 x digits))");
  command->add_option("--jobs", arguments->effort.jobs,
                      "threads (default: all processors); the output does not depend on it");
  command->add_option("--components", arguments->components, "write the directions, a row each, to this .npy or .csv");
  command->add_option("--variances", arguments->variances, "write the explained variances to this .npy or .csv");
  command->add_option("--check", arguments->check, "components to check, a row each (.npy, .csv, .tsv, .txt, .mtx)");
  command->add_option("--explained-variance", arguments->explained_variance,
                      "explained variances to check beside them");
  command->add_option("--within", arguments->within,
                      "largest angle in radians, and relative error of a variance, that --check accepts (default: 1e-3 "
                      "for numbers of single precision, else 1e-6)");
  command->add_option("--time-limit", arguments->time_limit, "seconds; nothing is reported then, exit code 75");
  add_output_options(*command, arguments->output);
  add_weights_option(*command, arguments->output);
  command->footer(
      "Examples:\n"
      "  laecert pca --data data/iris.csv -k 2 --divisor n-1 --components components.npy\n"
      "  laecert pca --data data/iris.csv --check components.npy --within 1e-10");
  return [arguments](const Streams& streams) { return pca(*arguments, streams); };
}

}  // namespace laecert::cli
