#include "cli/training_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "checks/lae/family.hpp"
#include "checks/registry.hpp"
#include "cli/instance_options.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"

namespace laecert::cli {
namespace {

using propose::Algorithm;

constexpr long most_iterations = 1000000000000;

double positive(const std::string& text, const char* option) {
  const auto value = static_cast<double>(instances::parse_option_number(text, option));
  if (value > 0 && std::isfinite(value)) return value;
  throw UsageError(fmt::format("{}: {} is not a positive double", option, text));
}

Algorithm parse_algorithm(const std::string& text) {
  std::vector<std::string> names;
  for (const Algorithm algorithm : propose::all_algorithms()) {
    if (propose::to_string(algorithm) == text) return algorithm;
    names.push_back(propose::to_string(algorithm));
  }
  throw UsageError(fmt::format("--algorithm: '{}' is not all, {}", text, fmt::join(names, ", ")));
}

std::vector<Algorithm> parse_algorithms(const std::vector<std::string>& texts) {
  if (texts == std::vector<std::string>{"all"}) {
    return {propose::all_algorithms().begin(), propose::all_algorithms().end()};
  }
  if (std::ranges::find(texts, "all") != texts.end()) throw UsageError("--algorithm: all stands alone");
  std::vector<Algorithm> algorithms;
  for (const std::string& text : texts) {
    const Algorithm algorithm = parse_algorithm(text);
    if (std::ranges::find(algorithms, algorithm) != algorithms.end()) {
      throw UsageError("--algorithm: " + text + " is named twice");
    }
    algorithms.push_back(algorithm);
  }
  return algorithms;
}

bool has(const studies::TrainingPlan& plan, Algorithm algorithm) {
  return std::ranges::find(plan.algorithms, algorithm) != plan.algorithms.end();
}

// Errors: UsageError for an unknown loss, and with the reason for one that no algorithm trains.
theory::Loss parse_training_loss(const std::string& name) {
  const checks::FamilyLoss loss = checks::loss_named(checks::builtin_registry(), name, "--loss");
  const std::optional<theory::Loss> trained = checks::lae_loss(name);
  if (loss.training && trained) return *trained;
  throw UsageError(fmt::format("--loss {}: {}", name, loss.training.why_not));
}

studies::StopRule parse_stop(const std::string& text) {
  if (text == "certified") return studies::StopRule::certified;
  if (text == "reference") return studies::StopRule::reference;
  throw UsageError("--stop: '" + text + "' is not certified or reference");
}

}  // namespace

void add_training_options(CLI::App& command, TrainingOptions& options) {
  const auto add = [&](const char* name, auto& target, const char* text) {
    return command.add_option(name, target, text);
  };
  add("--algorithm", options.algorithms, "algorithms, or all (default): gradient-untied, exact-untied, ...")
      ->delimiter(',');
  add("--loss", options.loss, "none, product or sum (default)");
  add("--step", options.step, "step along the halved gradient (default: 1/L, L its Lipschitz bound; sum only)");
  command.add_flag("--sequential", options.sequential,
                   "gradient-untied: the decoder's gradient at the new encoder, as the published loop has it");
  add("--iterations", options.iterations, "at most so many (default 400000)");
  add("--tolerance", options.tolerance, "certified distance to a critical point that ends a run (default 1e-8)");
  add("--stop", options.stop, "certified (default), or reference: the rule of the published loops, which is unsound");
  add("--eps", options.eps, "eps of the reference's rule (default 1e-8)");
  add("--start-scale", options.start_scale, "standard deviation of the random start (default 0.1)");
  add("--batch", options.batch, "samples of a minibatch (default 100)");
  add("--penalties", options.penalties, "of the units, for nonuniform: increasing (default lambda (1 + a/(10 k)))")
      ->delimiter(',');
  add("--trace-every", options.trace_every, "rows of the trace every so many iterations, beside those of the checks");
}

studies::TrainingPlan make_plan(const TrainingOptions& options, std::uint64_t seed) {
  studies::TrainingPlan plan{.algorithms = parse_algorithms(options.algorithms),
                             .skip_refused = options.algorithms == std::vector<std::string>{"all"},
                             .loss = parse_training_loss(options.loss),
                             .sequential = options.sequential,
                             .batch = parse_integer(options.batch, "--batch", 1, most_iterations),
                             .seed = seed,
                             .start_scale = positive(options.start_scale, "--start-scale"),
                             .iterations = parse_integer(options.iterations, "--iterations", 1, most_iterations),
                             .stop = parse_stop(options.stop),
                             .tolerance = positive(options.tolerance, "--tolerance"),
                             .eps = positive(options.eps, "--eps"),
                             .trace_every = parse_integer(options.trace_every, "--trace-every", 0, most_iterations)};
  if (plan.sequential && !has(plan, Algorithm::gradient_untied)) {
    throw UsageError("--sequential is of gradient-untied alone");
  }
  if (!options.penalties.empty() && !has(plan, Algorithm::nonuniform)) {
    throw UsageError("--penalties are of nonuniform alone");
  }
  if (!options.step.empty()) plan.step = positive(options.step, "--step");
  for (const std::string& penalty : options.penalties) {
    plan.penalties.push_back(instances::parse_option_number(penalty, "--penalties"));
  }
  return plan;
}

}  // namespace laecert::cli
