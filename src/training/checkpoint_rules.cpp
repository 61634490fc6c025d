#include "training/checkpoint_rules.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "numeric/errors.hpp"
#include "training/doubles.hpp"

namespace laecert::studies {
namespace {

// "{1,2}", "(1,0)", "units on 1,-".
bool is_manifold_name(std::string_view text) {
  constexpr std::string_view units = "units on ";
  if (text.starts_with(units)) {
    return text.find_first_not_of("0123456789,-", units.size()) == std::string_view::npos;
  }
  const bool is_enclosed =
      (text.starts_with('{') && text.ends_with('}')) || (text.starts_with('(') && text.ends_with(')'));
  return is_enclosed && text.substr(1, text.size() - 2).find_first_not_of("0123456789,") == std::string_view::npos;
}

bool is_increasing(const std::vector<TraceRow>& trace) {
  return std::ranges::adjacent_find(
             trace, [](const TraceRow& a, const TraceRow& b) { return a.iteration >= b.iteration; }) == trace.end();
}

bool all_finite(const propose::Factors& factors) { return factors.A.allFinite() && factors.B.allFinite(); }

class Rules {
 public:
  Rules(const TrainingPlan& plan, const TrainingRun& run) : plan_(plan), run_(run), state_(run.state.value()) {}

  void require_all() const {
    require(std::ranges::find(plan_.algorithms, run_.algorithm) != plan_.algorithms.end(), "is not of the plan");
    require(state_.iteration >= 0 && state_.iteration <= plan_.iterations, "iteration is not within --iterations");
    require(std::isfinite(state_.step) && state_.step >= 0, "step is no size");
    require_anchor();
    require_trace();
    require_ending();
  }

 private:
  void require(bool holds, const char* rule) const {
    if (!holds) throw DataError(propose::to_string(run_.algorithm) + ": " + rule);
  }

  void require_anchor() const {
    const long back = state_.anchor.iterations;
    const long longest = propose::is_ceres(run_.algorithm) ? propose::Iteration::longest_anchor : 0;
    require(back >= 0 && back <= std::min(longest, state_.iteration), "anchor_iterations is beyond the run");
    require(state_.diverged || all_finite(state_.anchor.factors),
            "the weights of a run that has not diverged are not finite");
  }

  void require_trace() const {
    require(!run_.trace.empty(), "the trace is empty");
    require(std::ranges::all_of(run_.trace, is_trace_row), "a cell of the trace is not as train writes it");
    require(run_.trace.front().iteration == 0 && is_increasing(run_.trace), "the trace is out of order");
    const long last = run_.trace.back().iteration;
    require(run_.ending == Ending::none ? last <= state_.iteration : last == state_.iteration,
            "the trace does not end where the run does");
  }

  void require_ending() const { require(agrees(), "its ending is not that of such a run"); }

  [[nodiscard]] bool agrees() const {
    if (state_.diverged != (run_.ending == Ending::diverged)) return false;
    switch (run_.ending) {
      case Ending::none:
        return state_.iteration < plan_.iterations;
      case Ending::certified:
        return plan_.stop == StopRule::certified;
      case Ending::reference:
        return plan_.stop == StopRule::reference;
      case Ending::iterations:
        return state_.iteration == plan_.iterations;
      case Ending::diverged:
        return true;
      case Ending::finished:
        break;
    }
    return propose::is_ceres(run_.algorithm);
  }

  const TrainingPlan& plan_;
  const TrainingRun& run_;
  const propose::TrainingState& state_;
};

}  // namespace

bool is_trace_row(const TraceRow& row) {
  return row.manifold.empty() ? !row.distance && !row.weights : is_manifold_name(row.manifold);
}

void require_runs_of(const TrainingPlan& plan, const std::vector<TrainingRun>& runs) {
  for (auto run = runs.begin(); run != runs.end(); ++run) {
    Rules(plan, *run).require_all();
    if (std::ranges::find(runs.begin(), run, run->algorithm, &TrainingRun::algorithm) != run) {
      throw DataError(propose::to_string(run->algorithm) + ": is there twice");
    }
  }
}

}  // namespace laecert::studies
