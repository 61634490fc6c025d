#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/json.hpp"
#include "report/report.hpp"
#include "report/text.hpp"

namespace laecert::report {

/// An iterate of a run; numbers in double, empty where they are not finite. The last two are certified, and empty where
/// they were not asked for or there is none.
struct TraceRow {
  std::string iteration, loss, gradient_norm, transpose_gap, balance_gap, subspace_distance, direction_error;
  std::string manifold = {};
  std::string distance = {};  // an upper bound of the distance to a critical point there
};

/// What one algorithm came to.
struct TrainedAlgorithm {
  std::string name;
  std::optional<std::string> refused = {};  // what it cannot run with; all else is then empty
  std::string iterations = {};
  std::string stopped_by = {};  // "certified", "reference", "iterations", "diverged", "finished", "interrupted"
  std::string step = {};        // in force at the end; empty where there is none
  std::string manifold = {};
  std::string distance = {};  // certified upper bound
  std::string reason = {};    // where there is none, or it is not below the tolerance
  std::vector<std::string> by = {};
  std::string predicted_rate = {}, measured_rate = {};
  TraceRow last = {};  // its certified part is that above
  std::vector<TraceRow> trace = {};
};

/// Principal directions as the weights of a run tell them, in double.
struct Directions {
  std::string algorithm;
  std::vector<std::vector<std::string>> vectors = {};  // k of length m; of empty texts where the unit is zero
  std::vector<std::string> decoder_values = {};
  std::vector<std::string> singular_values = {};  // empty where the unit is zero
};

/// What `train` says of one instance ("laecert-training/1").
struct Training {
  bool complete = true;
  Versions versions = {};
  std::string max_digits = {};  // text only
  InstanceInfo instance = {};
  std::vector<Enclosed> spectrum = {};
  std::string spectrum_note = {};  // as in Report
  std::string q = {};
  std::vector<Hypothesis> hypotheses = {};
  std::string loss, seed, start_scale, iterations;
  std::string stop_rule;  // "certified" or "reference"
  std::string tolerance, eps;
  std::vector<TrainedAlgorithm> algorithms = {};
  std::optional<Directions> directions = {};  // of the run with the least certified distance below the tolerance
  std::string directions_reason = {};         // where there is none
  bool plot = false;                          // text only: with the plot of the traces
};

Document document_of(const Training& training, const TextOptions& options = {});
std::string to_text(const Training& training, const TextOptions& options = {});

/// The training in the form of reports/schema/training.schema.json; traces are in their own files.
/// Guarantee, Errors: as for a report.
Json to_json(const Training& training);

/// A trace as CSV, one iterate a row, under
/// iteration,loss,gradient_norm,transpose_gap,balance_gap,subspace_distance,direction_error,manifold,distance.
std::string to_csv(const std::vector<TraceRow>& trace);

/// Lines of characters: log10 of the distance to the SVD over log10 of the iterations, a letter for each run, and which
/// run each letter is.
std::vector<std::string> plot_lines(const std::vector<TrainedAlgorithm>& algorithms);

}  // namespace laecert::report
