#pragma once

#include <string>
#include <vector>

#include "training/run.hpp"
#include "training/training_report.hpp"

namespace laecert::studies {

/// What `train` does.
struct TrainOptions {
  TrainingPlan plan = {};
  Effort effort = {};                              // the seed is the plan's
  const propose::SampleSource* samples = nullptr;  // outlives the call
  std::vector<TrainingRun> resumed = {};           // runs to go on with
  std::string resumed_from = {};                   // the file that they were read from
  claims::MapOptions map = {};
  TrainingWatch watch = {};  // its stop is the map's
};

/// A run as far as it went, and the weights there.
struct Trained {
  TrainingRun run;
  problem::Autoencoder<double> weights;
};

/// What `train` came to.
struct TrainingOutcome {
  Training report;
  std::vector<Trained> runs = {};  // those that were started, in the order of the plan
};

/// Trains by each algorithm of the plan and certifies where the runs ended.
/// Guarantee: the same outcome, but for seconds, for any number of jobs, and for a run that was stopped and resumed.
///            A run is told as certified only where its distance, certified anew, is below the tolerance.
/// Errors:    UsageError for options that an algorithm cannot run with, unless the plan skips it; DataError, with the
///            name of the file, where a resumed run is not certified though it says so.
TrainingOutcome train(const problem::Instance& instance, const TrainOptions& options);

/// S in double.
Matrix<double> approx_gram(const problem::Instance& instance);

}  // namespace laecert::studies
