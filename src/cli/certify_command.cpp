#include <memory>
#include <optional>
#include <utility>

#include "checks/registry.hpp"
#include "cli/certificate_output.hpp"
#include "cli/commands.hpp"
#include "cli/effort_options.hpp"
#include "cli/exit_codes.hpp"
#include "cli/instance_options.hpp"
#include "cli/output.hpp"
#include "cli/stop.hpp"
#include "instances/read_table.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "report/json.hpp"
#include "studies/given_point.hpp"

namespace laecert::cli {
namespace {

struct CertifyArguments {
  InstanceOptions instance;
  EffortOptions effort;
  OutputOptions output;
  std::string loss = "sum", w1, w2, layout = "paper", within, spectrum_digits = "15", required, time_limit = "0";
};

// What --require asks of the certified point: its index, or any that is not 0.
struct Required {
  std::string text;
  std::optional<long> index;
};

std::optional<Required> parse_required(const std::string& text) {
  constexpr long largest_index = 1000000;
  if (text.empty()) return {};
  if (text == "minimum") return Required{text, 0};
  if (text == "saddle") return Required{text, {}};
  if (!text.starts_with("index:")) throw UsageError("--require: '" + text + "' is not minimum, saddle or index:N");
  return Required{text, parse_integer(text.substr(6), "--require index", 0, largest_index)};
}

bool is_met(const Required& required, long index) { return required.index ? index == *required.index : index > 0; }

// Without -k the rank is that of the weights.
problem::Instance instance_for(const CertifyArguments& arguments, const checks::GivenWeights& weights,
                               const Reading& reading) {
  InstanceOptions options =
      with_default_lambda(arguments.instance, losses_with_penalties(arguments.instance, {arguments.loss}));
  if (options.k.empty()) options.k = std::to_string(weights.W1 ? weights.W1->rows() : weights.W2->cols());
  const std::optional<problem::Instance> instance = make_instance(options, reading);
  if (!instance) throw UsageError("certify asks for an instance: --data, --spectrum, --builtin, ...");
  return *instance;
}

// Whether a layer's weights stand as inputs x outputs, the transpose of the matrix that it multiplies by: Keras has
// them so; PyTorch has outputs x inputs, as theory does.
bool is_transposed(const std::string& layout) {
  if (layout == "keras") return true;
  if (layout == "paper" || layout == "torch") return false;
  throw UsageError("--layout: '" + layout + "' is not paper, torch or keras");
}

// The report speaks of the instance only: what was guessed of a file of weights is told beside it.
std::optional<numeric::Matrix<numeric::Rational>> given_weights(const std::string& file, bool transposed,
                                                                std::ostream& err) {
  if (file.empty()) return {};
  instances::RationalMatrix weights = instances::read_matrix(file);
  warn(err, file, weights.notes);
  if (transposed) return weights.numbers.transpose();
  return std::move(weights.numbers);
}

int certify(const CertifyArguments& arguments, const Streams& streams) {
  studies::CertificateSet certificates;
  studies::GivenPointOptions options{.loss = arguments.loss,
                                     .effort = make_effort(arguments.effort),
                                     .within = parse_within(arguments.within),
                                     .spectrum_digits = parse_spectrum_digits(arguments.spectrum_digits)};
  const std::optional<Required> required = parse_required(arguments.required);
  options.effort = with_spectrum_digits(options.effort, arguments.effort, options.spectrum_digits);
  (void)checks::loss_named(options.registry, arguments.loss, "--loss");
  const bool transposed = is_transposed(arguments.layout);
  const checks::GivenWeights weights{given_weights(arguments.w1, transposed, streams.err),
                                     given_weights(arguments.w2, transposed, streams.err)};
  if (!weights.W1 && !weights.W2) throw UsageError("certify asks for weights: --w1 and --w2, or --w2 alone");
  const StopSource stop(parse_time_limit(arguments.time_limit));
  Progress progress(arguments.output.quiet);
  const problem::Instance instance =
      instance_for(arguments, weights, {.warnings = &streams.err, .stop = stop.token(), .progress = &progress});
  options.observe = certificate_observer(arguments.output.certificates, certificates);
  progress.begin(instance.setting().name + "  certifying the point");
  const studies::GivenPoint given = [&] {
    const numeric::StopScope scope(stop.token(), "the point was certified");
    return studies::certify_given_point(instance, weights, options);
  }();
  progress.end();
  Output output{.text = studies::to_text(given, text_options(arguments.output)),
                .json = report::to_text(studies::to_json(given))};
  if (given.point) output.beside = certificate_files(arguments.output.certificates, certificates, instance, true);
  deliver(arguments.output, output, streams.out);
  if (!given.point) {
    streams.err << "laecert: " << studies::to_string(given.outcome) << ": " << given.reason
                << "; |gradient| = " << given.gradient_norm.value << '\n';
    return exit_undecided;
  }
  const long index = given.point->manifold.index.value();
  if (!required || is_met(*required, index)) return exit_ok;
  streams.err << "laecert: not as required: index " << index << ", --require " << required->text << '\n';
  return exit_contradicted;
}

}  // namespace

Action add_certify(CLI::App& app) {
  const auto arguments = std::make_shared<CertifyArguments>();
  CLI::App* command = app.add_subcommand("certify", "decide whether given weights are critical, and on which manifold");
  add_instance_options(*command, arguments->instance);
  add_penalties_option(*command, arguments->instance);
  add_effort_options(*command, arguments->effort);
  command->add_option("--loss", arguments->loss, loss_help("the loss (default: sum)"));
  command->add_option("--w1", arguments->w1,
                      "the encoder, k x m (.npy, .csv, .tsv, .txt, .mtx); not for losses of one matrix");
  command->add_option("--w2", arguments->w2,
                      "the decoder, m x k (.npy, .csv, .tsv, .txt, .mtx), or the one matrix of tied and ppca");
  command->add_option("--layout", arguments->layout,
                      "of both files: paper or torch (default, as above), or keras: a kernel is inputs x outputs");
  command->add_option(
      "--within", arguments->within,
      "largest distance to the critical point (default: 1e-3 for weights of single precision, else 1e-6)");
  command->add_option("--require", arguments->required, "minimum, saddle or index:N: exit code 1 for another one");
  command->add_option("--spectrum-digits", arguments->spectrum_digits,
                      "digits of the Hessian's eigenvalues (default 15)");
  command->add_option("--time-limit", arguments->time_limit, "seconds; nothing is reported then, exit code 75");
  add_output_options(*command, arguments->output);
  add_weights_option(*command, arguments->output);
  add_certificates_option(*command, arguments->output);
  command->footer(
      "Examples:\n"
      "  laecert certify --builtin iris --w1 w1.npy --w2 w2.npy\n"
      "  laecert certify --builtin iris --w1 w1.npy --w2 w2.npy --require minimum --quiet\n"
      "  laecert certify --builtin iris --loss tied --w2 w.npy\n"
      "  laecert certify --data table.npy --weight-decay 1e-3 --loss-units mean-feature --w1 w1.npy --w2 w2.npy\n"
      "  laecert certify --data table.csv --lambda 10 --loss product --w1 w1.csv --w2 w2.csv --within 1e-4");
  return [arguments](const Streams& streams) { return certify(*arguments, streams); };
}

}  // namespace laecert::cli
