#include "training/train.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/decimal.hpp"
#include "numeric/errors.hpp"
#include "numeric/running.hpp"
#include "studies/describe.hpp"
#include "theory/lae/training_rates.hpp"
#include "training/checkpoint.hpp"
#include "training/directions.hpp"
#include "training/doubles.hpp"

namespace laecert::studies {
namespace {

using propose::Algorithm;

constexpr long printed_rate_digits = 12;

// Nothing where the iteration has no closed form.
std::optional<theory::Iteration> linearized(Algorithm algorithm, bool is_sequential) {
  switch (algorithm) {
    case Algorithm::gradient_untied:
      if (is_sequential) return {};
      return theory::Iteration::gradient_untied;
    case Algorithm::gradient_sync:
      return theory::Iteration::gradient_sync;
    case Algorithm::gradient_tied:
      return theory::Iteration::gradient_tied;
    case Algorithm::exact_untied:
      return theory::Iteration::exact_untied;
    case Algorithm::exact_tied:
      return theory::Iteration::exact_tied;
    default:
      return {};
  }
}

// Of the manifold reached; empty where there is no closed form.
report::Enclosed predicted_rate(const TrainingSetting& setting, Algorithm algorithm, const TrainedPoint& point) {
  const LaeContext& context = setting.context;
  const std::optional<theory::Iteration> iteration = linearized(algorithm, setting.plan.sequential);
  if (!iteration || context.loss != theory::Loss::sum || !point.end.listed || point.end.listed->rank_vector) return {};
  const theory::Spectrum& spectrum = *context.spectrum;
  const Outcome<Ball> rate = theory::predict_local_rate(*iteration, *point.end.listed, context.instance.k(), spectrum,
                                                        Ball(point.step, spectrum.precision));
  if (!rate || !rate->is_finite()) return {};
  const numeric::Decimal decimal = numeric::print_decimal(*rate, printed_rate_digits);
  return {decimal.value, decimal.radius};
}

// Of two certified distances to one manifold, the last ones: by how much an iteration shrank them, in the mean.
std::string measured_rate(const std::vector<TraceRow>& trace) {
  std::vector<const TraceRow*> certified;
  for (const TraceRow& row : trace) {
    if (row.distance) certified.push_back(&row);
  }
  if (certified.size() < 2) return {};
  const TraceRow &before = *certified[certified.size() - 2], &after = *certified.back();
  if (before.manifold != after.manifold) return {};
  const auto iterations = static_cast<double>(after.iteration - before.iteration);
  return exact_text(std::pow(*after.distance / *before.distance, 1 / iterations));
}

// Why a run with a certified distance is not certified; empty where it is, or can go on.
std::string why_not_within(Ending ending) {
  switch (ending) {
    case Ending::iterations:
      return "its iterations are spent above the tolerance";
    case Ending::finished:
      return "Ceres finds nothing to gain above the tolerance: it compares values of the loss";
    default:
      return {};
  }
}

TrainedAlgorithm describe_run(const TrainingSetting& setting, const TrainingRun& run, const TrainedPoint& point) {
  const bool has_step = propose::has_step(run.algorithm);
  const report::Enclosed rate = predicted_rate(setting, run.algorithm, point);
  TrainedAlgorithm one{.name = propose::to_string(run.algorithm),
                       .iterations = point.iteration,
                       .stopped_by = run.ending == Ending::none ? "interrupted" : to_string(run.ending),
                       .step = has_step ? exact_text(point.step) : std::string(),
                       .manifold = point.end.manifold,
                       .reason = point.end.reason,
                       .predicted_rate = rate.value,
                       .predicted_radius = rate.radius,
                       .measured_rate = measured_rate(run.trace),
                       .last = trace_row(setting.context, point.iteration, point.metrics, point.end),
                       .trace = run.trace};
  if (!point.end.distance) {
    one.reason = "no certified distance: " + one.reason;
  } else if (!is_within(point.end, setting.plan.tolerance)) {
    one.reason = why_not_within(run.ending);
  }
  if (point.end.distance) {
    one.distance = print_radius(*point.end.distance);
    one.by = distance_lemmas(setting.context.loss, run.algorithm);
  }
  return one;
}

Training make_report(const LaeContext& context, const TrainOptions& options) {
  const TrainingPlan& plan = options.plan;
  Training report{.preamble = preamble_of(context),
                  .loss = theory::to_string(plan.loss),
                  .seed = std::to_string(plan.seed),
                  .start_scale = exact_text(plan.start_scale),
                  .iterations = plan.iterations,
                  .stop_rule = plan.stop == StopRule::certified ? "certified" : "reference",
                  .tolerance = exact_text(plan.tolerance),
                  .eps = exact_text(plan.eps),
                  .directions_reason = plan.loss == theory::Loss::sum
                                           ? "no run with one penalty is certified within the tolerance"
                                           : "the decoder's singular vectors tell them for the loss sum alone"};
  return report;
}

// The run to begin or to go on with; where it ended is found out anew.
TrainingRun first_state(const TrainOptions& options, Algorithm algorithm) {
  const auto found = std::ranges::find(options.resumed, algorithm, &TrainingRun::algorithm);
  TrainingRun run = found == options.resumed.end() ? TrainingRun{.algorithm = algorithm} : *found;
  run.end.reset();
  return run;
}

// For `sum` alone are the decoder's singular vectors principal directions.
bool tells_directions(theory::Loss loss, Algorithm algorithm) {
  return loss == theory::Loss::sum && algorithm != Algorithm::nonuniform;
}

// Tells the runs of one plan, in order.
class Teller {
 public:
  Teller(const TrainingSetting& setting, const TrainOptions& options)
      : setting_(setting),
        resumed_from_(options.resumed_from),
        stop_(options.map.stop),
        outcome_{.report = make_report(setting.context, options)} {}

  void refused(Algorithm algorithm, const std::string& reason) {
    outcome_.report.algorithms.push_back({.name = propose::to_string(algorithm), .refused = reason});
  }

  void ran(TrainingRun run) {
    outcome_.report.complete = outcome_.report.complete && run.ending != Ending::none;
    if (!run.state) {
      refused(run.algorithm, "stopped before its start");
      return;
    }
    TrainedPoint point = trained_point(setting_, run, stop_);
    if (point.stopped) {
      outcome_.report.complete = false;
    } else {
      require_confirmed(run, point);
    }
    outcome_.report.algorithms.push_back(describe_run(setting_, run, point));
    if (tells_directions(setting_.plan.loss, run.algorithm) && is_within(point.end, setting_.plan.tolerance) &&
        point.end.distance->upper() < least_) {
      least_ = point.end.distance->upper();
      outcome_.report.directions_reason.clear();
      outcome_.report.directions = describe_directions(setting_.context, point.end.listed.value(),
                                                       propose::to_string(run.algorithm), point.weights);
    }
    outcome_.runs.push_back({std::move(run), std::move(point.weights)});
  }

  [[nodiscard]] TrainingOutcome told() && { return std::move(outcome_); }

 private:
  // A run of this process was certified at these very weights; what a file says is believed of nothing.
  void require_confirmed(const TrainingRun& run, const TrainedPoint& point) const {
    if (run.ending != Ending::certified || is_within(point.end, setting_.plan.tolerance)) return;
    throw DataError(resumed_from_ + ": not a checkpoint of train: " + propose::to_string(run.algorithm) +
                    ": said to be certified, but its weights are not within the tolerance of a critical point");
  }

  const TrainingSetting& setting_;
  std::string resumed_from_;
  std::stop_token stop_;
  TrainingOutcome outcome_;
  double least_ = HUGE_VAL;
};

LaeContext context_of(const problem::Instance& instance, const TrainOptions& options) {
  Effort effort = options.effort;
  effort.manifolds = {.kind = Selection::Kind::none};
  const numeric::StopScope scope(options.map.stop, "the spectrum was enclosed");
  return make_lae_context(options.plan.loss, instance, effort);
}

}  // namespace

Matrix<double> approx_gram(const problem::Instance& instance) {
  return instance.gram().unaryExpr([](const Rational& x) { return static_cast<double>(x); });
}

TrainingOutcome train(const problem::Instance& instance, const TrainOptions& options) {
  const TrainingPlan& plan = options.plan;
  if (instance.k() > instance.m()) throw UsageError("train: k is above m");
  (void)penalties_of(plan, instance);  // wrong ones are no reason to skip an algorithm
  const Matrix<double> gram = approx_gram(instance);
  if (!gram.allFinite()) throw UsageError("train: the Gram matrix is beyond doubles");
  const LaeContext context = context_of(instance, options);
  const propose::SecondMoment moment(gram);
  const TrainingSetting setting{context, moment, plan, options.samples};
  std::vector<std::optional<std::string>> refusals;
  refusals.reserve(plan.algorithms.size());
  for (const Algorithm algorithm : plan.algorithms) {
    refusals.push_back(why_refused(setting, algorithm));
    if (refusals.back() && !plan.skip_refused) throw UsageError(*refusals.back());
  }
  TrainingWatch watch = options.watch;
  watch.stop = options.map.stop;
  std::vector<std::optional<TrainingRun>> runs = claims::parallel_map(
      plan.algorithms.size(), options.effort.jobs,
      [&](std::size_t i) {
        TrainingRun run = first_state(options, plan.algorithms[i]);
        decide_trace_again(setting, run);
        return refusals[i] ? run : train_on(setting, std::move(run), watch);
      },
      options.map);
  Teller teller(setting, options);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (refusals[i]) {
      teller.refused(plan.algorithms[i], *refusals[i]);
    } else {
      teller.ran(runs[i] ? *std::move(runs[i]) : first_state(options, plan.algorithms[i]));
    }
  }
  return std::move(teller).told();
}

}  // namespace laecert::studies
