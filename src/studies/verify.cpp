#include "studies/verify.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

#include "claims/runner.hpp"
#include "families/block_route.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "studies/describe.hpp"

namespace laecert::studies {
namespace {

bool is_about(const std::string& id, const FamilyLoss& loss) { return id.starts_with(loss.name + "."); }

bool is_named(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void require_registered(const VerifyOptions& options) {
  const std::vector<RegisteredStatement> all = registered_statements(options.registry);
  for (const std::string& id : options.statements) {
    if (std::none_of(all.begin(), all.end(), [&](const RegisteredStatement& one) { return one.info.id == id; })) {
      throw UsageError("--statements: there is no statement " + id + " (see: laecert statements)");
    }
  }
}

// Whether --loss or --statements names this loss.
bool is_asked_for(const VerifyOptions& options, const FamilyLoss& loss) {
  if (!options.losses.empty()) return is_named(options.losses, loss.name);
  return std::ranges::any_of(options.statements, [&](const std::string& id) { return is_about(id, loss); });
}

// Errors: UsageError for a statement about another loss than those of --loss.
void require_about_the_losses(const VerifyOptions& options) {
  if (options.losses.empty()) return;
  for (const FamilyLoss& loss : all_losses(options.registry)) {
    if (is_named(options.losses, loss.name)) continue;
    for (const std::string& id : options.statements) {
      if (!is_about(id, loss)) continue;
      throw UsageError(fmt::format("--statements: {} is not about --loss {}", id, fmt::join(options.losses, ",")));
    }
  }
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

// What the lists say beside the verdicts: one loss after the other.
struct Landscape {
  bool interrupted = false;
  std::vector<report::Hypothesis> hypotheses;
  std::vector<report::Manifold> manifolds;
  std::map<std::string, Integer> totals;
  long unlisted = 0;  // decided by blocks, and too many to list
  std::vector<report::Counts> counts;
};

// The manifolds decided by blocks, those of the dense sample among them as they are; not where there are too many.
void add_decided_by_blocks(Landscape& landscape, const ListedLoss& loss) {
  constexpr long most_rows = 10000;
  const CertifiedList& list = loss.list();
  if (list.by_blocks->count > most_rows) {
    for (const ManifoldRecord& record : list.records) landscape.manifolds.push_back(describe(loss, record));
    landscape.unlisted += static_cast<long>(list.by_blocks->count) - static_cast<long>(list.records.size());
    return;
  }
  std::map<std::vector<Index>, const ManifoldRecord*> records;
  for (const ManifoldRecord& record : list.records) records.emplace(record.manifold.index_set, &record);
  list.by_blocks->manifolds([&](const theory::Manifold& manifold) {
    const auto found = records.find(manifold.index_set);
    landscape.manifolds.push_back(found == records.end() ? describe_by_blocks(loss, manifold)
                                                         : describe(loss, *found->second));
    return true;
  });
}

void add(Landscape& landscape, const ListedLoss& loss, bool counts) {
  const CertifiedList& list = loss.list();
  landscape.interrupted = landscape.interrupted || list.interrupted;
  add_hypotheses(landscape.hypotheses, list);
  if (list.by_blocks) {
    add_decided_by_blocks(landscape, loss);
  } else {
    for (const ManifoldRecord& record : list.records) landscape.manifolds.push_back(describe(loss, record));
  }
  if (list.sampled) landscape.totals[list.name] = list.manifold_count;
  if (counts && list.has_manifolds()) landscape.counts.push_back(describe_counts(loss));
}

// One run on one instance.
class Verification {
 public:
  Verification(const problem::Instance& instance, const VerifyOptions& options)
      : options_(options),
        losses_(losses_named(options.registry, options.losses, "--loss", instance)),
        contexts_(instance, options.effort, options.map) {}

  void decide_families() {
    for (const Family& family : options_.registry.families) {
      for (const StatementGroup& group : family.groups) {
        const std::vector<std::string> ids = ids_of(group);
        if (ids.empty()) continue;
        const claims::RunOptions options = run_options(ids);
        guarded([&] { return group.run(contexts_, options); },
                {[&](const std::string& what) { return group.failed(options, what); },
                 [&] { return group.unreached(options); }});
      }
    }
  }

  void decide_search() {
    const claims::Registry<SearchContext> registry = search_registry();
    const std::vector<RegisteredStatement> statements = listed(registry);
    const auto is_asked_for = [&](const RegisteredStatement& one) {
      return options_.statements.empty() || is_named(options_.statements, one.info.id);
    };
    if (std::none_of(statements.begin(), statements.end(), is_asked_for)) return;
    // What the starts found is judged even after a stop: a contradiction among them must not be lost.
    claims::RunOptions options = run_options({});
    options.map = {};
    guarded([&] { return claims::run(registry, searched(), options); },
            {[&](const std::string& what) { return claims::failed_run(registry, options, what); },
             [&] { return claims::unreached_run(registry, options); }});
  }

  void decide_known_false() {
    append(result_, claims::run(known_false_registry(options_.registry), OwnInstance{}, run_options({})));
  }

  // Of the losses that were named; without --loss, of those with a list of their own that something was decided about.
  [[nodiscard]] Landscape landscape() {
    Landscape landscape;
    for (const FamilyLoss& loss : losses_) {
      if (options_.losses.empty() && !contexts_.has(loss.name)) continue;
      const std::shared_ptr<const ListedLoss> listed = listed_unless_failed(loss);
      if (!listed) continue;
      add(landscape, *listed, options_.counts);
      if (options_.observe) options_.observe({loss, *listed, listed->list().records});
    }
    return landscape;
  }

  [[nodiscard]] const Outcome<theory::Spectrum>& spectrum() const { return contexts_.spectrum(); }
  [[nodiscard]] claims::RunResult result() && { return std::move(result_); }

 private:
  // The rows of a context that is not there.
  struct Rows {
    std::function<claims::RunResult(const std::string& what)> failed;
    std::function<claims::RunResult()> unreached;
  };

  // What fails inside, or is stopped, while a context is made costs the rows that are decided on it, and no other.
  void guarded(const std::function<claims::RunResult()>& run, const Rows& otherwise) {
    try {
      append(result_, run());
    } catch (const UsageError&) {
      throw;
    } catch (const claims::FloatingPointError&) {
      throw;
    } catch (const Stopped&) {
      append(result_, otherwise.unreached());
    } catch (const std::exception& error) {
      failed_ = true;
      append(result_, otherwise.failed(error.what()));
    }
  }

  // Null where the list is stopped, or fails inside, if a row has told it already.
  [[nodiscard]] std::shared_ptr<const ListedLoss> listed_unless_failed(const FamilyLoss& loss) {
    try {
      return loss.on(contexts_);
    } catch (const claims::FloatingPointError&) {
      throw;
    } catch (const Stopped&) {
      result_.complete = false;
      return nullptr;
    } catch (const std::exception&) {
      if (!failed_) throw;
      return nullptr;
    }
  }

  // Those that --statements names; else, with --loss, those about its losses; else all of a group that is about such an
  // instance.
  [[nodiscard]] std::vector<std::string> ids_of(const StatementGroup& group) const {
    const bool none_named = options_.losses.empty() && options_.statements.empty();
    if (none_named && !is_about_instance(group, contexts_.instance())) return {};
    const auto is_about_a_loss = [&](const std::string& id) {
      return options_.losses.empty() ||
             std::any_of(losses_.begin(), losses_.end(), [&](const FamilyLoss& loss) { return is_about(id, loss); });
    };
    std::vector<std::string> ids;
    for (const RegisteredStatement& one : group.statements) {
      const std::string& id = one.info.id;
      if (options_.statements.empty() ? is_about_a_loss(id) : is_named(options_.statements, id)) ids.push_back(id);
    }
    return ids;
  }

  [[nodiscard]] claims::RunOptions run_options(std::vector<std::string> ids) const {
    return {.exact_instance = contexts_.instance().rational_spectrum().has_value(),
            .evidence = options_.effort.evidence,
            .ids = std::move(ids),
            .jobs = options_.effort.jobs,
            .map = contexts_.quiet_map()};
  }

  [[nodiscard]] SearchOutcome search_in(const ListedLoss& loss) {
    if (!loss.list().has_manifolds()) return {};
    const SearchPlan plan{.starts = options_.starts.value_or(automatic_starts(loss.dimension())),
                          .options = search_options(options_.effort)};
    SearchOutcome outcome = search_list(loss, plan, contexts_.quiet_map());
    result_.complete = result_.complete && !outcome.interrupted;
    return outcome;
  }

  [[nodiscard]] SearchContext searched() {
    SearchContext search;
    for (const FamilyLoss& loss : losses_) {
      const std::shared_ptr<const ListedLoss> listed = loss.on(contexts_);
      search.losses.push_back({listed, search_in(*listed)});
    }
    return search;
  }

  const VerifyOptions& options_;
  std::vector<FamilyLoss> losses_;
  Contexts contexts_;
  claims::RunResult result_;
  bool failed_ = false;
};

}  // namespace

void require_known_names(const VerifyOptions& options) {
  require_registered(options);
  (void)losses_named(options.registry, options.losses, "--loss");
  for (const FamilyLoss& loss : all_losses(options.registry)) {
    if (options.effort.route != InertiaRoute::block || loss.formulas || !is_asked_for(options, loss)) continue;
    throw UsageError("--route block: " + loss.name + " offers no formulas of its Hessian; --route dense decides it");
  }
  require_about_the_losses(options);
}

report::Report verify(const problem::Instance& instance, const VerifyOptions& options) {
  require_known_names(options);
  Verification verification(instance, options);
  verification.decide_families();
  verification.decide_search();
  verification.decide_known_false();
  Landscape landscape = verification.landscape();
  const Outcome<theory::Spectrum> spectrum = verification.spectrum();

  report::Report report = report::report_of(std::move(verification).result());
  report.complete = report.complete && !landscape.interrupted;
  report.evidence = options.effort.evidence;
  report.preamble = preamble_of(instance, spectrum, options.effort);
  report.preamble.hypotheses = std::move(landscape.hypotheses);
  report.manifolds = std::move(landscape.manifolds);
  report.manifold_totals = std::move(landscape.totals);
  report.decided_unlisted = landscape.unlisted;
  if (options.counts) report.counts = std::move(landscape.counts);
  return report;
}

}  // namespace laecert::studies
