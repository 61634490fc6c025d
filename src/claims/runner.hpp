#pragma once

#include <algorithm>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "claims/archived_results.hpp"
#include "claims/parallel.hpp"
#include "claims/result.hpp"
#include "claims/statement.hpp"
#include "claims/summary.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"

namespace laecert::claims {

struct RunOptions {
  bool exact_instance = false;           // which of the two floors applies
  std::optional<Verdict> evidence = {};  // lowers every floor above it to it
  std::vector<std::string> ids = {};     // empty: all; statements known false always run
  int jobs = 1;
  MapOptions map = {};
};

/// A registry decided on one context, in the order of the registry.
struct RunResult {
  bool complete = true;
  std::vector<StatementResult> statements = {};
  std::vector<StatementResult> known_false = {};
  std::vector<ControlResult> controls = {};

  /// All statements, the known false ones too.
  [[nodiscard]] Summary summary() const { return summarize(statements) + summarize(known_false); }
};

namespace runner {

/// A statement, or one of its controls.
template <class Context>
struct Task {
  const Statement<Context>* statement = nullptr;
  const Control<Context>* control = nullptr;
};

/// What a task came to: one of the two.
struct Done {
  std::optional<StatementResult> statement = {};
  std::optional<ControlResult> control = {};
  bool interrupted = false;
};

}  // namespace runner

template <>
struct Fields<runner::Done> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.statement, x.control);
  }
};

namespace runner {

inline bool is_internal(const Done& done) {
  return (done.statement && done.statement->internal) || (done.control && done.control->internal);
}

/// Whether it is what such a task comes to.
template <class Context>
bool fits(const Done& done, const Task<Context>& task, Verdict floor) {
  if (task.control != nullptr) return done.control && done.control->id == task.control->id;
  return done.statement && done.statement->floor == floor;
}

/// Errors: UsageError naming an id that the registry has not.
template <class Context>
std::vector<Task<Context>> select_tasks(const Registry<Context>& registry, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    if (find_statement(registry, id) == nullptr) throw UsageError("there is no statement " + id);
  }
  std::vector<Task<Context>> tasks;
  for (const Statement<Context>& statement : registry) {
    const bool named = ids.empty() || std::find(ids.begin(), ids.end(), statement.info.id) != ids.end();
    if (!named && !statement.info.known_false) continue;
    tasks.push_back({&statement, nullptr});
    for (const Control<Context>& control : statement.controls) tasks.push_back({&statement, &control});
  }
  return tasks;
}

template <class Context>
Done decide_unguarded(const Task<Context>& task, const Context& context, Verdict floor) {
  if (task.control == nullptr) {
    const Finding finding = task.statement->decide(context);
    return {.statement = judge(task.statement->info, finding, floor), .interrupted = finding.interrupted};
  }
  const Control<Context>& control = *task.control;
  const Finding finding = control.decide(context);
  // The proof that twin and truth agree is needed only where the twin was not refuted.
  const bool open = outcome_of(finding, false) != ControlOutcome::refuted;
  const bool same = open && control.indistinguishable && control.indistinguishable(context);
  return {.control = ControlResult{control.id, control.text, outcome_of(finding, same)},
          .interrupted = finding.interrupted};
}

/// What fails inside costs the task alone.
template <class Context>
Done failed(const Task<Context>& task, Verdict floor, const std::string& what) {
  if (task.control == nullptr) return {.statement = claims::failed(task.statement->info, floor, what)};
  return {.control = ControlResult{.id = task.control->id, .text = task.control->text, .internal = true}};
}

/// Errors: UsageError, FloatingPointError, Stopped; all else that is thrown makes the task undecided.
template <class Context>
Done decide(const Task<Context>& task, const Context& context, Verdict floor) {
  try {
    return decide_unguarded(task, context, floor);
  } catch (const UsageError&) {
    throw;
  } catch (const FloatingPointError&) {
    throw;
  } catch (const Stopped&) {
    throw;
  } catch (const std::exception& error) {
    return failed(task, floor, error.what());
  }
}

/// The journal's answer, or else the decision, which is kept unless it fell short of what it could be.
template <class Context>
Done decide_or_find(const Task<Context>& task, const Context& context, Verdict floor, const MapOptions& map) {
  const std::string& id = task.control == nullptr ? task.statement->info.id : task.control->id;
  if (std::optional<Done> known = find_in(map.journal, id, Done{}); known && fits(*known, task, floor)) {
    if (known->statement) known->statement->info = task.statement->info;
    return *std::move(known);
  }
  Done done = decide(task, context, floor);
  const bool is_whole = !done.interrupted && !map.stop.stop_requested() && !is_internal(done);
  if (is_whole) keep_in(map.journal, id, done);
  return done;
}

/// Nothing that was not reached vanishes from a report: it is undecided.
template <class Context>
Done not_reached(const Task<Context>& task, Verdict floor) {
  if (task.control != nullptr) return {.control = ControlResult{task.control->id, task.control->text}};
  return {.statement = unreached(task.statement->info, floor)};
}

/// Adds what a task came to at the end of the run's result.
inline RunResult with(RunResult result, Done done) {
  if (done.control) {
    result.controls.push_back(std::move(*done.control));
  } else if (done.statement) {
    (done.statement->info.known_false ? result.known_false : result.statements).push_back(std::move(*done.statement));
  }
  return result;
}

}  // namespace runner

/// The selected statements and controls where nothing could be decided on a context that failed inside.
/// Errors: UsageError for an unknown id.
template <class Context>
RunResult failed_run(const Registry<Context>& registry, const RunOptions& options, const std::string& what) {
  RunResult result;
  for (const runner::Task<Context>& task : runner::select_tasks(registry, options.ids)) {
    const Verdict floor = effective_floor(task.statement->info.floors, options.exact_instance, options.evidence);
    result = runner::with(std::move(result), runner::failed(task, floor, what));
  }
  return result;
}

/// The selected statements and controls where a stop came before their context was made.
/// Errors: UsageError for an unknown id.
template <class Context>
RunResult unreached_run(const Registry<Context>& registry, const RunOptions& options) {
  RunResult result{.complete = false};
  for (const runner::Task<Context>& task : runner::select_tasks(registry, options.ids)) {
    const Verdict floor = effective_floor(task.statement->info.floors, options.exact_instance, options.evidence);
    result = runner::with(std::move(result), runner::not_reached(task, floor));
  }
  return result;
}

/// Decides the selected statements of a registry and their controls on one context.
/// Guarantee: the same result for any number of jobs; after a stop request, what was not reached is undecided and the
///            result is not complete. A decision that throws is undecided, `internal`; the others are as without it.
///            What options.map.journal has of an earlier process is taken from there.
/// Requires:  a well-formed registry; with jobs > 1, functions that are safe to call at the same time.
/// Errors:    UsageError for an unknown id, or of a decide function; FloatingPointError.
template <class Context>
RunResult run(const Registry<Context>& registry, const Context& context, const RunOptions& options = {}) {
  require_well_formed(registry);
  const std::vector<runner::Task<Context>> tasks = runner::select_tasks(registry, options.ids);
  const auto floor_of = [&options](const runner::Task<Context>& task) {
    return effective_floor(task.statement->info.floors, options.exact_instance, options.evidence);
  };
  MapOptions map = options.map;
  map.journal = map.journal.part("decided");
  const auto decide = [&](std::size_t i) { return runner::decide_or_find(tasks[i], context, floor_of(tasks[i]), map); };

  std::vector<std::optional<runner::Done>> done = parallel_map(tasks.size(), options.jobs, decide, options.map);

  RunResult result;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    result.complete = result.complete && done[i].has_value() && !done[i]->interrupted;
    result = runner::with(std::move(result),
                          done[i] ? std::move(*done[i]) : runner::not_reached(tasks[i], floor_of(tasks[i])));
  }
  return result;
}

}  // namespace laecert::claims
