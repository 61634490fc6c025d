#include "checks/verify.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "checks/describe.hpp"
#include "checks/probe.hpp"
#include "checks/registry.hpp"
#include "claims/runner.hpp"
#include "numeric/errors.hpp"

namespace laecert::checks {
namespace {

bool has_prefix(const std::string& id, Loss loss) { return id.starts_with(theory::to_string(loss) + "."); }

void require_registered(const std::vector<std::string>& ids) {
  const std::vector<RegisteredStatement> all = registered_statements();
  for (const std::string& id : ids) {
    if (std::none_of(all.begin(), all.end(), [&](const RegisteredStatement& one) { return one.info.id == id; })) {
      throw UsageError("--statements: there is no statement " + id + " (see: laecert statements)");
    }
  }
}

bool is_named(Loss loss, const std::vector<Loss>& named) {
  return named.empty() || std::find(named.begin(), named.end(), loss) != named.end();
}

// The losses of --loss, in the order of the report.
std::vector<Loss> selected_losses(const VerifyOptions& options) {
  std::vector<Loss> named;
  named.reserve(options.losses.size());
  for (const std::string& name : options.losses) named.push_back(loss_named(name, "--loss"));
  std::vector<Loss> selected;
  for (const Loss loss : known_losses()) {
    if (is_named(loss, named)) selected.push_back(loss);
    for (const std::string& id : options.statements) {
      if (has_prefix(id, loss) && !is_named(loss, named)) {
        throw UsageError("--statements: " + id + " is not about --loss " +
                         fmt::format("{}", fmt::join(options.losses, ",")));
      }
    }
  }
  return selected;
}

// Those of the ids that this registry has.
template <class Context>
std::vector<std::string> ids_in(const claims::Registry<Context>& registry, const std::vector<std::string>& ids) {
  std::vector<std::string> found;
  for (const std::string& id : ids) {
    if (claims::find_statement(registry, id) != nullptr) found.push_back(id);
  }
  return found;
}

claims::RunOptions run_options(const problem::Instance& instance, const VerifyOptions& options,
                               std::vector<std::string> ids) {
  return {.exact_instance = instance.rational_spectrum().has_value(),
          .evidence = options.effort.evidence,
          .ids = std::move(ids),
          .jobs = options.effort.jobs,
          .map = {.progress = {}, .stop = options.map.stop}};
}

void append(claims::RunResult& all, claims::RunResult more) {
  const auto move_into = [](auto& to, auto& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  all.complete = all.complete && more.complete;
  move_into(all.statements, more.statements);
  move_into(all.known_false, more.known_false);
  move_into(all.controls, more.controls);
}

// What the contexts say beside the verdicts: one loss after the other.
struct Landscape {
  bool interrupted = false;
  std::vector<report::Hypothesis> hypotheses;
  std::vector<report::Manifold> manifolds;
  std::map<std::string, std::string> totals;
  std::vector<report::Counts> counts;
};

void add(Landscape& landscape, const LaeContext& context, bool counts) {
  landscape.interrupted = landscape.interrupted || context.interrupted;
  add_hypotheses(landscape.hypotheses, context);
  for (const ManifoldRecord& record : context.records) landscape.manifolds.push_back(describe(context, record));
  if (context.sampled) landscape.totals[theory::to_string(context.loss)] = context.manifold_count.str();
  if (counts && has_manifolds(context)) landscape.counts.push_back(describe_counts(context));
}

}  // namespace

void require_known_names(const VerifyOptions& options) {
  require_registered(options.statements);
  (void)selected_losses(options);
}

report::Report verify(const problem::Instance& instance, const VerifyOptions& options) {
  require_registered(options.statements);
  const std::vector<Loss> losses = selected_losses(options);
  const Outcome<theory::Spectrum> spectrum = decide_spectrum(instance, options.effort);
  claims::RunResult result;
  Landscape landscape;
  for (const Loss loss : losses) {
    const claims::Registry<LaeContext> registry = lae_registry(loss);
    const std::vector<std::string> ids = ids_in(registry, options.statements);
    if (ids.empty() && !options.statements.empty()) continue;
    const LaeContext context = make_lae_context(loss, instance, spectrum, options.effort, options.map);
    append(result, claims::run(registry, context, run_options(instance, options, ids)));
    add(landscape, context, options.counts);
    if (options.observe) options.observe(context);
  }
  append(result, claims::run(known_false_registry(), OwnInstance{}, run_options(instance, options, {})));

  report::Report report = report::report_of(std::move(result));
  report.complete = report.complete && !landscape.interrupted;
  report.versions = versions();
  report.max_digits = std::to_string(options.effort.max_digits);
  report.evidence = options.effort.evidence;
  report.instance = describe(instance);
  if (spectrum) {
    report.spectrum = describe(*spectrum, options.effort.digits);
    report.spectrum_note = spectrum_note(*spectrum, options.effort.digits);
    report.q = std::to_string(spectrum->q);
  }
  report.hypotheses = std::move(landscape.hypotheses);
  report.manifolds = std::move(landscape.manifolds);
  report.manifold_totals = std::move(landscape.totals);
  if (options.counts) report.counts = std::move(landscape.counts);
  return report;
}

}  // namespace laecert::checks
