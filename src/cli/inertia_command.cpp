#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/commands.hpp"
#include "cli/effort_options.hpp"
#include "cli/exit_codes.hpp"
#include "cli/instance_options.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/stop.hpp"
#include "instances/read_table.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "report/write_file.hpp"
#include "studies/inertia/report_inertia.hpp"

namespace laecert::cli {
namespace {

struct InertiaArguments {
  std::string matrix, kernel, certificate, time_limit = "0";
  EffortOptions effort;
  OutputOptions output;
};

studies::NamedMatrix read_numbers(const std::string& file, bool allow_vector, const Reading& reading) {
  instances::RationalMatrix matrix = instances::read_matrix(file, {.allow_vector = allow_vector, .stop = reading.stop});
  warn(*reading.warnings, file, matrix.notes);
  return {std::filesystem::path(file).filename().string(), std::move(matrix.numbers)};
}

// A certificate that cannot be written is told, and the code says that something is missing.
int add_certificate(const InertiaArguments& arguments, const studies::NamedMatrix& h,
                    const studies::InertiaReport& report, Output& output, std::ostream& err) {
  if (arguments.certificate.empty()) return exit_ok;
  const Outcome<std::string> text = studies::inertia_certificate(h, report);
  if (text) {
    output.beside.push_back({arguments.certificate, *text});
    return exit_ok;
  }
  err << "laecert: --certificate: " << arguments.certificate << " is not written: " << text.reason().text << '\n';
  return exit_undecided;
}

int inertia(const InertiaArguments& arguments, const Streams& streams) {
  if (arguments.matrix.empty()) throw UsageError("inertia asks for --matrix FILE");
  const numeric::Precision max = numeric::Precision::of_digits(make_effort(arguments.effort).max_digits);
  const StopSource stop(parse_time_limit(arguments.time_limit));
  const Reading reading{.warnings = &streams.err, .stop = stop.token()};
  const studies::NamedMatrix h = read_numbers(arguments.matrix, false, reading);
  std::optional<studies::NamedMatrix> kernel;
  if (!arguments.kernel.empty()) kernel = read_numbers(arguments.kernel, true, reading);
  require_places(arguments.output);
  if (!arguments.certificate.empty()) report::require_place_for(arguments.certificate);
  Progress progress(arguments.output.quiet);
  progress.begin(arguments.matrix + "  proving the inertia");
  const numeric::StopScope scope(stop.token(), "the inertia was proved");
  const studies::InertiaReport report = studies::report_inertia(h, kernel, max);
  progress.end();
  Output output{.text = studies::to_text(report, text_options(arguments.output)),
                .json = report::to_text(studies::to_json(report))};
  const int certified = report.inertia ? add_certificate(arguments, h, report, output, streams.err) : exit_undecided;
  deliver(arguments.output, output, streams.out);
  if (!report.inertia) streams.err << "laecert: undecided: " << report.reason << '\n';
  return certified;
}

}  // namespace

Action add_inertia(CLI::App& app) {
  const auto arguments = std::make_shared<InertiaArguments>();
  CLI::App* command = app.add_subcommand(
      "inertia", "how many eigenvalues of a symmetric matrix are negative, zero, positive: proved, with a gap");
  command->add_option("--matrix", arguments->matrix, "a symmetric matrix, read exactly (.npy, .csv, .tsv, .txt, .mtx)");
  command->add_option("--kernel", arguments->kernel,
                      "its null vectors, a column each, which are proved to be that; else they are found");
  command->add_option("--certificate", arguments->certificate,
                      "write a file of at most 250 rows that laecert-recheck decides again");
  add_precision_options(*command, arguments->effort);
  command->remove_option(command->get_option("--digits"));
  command->get_option("--max-digits")->description("largest precision of a proof (default 200)");
  command->add_option("--time-limit", arguments->time_limit, "seconds; nothing is reported then, exit code 75");
  add_output_options(*command, arguments->output);
  command->remove_option(command->get_option("--wide"));
  command->footer(
      "Examples:\n"
      "  laecert inertia --matrix hessian.npy --kernel tangents.npy\n"
      "  laecert inertia --matrix laplacian.mtx --certificate laplacian.json");
  return [arguments](const Streams& streams) { return inertia(*arguments, streams); };
}

}  // namespace laecert::cli
