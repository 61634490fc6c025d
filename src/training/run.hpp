#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "propose/training/trainer.hpp"
#include "training/end_distance.hpp"
#include "training/training_report.hpp"

namespace laecert::studies {

/// How a run ended.
enum class Ending : std::int8_t {
  none,        // it can go on
  certified,   // the certified distance is below the tolerance
  reference,   // the reference's rule holds
  iterations,  // they are spent
  diverged,    // an iterate is not finite
  finished     // Ceres went as far as it could
};

/// "certified", "reference", ...; "" for none.
std::string to_string(Ending ending);
/// Nothing for another text.
std::optional<Ending> ending_from(const std::string& text);

/// A run as far as it went: all that going on needs, and the trace so far.
struct TrainingRun {
  propose::Algorithm algorithm = propose::Algorithm::gradient_untied;
  Ending ending = Ending::none;
  std::optional<propose::TrainingState> state = {};  // nothing: not started
  std::vector<TraceRow> trace = {};
  std::vector<std::optional<double>> seconds = {};  // of training, at each row; nothing for rows of an earlier process
  std::optional<EndDistance> end = {};              // where it ended, if that was in this process
};

/// Takes a row of the trace between the checks, with the seconds of training so far. A run calls it in order; runs may
/// call it at the same time.
using RowSink = std::function<void(propose::Algorithm algorithm, const TraceRow& row, double seconds)>;

/// What accompanies a run.
struct TrainingWatch {
  std::stop_token stop = {};
  /// Told of the run as far as it went, from any thread: now and then while it trains, and when it ends or is stopped.
  /// Between two calls lie no more than `every` and what a certification, or one step of the algorithm, takes.
  std::function<void(const TrainingRun&)> observe = {};
  std::chrono::milliseconds every{2500};
  /// Where the rows between the checks go; without it they are kept in the run's trace.
  RowSink rows = {};
};

/// Trains on until the run ends or a stop is requested.
/// Guarantee: the run, but for `seconds`, is the same however often it was stopped and taken up again. A row of the
///            trace tells the start, each check (next_check), each trace_every-th iteration and the end.
/// Errors:    UsageError for options that the algorithm cannot run with.
TrainingRun train_on(const TrainingSetting& setting, TrainingRun run, const TrainingWatch& watch);

/// Decides the certified part of every row anew, from the weights that the row was certified at; a row without them
/// loses it: for a run that was read from a file, of which nothing is believed.
void decide_trace_again(const TrainingSetting& setting, TrainingRun& run);

/// What double tells of an iterate, but not of what is not unique: NaN for the distance to the SVD where the leading
/// eigenvectors span no one space, or the critical point is of less than full rank, and so for the directions.
TraceRow trace_row(const LaeContext& context, long iteration, const propose::Metrics& metrics, const EndDistance& end);

/// Why the algorithm cannot run on the setting; nothing where it can.
std::optional<std::string> why_refused(const TrainingSetting& setting, propose::Algorithm algorithm);

/// What a run came to.
struct TrainedPoint {
  problem::Autoencoder<double> weights;
  propose::Metrics metrics;
  EndDistance end;
  long iteration = 0;
  double step = 0;
  bool stopped = false;  // before the end was certified
};

/// Requires: run.state has the setting's shapes.
TrainedPoint trained_point(const TrainingSetting& setting, const TrainingRun& run, const std::stop_token& stop = {});

}  // namespace laecert::studies
