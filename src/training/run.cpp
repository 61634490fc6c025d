#include "training/run.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "propose/training/start.hpp"
#include "training/directions.hpp"
#include "training/doubles.hpp"

namespace laecert::studies {
namespace {

using propose::Algorithm;
using propose::Trainer;
using Clock = std::chrono::steady_clock;

// How long a run trains before it looks up.
constexpr std::chrono::milliseconds shortest_piece{20}, longest_piece{200};

constexpr std::array<std::pair<Ending, const char*>, 6> ending_names{{{Ending::none, ""},
                                                                      {Ending::certified, "certified"},
                                                                      {Ending::reference, "reference"},
                                                                      {Ending::iterations, "iterations"},
                                                                      {Ending::diverged, "diverged"},
                                                                      {Ending::finished, "finished"}}};

std::vector<double> rounded(const std::vector<Rational>& numbers) {
  std::vector<double> result;
  result.reserve(numbers.size());
  for (const Rational& x : numbers) result.push_back(static_cast<double>(x));
  return result;
}

Trainer make_trainer(const TrainingSetting& setting, Algorithm algorithm, const std::stop_token& stop = {}) {
  const TrainingPlan& plan = setting.plan;
  const problem::Instance& instance = setting.context.instance;
  const propose::TrainingOptions options{.loss = regularization_of(plan.loss),
                                         .lambda = static_cast<double>(instance.lambda()),
                                         .penalties = rounded(penalties_of(plan, instance)),
                                         .step = plan.step,
                                         .sequential = plan.sequential && algorithm == Algorithm::gradient_untied,
                                         .batch = plan.batch,
                                         .seed = plan.seed,
                                         .samples = setting.samples,
                                         .stop = stop};
  return {setting.moment, algorithm, options,
          propose::random_start(instance.m(), instance.k(), plan.seed, plan.start_scale, propose::is_tied(algorithm))};
}

// One run in progress.
class Runner {
 public:
  Runner(const TrainingSetting& setting, TrainingRun run, const TrainingWatch& watch)
      : setting_(setting),
        penalties_(penalties_of(setting.plan, setting.context.instance)),
        run_(std::move(run)),
        trainer_(make_trainer(setting, run_.algorithm, watch.stop)),
        watch_(watch) {
    run_.seconds.resize(run_.trace.size());
    if (run_.state) {
      trainer_.restore(*run_.state);
    } else {
      add_row(true);
    }
  }

  TrainingRun train() && {
    mark();
    try {
      while (run_.ending == Ending::none && !watch_.stop.stop_requested()) {
        advance();
        mark();
        if (run_.ending == Ending::none) tell_now_and_then();
      }
    } catch (const Stopped&) {
      // A row that is left out is added when the run goes on. What the reference's rule said is known to nobody then:
      // its last iterations are taken again.
      run_.ending = Ending::none;
    }
    tell();
    return std::move(run_);
  }

 private:
  void advance() {
    // One iteration back where the row of this one was left out.
    const long t = trainer_.iteration() - (row_is_due() ? 1 : 0), limit = setting_.plan.iterations;
    const long check = std::min(next_check(t), limit), event = std::min(check, next_trace(t));
    const bool holds = go_to(event);
    run_.ending = ending_of(holds);
    const long now = trainer_.iteration();
    if (now == event || run_.ending != Ending::none) add_row(now == check || run_.ending != Ending::none);
  }

  // Of the rows, those that certify may have been left out.
  [[nodiscard]] bool row_is_due() const {
    const long t = trainer_.iteration();
    if (t == 0 || run_.trace.empty() || run_.trace.back().iteration >= t) return false;
    return std::min(next_check(t - 1), setting_.plan.iterations) == t;
  }

  // A piece at a time, so that the run can be told of in between. Whether the reference's rule ended it.
  bool go_to(long event) {
    bool holds = false;
    for (long expected = trainer_.iteration(); trainer_.iteration() == expected && expected < event && !holds;) {
      if (goes_on_from(expected)) tell_now_and_then();
      const Clock::time_point before = Clock::now();
      const long piece = std::min(piece_, event - expected);
      expected += piece;
      holds = step_by(piece);
      if (!holds) mark();
      choose_piece(piece, Clock::now() - before);
    }
    return holds;
  }

  // Ceres makes many iterations at once and gives them one by one: what one took tells nothing of the next.
  void choose_piece(long piece, Clock::duration took) {
    if (piece < piece_ || propose::is_ceres(run_.algorithm)) return;
    if (took < shortest_piece) piece_ *= 2;
    if (took > longest_piece) piece_ = std::max(1L, piece_ / 2);
  }

  [[nodiscard]] bool goes_on_from(long iteration) const {
    return iteration > 0 && !trainer_.diverged() && !trainer_.finished();
  }

  // What is told of, and gone on from, is the run as far as it was marked.
  void mark() { run_.state = trainer_.state(); }

  void tell_now_and_then() {
    if (Clock::now() - told_ >= watch_.every) tell();
  }

  void tell() {
    if (watch_.observe) watch_.observe(run_);
    told_ = Clock::now();
  }

  // Whether the reference's rule ended it.
  bool step_by(long iterations) {
    const Clock::time_point before = Clock::now();
    bool holds = false;
    if (setting_.plan.stop == StopRule::reference) {
      holds = trainer_.advance_to_reference_stop(iterations, setting_.plan.eps);
    } else {
      trainer_.advance(iterations);
    }
    seconds_ += std::chrono::duration<double>(Clock::now() - before).count();
    return holds;
  }

  [[nodiscard]] Ending ending_of(bool reference_holds) const {
    if (trainer_.diverged()) return Ending::diverged;
    if (reference_holds) return Ending::reference;
    if (trainer_.finished()) return Ending::finished;
    return trainer_.iteration() >= setting_.plan.iterations ? Ending::iterations : Ending::none;
  }

  [[nodiscard]] long next_trace(long t) const {
    const long every = setting_.plan.trace_every;
    return every > 0 ? (t / every + 1) * every : setting_.plan.iterations;
  }

  void add_row(bool certifies) {
    const EndDistance end =
        certifies ? certify_end(setting_.context, run_.algorithm, penalties_, trainer_.weights()) : EndDistance{};
    TraceRow row = trace_row(setting_.context, trainer_.iteration(), trainer_.metrics(), end);
    if (!certifies && watch_.rows) {
      watch_.rows(run_.algorithm, row, seconds_);
      return;
    }
    run_.trace.push_back(std::move(row));
    if (end.distance) run_.trace.back().weights = trainer_.weights();
    run_.seconds.emplace_back(seconds_);
    if (setting_.plan.stop == StopRule::certified && is_within(end, setting_.plan.tolerance)) {
      run_.ending = Ending::certified;
    }
    if (run_.ending != Ending::none) run_.end = end;
  }

  const TrainingSetting& setting_;
  std::vector<Rational> penalties_;
  TrainingRun run_;
  Trainer trainer_;
  const TrainingWatch& watch_;
  double seconds_ = 0;
  long piece_ = 1;  // iterations
  Clock::time_point told_ = Clock::now();
};

EndDistance certified_end(const TrainingSetting& setting, Algorithm algorithm,
                          const problem::Autoencoder<double>& weights, const std::stop_token& stop) {
  const numeric::StopScope scope(stop, "the end was certified");
  numeric::require_running();
  return certify_end(setting.context, algorithm, penalties_of(setting.plan, setting.context.instance), weights);
}

}  // namespace

std::string to_string(Ending ending) {
  return std::ranges::find(ending_names, ending, &decltype(ending_names)::value_type::first)->second;
}

std::optional<Ending> ending_from(const std::string& text) {
  for (const auto& [ending, name] : ending_names) {
    if (text == name) return ending;
  }
  return {};
}

TraceRow trace_row(const LaeContext& context, long iteration, const propose::Metrics& metrics, const EndDistance& end) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const SvdUniqueness unique = uniqueness_of_svd(context);
  const bool is_full = !end.listed || end.listed->rank == context.instance.k();
  TraceRow row{.iteration = iteration,
               .loss = metrics.loss,
               .gradient_norm = metrics.gradient_norm,
               .transpose_gap = metrics.transpose_gap,
               .balance_gap = metrics.balance_gap,
               .subspace_distance = unique.subspace && is_full ? metrics.subspace_distance : nan,
               .direction_error = unique.directions && is_full ? metrics.direction_error : nan,
               .manifold = end.manifold};
  if (end.distance) row.distance = end.distance->upper();
  return row;
}

void decide_trace_again(const TrainingSetting& setting, TrainingRun& run) {
  const std::vector<Rational> penalties = penalties_of(setting.plan, setting.context.instance);
  for (TraceRow& row : run.trace) {
    row.manifold.clear();
    row.distance.reset();
    if (!row.weights) continue;
    const EndDistance end = certify_end(setting.context, run.algorithm, penalties, *row.weights);
    row.manifold = end.manifold;
    if (end.distance) row.distance = end.distance->upper();
  }
}

TrainingRun train_on(const TrainingSetting& setting, TrainingRun run, const TrainingWatch& watch) {
  if (run.ending != Ending::none) {
    run.seconds.resize(run.trace.size());
    return run;
  }
  return Runner(setting, std::move(run), watch).train();
}

std::optional<std::string> why_refused(const TrainingSetting& setting, Algorithm algorithm) {
  try {
    (void)make_trainer(setting, algorithm);
  } catch (const UsageError& error) {
    return error.what();
  }
  return {};
}

TrainedPoint trained_point(const TrainingSetting& setting, const TrainingRun& run, const std::stop_token& stop) {
  Trainer trainer = make_trainer(setting, run.algorithm);
  trainer.restore(run.state.value());
  const problem::Autoencoder<double> weights = trainer.weights();
  TrainedPoint point{.weights = weights,
                     .metrics = trainer.metrics(),
                     .end = {},
                     .iteration = trainer.iteration(),
                     .step = trainer.step()};
  try {
    point.end = run.end ? *run.end : certified_end(setting, run.algorithm, weights, stop);
  } catch (const Stopped& stopped) {
    point.end = {.reason = stopped.what()};
    point.stopped = true;
  }
  return point;
}

}  // namespace laecert::studies
