#include "studies/verify.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <map>
#include <utility>

#include "checks/registry.hpp"
#include "claims/runner.hpp"
#include "numeric/errors.hpp"
#include "studies/describe.hpp"
#include "studies/probe.hpp"

namespace laecert::studies {
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

// The losses of --loss. Errors: UsageError for a statement about another one.
std::vector<Loss> selected_losses(const VerifyOptions& options) {
  const std::vector<Loss> selected = losses_named(options.losses, "--loss");
  for (const Loss loss : known_losses()) {
    if (std::find(selected.begin(), selected.end(), loss) != selected.end()) continue;
    for (const std::string& id : options.statements) {
      if (!has_prefix(id, loss)) continue;
      throw UsageError("--statements: " + id + " is not about --loss " +
                       fmt::format("{}", fmt::join(options.losses, ",")));
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
  if (counts && context.has_manifolds()) landscape.counts.push_back(describe_counts(context));
}

// One run on one instance. Contexts are made when a registry first asks for them, and kept.
class Verification {
 public:
  Verification(const problem::Instance& instance, const VerifyOptions& options)
      : instance_(instance),
        options_(options),
        losses_(selected_losses(options)),
        spectrum_(decide_spectrum(instance, options.effort)) {}

  void decide_losses() {
    for (const Loss loss : losses_) {
      const claims::Registry<LaeContext> registry = lae_registry(loss);
      if (!options_.statements.empty() && ids_in(registry, options_.statements).empty()) continue;
      guarded(registry, [&] { decide(registry, context_of(loss)); });
    }
  }

  void decide_algorithms() {
    const claims::Registry<LaeContext> registry = algorithm_registry();
    if (is_asked_for(registry)) guarded(registry, [&] { decide(registry, context_of(Loss::sum)); });
  }

  void decide_tied() {
    const claims::Registry<TiedContext> registry = tied_registry();
    if (!is_asked_for(registry)) return;
    guarded(registry, [&] {
      const TiedContext context = make_tied_context(context_of(Loss::sum), {.progress = {}, .stop = options_.map.stop});
      decide(registry, context);
      result_.complete = result_.complete && !context.interrupted;
    });
  }

  void decide_ppca() {
    const claims::Registry<PpcaContext> registry = ppca_registry();
    if (!is_asked_for(registry)) return;
    guarded(registry, [&] {
      const PpcaContext context = make_ppca_context(context_of(Loss::sum), {.progress = {}, .stop = options_.map.stop});
      claims::RunOptions how = run_options(instance_, options_, ids_in(registry, options_.statements));
      how.exact_instance = context.is_exact_instance();
      append(result_, claims::run(registry, context, how));
      result_.complete = result_.complete && !context.interrupted;
    });
  }

  void decide_search() {
    const claims::Registry<SearchContext> registry = search_registry();
    if (!options_.statements.empty() && ids_in(registry, options_.statements).empty()) return;
    guarded(registry, [&] {
      SearchContext search;
      for (const Loss loss : losses_) search.losses.push_back({&context_of(loss), search_in(context_of(loss))});
      // What the starts found is judged even after a stop: a contradiction among them must not be lost.
      claims::RunOptions options = run_options(instance_, options_, ids_in(registry, options_.statements));
      options.map = {};
      append(result_, claims::run(registry, search, options));
    });
  }

  void decide_known_false() {
    append(result_, claims::run(known_false_registry(), OwnInstance{}, run_options(instance_, options_, {})));
  }

  [[nodiscard]] Landscape landscape() const {
    Landscape landscape;
    for (const auto& [loss, context] : contexts_) {
      add(landscape, context, options_.counts);
      if (options_.observe) options_.observe(context);
    }
    return landscape;
  }

  [[nodiscard]] const Outcome<theory::Spectrum>& spectrum() const { return spectrum_; }
  [[nodiscard]] claims::RunResult result() && { return std::move(result_); }

 private:
  const LaeContext& context_of(Loss loss) {
    const auto found = contexts_.find(loss);
    if (found != contexts_.end()) return found->second;
    const ContextOptions how{.map = options_.map, .theory = options_.theory};
    return contexts_.emplace(loss, make_lae_context(loss, instance_, spectrum_, options_.effort, how)).first->second;
  }

  [[nodiscard]] SearchOutcome search_in(const LaeContext& context) {
    if (!context.has_manifolds()) return {};
    const SearchPlan plan{.starts = options_.starts.value_or(automatic_starts(context.problem.dimension())),
                          .options = search_options(options_.effort)};
    SearchOutcome outcome = search_list(context, plan, {.progress = {}, .stop = options_.map.stop});
    result_.complete = result_.complete && !outcome.interrupted;
    return outcome;
  }

  // Of rows about no loss of --loss: by name, or by default without it.
  template <class Context>
  [[nodiscard]] bool is_asked_for(const claims::Registry<Context>& registry) const {
    if (options_.statements.empty()) return options_.losses.empty();
    return !ids_in(registry, options_.statements).empty();
  }

  // What fails inside while a context is made costs the rows that are decided on it, and no other.
  template <class Context, class Step>
  void guarded(const claims::Registry<Context>& registry, const Step& step) {
    try {
      step();
    } catch (const UsageError&) {
      throw;
    } catch (const claims::FloatingPointError&) {
      throw;
    } catch (const std::exception& error) {
      append(result_,
             claims::failed_run(registry, run_options(instance_, options_, ids_in(registry, options_.statements)),
                                error.what()));
    }
  }

  template <class Context>
  void decide(const claims::Registry<Context>& registry, const Context& context) {
    append(result_,
           claims::run(registry, context, run_options(instance_, options_, ids_in(registry, options_.statements))));
  }

  const problem::Instance& instance_;
  const VerifyOptions& options_;
  std::vector<Loss> losses_;
  Outcome<theory::Spectrum> spectrum_;
  std::map<Loss, LaeContext> contexts_;
  claims::RunResult result_;
};

}  // namespace

void require_known_names(const VerifyOptions& options) {
  require_registered(options.statements);
  (void)selected_losses(options);
}

report::Report verify(const problem::Instance& instance, const VerifyOptions& options) {
  require_registered(options.statements);
  Verification verification(instance, options);
  verification.decide_losses();
  verification.decide_algorithms();
  verification.decide_tied();
  verification.decide_ppca();
  verification.decide_search();
  verification.decide_known_false();
  Landscape landscape = verification.landscape();
  const Outcome<theory::Spectrum> spectrum = verification.spectrum();

  report::Report report = report::report_of(std::move(verification).result());
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

}  // namespace laecert::studies
