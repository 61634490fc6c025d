#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "families/lae/context.hpp"
#include "propose/training/algorithm.hpp"
#include "propose/training/samples.hpp"
#include "propose/training/second_moment.hpp"

namespace laecert::studies {

using namespace checks;

/// When a run ends before its iterations are spent.
enum class StopRule : std::int8_t {
  certified,  // the certified distance to a critical point is below the tolerance
  reference   // the rule of the published loops: unsound, for comparison
};

/// What is trained, from which start, and how long.
struct TrainingPlan {
  std::vector<propose::Algorithm> algorithms = {};
  bool skip_refused = false;  // tell what an algorithm cannot run with, in place of an error
  theory::Loss loss = theory::Loss::sum;
  std::vector<Rational> penalties = {};  // of the units, for nonuniform; empty: lambda (1 + a / (10 k)), a = 1..k
  std::optional<double> step = {};
  bool sequential = false;  // gradient_untied: the decoder's gradient at the new encoder, as the published loop has it
  Index batch = 100;
  std::uint64_t seed = 1;  // of the start and of the batches
  double start_scale = 0.1;
  long iterations = 400000;
  StopRule stop = StopRule::certified;
  double tolerance = 1e-8;
  double eps = 1e-8;     // of the reference's rule
  long trace_every = 0;  // iterations between rows of the trace, beside those of the checks; 0: those alone
};

/// All that the runs of a plan read.
struct TrainingSetting {
  const LaeContext& context;
  const propose::SecondMoment& moment;
  const TrainingPlan& plan;
  const propose::SampleSource* samples;  // may be null
};

/// The penalties of the units: the plan's, or its default.
/// Errors: UsageError where there are not k of them, or they are not positive and increasing.
std::vector<Rational> penalties_of(const TrainingPlan& plan, const problem::Instance& instance);

/// Iterations at which a run is certified: 1, 2, 3, 4, 5, 7, 9, ..., each a quarter above the one before.
/// Guarantee: the least of them above t.
long next_check(long t);

}  // namespace laecert::studies
