#pragma once

#include <optional>
#include <string>
#include <vector>

#include "problem/families/lae/loss.hpp"
#include "report/json.hpp"
#include "report/report.hpp"
#include "report/text.hpp"

namespace laecert::studies {

/// An iterate of a run; numbers in double, NaN or infinite where they say nothing. The last three are there where the
/// iterate was certified.
struct TraceRow {
  long iteration = 0;
  double loss = 0, gradient_norm = 0, transpose_gap = 0, balance_gap = 0, subspace_distance = 0, direction_error = 0;
  std::string manifold = {};
  std::optional<double> distance = {};                       // an upper bound of the distance to a critical point there
  std::optional<problem::Autoencoder<double>> weights = {};  // that it was certified at
};

/// What one algorithm came to.
struct TrainedAlgorithm {
  std::string name;
  std::optional<std::string> refused = {};  // what it cannot run with; all else is then empty
  std::optional<long> iterations = {};
  std::string stopped_by = {};  // "certified", "reference", "iterations", "diverged", "finished", "interrupted"
  std::string step = {};        // in force at the end; empty where there is none
  std::string manifold = {};
  std::string distance = {};  // certified upper bound
  std::string reason = {};    // where there is none, or it is not below the tolerance
  std::vector<std::string> by = {};
  std::string predicted_rate = {}, predicted_radius = {}, measured_rate = {};
  TraceRow last = {};  // its certified part is that above
  std::vector<TraceRow> trace = {};
};

/// Principal directions and singular values as the weights of a run tell them: an entry for each unit, each number with
/// an enclosed bound of its distance from the true one. A unit that is zero at the critical point tells nothing.
struct Directions {
  std::string algorithm;
  std::vector<std::vector<std::string>> vectors = {};  // k of length m; of empty texts where not determined
  std::vector<std::string> errors = {};                // at most this far from the eigenvector, Euclidean; else empty
  std::vector<report::Enclosed> decoder_values = {};
  std::vector<report::Enclosed> singular_values = {};  // empty texts where the unit is zero
  std::vector<std::string> notes = {};                 // which directions are not determined, and which space is
};

/// What `train` says of one instance ("laecert-training/2").
struct Training {
  bool complete = true;
  report::Preamble preamble = {};
  std::string loss, seed, start_scale;
  long iterations = 0;
  std::string stop_rule;  // "certified" or "reference"
  std::string tolerance, eps;
  std::vector<TrainedAlgorithm> algorithms = {};
  std::optional<Directions> directions = {};  // of the run with the least certified distance below the tolerance
  std::string directions_reason = {};         // where there is none
  bool plot = false;                          // text only: with the plot of the traces
};

report::Document document_of(const Training& training, const report::TextOptions& options = {});
std::string to_text(const Training& training, const report::TextOptions& options = {});

/// The training in the form of reports/schema/training.schema.json; traces are in their own files.
/// Guarantee, Errors: as for a report.
report::Json to_json(const Training& training);

/// A number in double as a cell of a table: its shortest decimal, or nothing where it is not finite.
std::string number_cell(double x);
/// The certified distance as a cell: a decimal that is at or above it, or nothing.
std::string distance_cell(const TraceRow& row);

/// A row of a trace as CSV, with its newline, and the names of its columns.
std::string csv_line(const TraceRow& row);
std::string csv_header();

/// A trace as CSV, one iterate a row, under
/// iteration,loss,gradient_norm,transpose_gap,balance_gap,subspace_distance,direction_error,manifold,distance.
std::string to_csv(const std::vector<TraceRow>& trace);

/// Lines of characters: log10 of the distance to the SVD over log10 of the iterations, a letter for each run, and which
/// run each letter is.
std::vector<std::string> plot_lines(const std::vector<TrainedAlgorithm>& algorithms);

}  // namespace laecert::studies
