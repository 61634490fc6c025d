#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "claims/result.hpp"
#include "claims/runner.hpp"
#include "claims/summary.hpp"
#include "numeric/rational.hpp"

/// What a report says, as plain values: counts are integers, every other number is already a decimal or p/q text, empty
/// where it is unknown.
namespace laecert::report {

/// Program and libraries with their versions, "laecert" first, in the order in which they are printed.
using Versions = std::vector<std::pair<std::string, std::string>>;

/// An optimizer's settings that lambda was computed from.
struct WeightDecayInfo {
  std::string rate;        // of the weight decay
  std::string loss_units;  // "sum", "mean" or "mean-feature"
};

/// The divisor of deviations that variables were divided by.
struct StandardizedInfo {
  std::string divisor;  // "n" or "n-1"
  bool exact = false;   // the deviations are rational; else rationals near them took their place
};

/// The instance that a report is about.
struct InstanceInfo {
  std::string name;
  long m = 0;
  std::optional<long> n = {};
  long k = 0;
  std::string lambda;
  bool centered = false;
  std::string sha256;                       // of the canonical p/q Gram matrix
  std::vector<std::string> notes = {};      // what was guessed or left out when the data were read
  bool has_penalty = true;                  // whether a lambda belongs to what is told; text only
  std::vector<std::string> penalties = {};  // of the units, where they have some
  std::optional<WeightDecayInfo> weight_decay = {};
  std::optional<StandardizedInfo> standardized = {};  // with `centered`
};

/// A number and how far it may be from the true one; radius "0": exact.
struct Enclosed {
  std::string value;
  std::string radius;
};

/// One hypothesis of the theory, decided on the instance.
struct Hypothesis {
  std::string text;
  claims::Verdict verdict = claims::Verdict::undecided;
  std::string margin = {};
};

/// What every report begins with: what was computed with which libraries, on which instance, under which hypotheses.
struct Preamble {
  Versions versions = {};
  std::optional<long> max_digits = {};  // text only
  InstanceInfo instance = {};
  std::vector<Enclosed> spectrum = {};
  std::string spectrum_note = {};  // "exact", or the target radius of the enclosures before printing; text only
  std::optional<long> q = {};
  std::vector<Hypothesis> hypotheses = {};
};

/// What the theory says of a manifold.
struct Predicted {
  std::optional<long> index = {};
  std::optional<long> nullity = {};
  std::string value = {};
  std::string radius = {};  // of the value
};

/// One critical manifold: what was decided of it, and what was predicted.
struct Manifold {
  std::string loss = {};
  std::vector<long> index_set = {};                   // counted from 1; with a rank vector, the first such set
  std::optional<std::vector<long>> rank_vector = {};  // l_e, largest e first
  std::optional<long> rank = {};
  std::optional<long> dimension = {};
  std::optional<long> index = {};
  std::optional<long> nullity = {};
  std::string value = {};
  std::string radius = {};
  claims::Verdict point = claims::Verdict::undecided;
  claims::Verdict inertia = claims::Verdict::undecided;
  Predicted predicted = {};
};

/// How many manifolds of a loss there are, counted without a list of them.
struct Counts {
  std::string loss;
  numeric::Integer total = 0;
  std::vector<std::vector<numeric::Integer>> by_rank_and_index = {};  // [rank][index]; a row ends at its largest index
};

/// The report of `verify` on one instance ("laecert-report/2").
struct Report {
  bool complete = true;
  Preamble preamble = {};
  std::optional<claims::Verdict> evidence = {};  // what was asked for; nothing: the best there is
  std::vector<claims::StatementResult> statements = {};
  std::vector<Manifold> manifolds = {};
  std::map<std::string, numeric::Integer> manifold_totals = {};  // of a loss with more than are listed; text only
  long decided_unlisted = 0;                                     // by blocks, beyond what `manifolds` has; not printed
  std::optional<std::vector<Counts>> counts = {};                // of the losses that apply; nothing: not asked for
  std::vector<claims::StatementResult> known_false = {};
  std::vector<claims::ControlResult> controls = {};
  std::vector<std::string> not_proved = {};  // text only
  claims::Summary summary = {};
};

/// The report of the built-in suite ("laecert-suite/2").
struct SuiteReport {
  bool complete = true;
  Versions versions = {};
  std::vector<Report> reports = {};
  std::vector<claims::ControlResult> controls = {};  // counted over the suite
  claims::Summary summary = {};
};

/// A weight matrix under the name that its loss gives it: "W1", "W2", or "W".
struct Weights {
  std::string name;
  std::vector<std::vector<std::string>> rows;
};

/// The report of a run: its results, summary and what they leave unproved; the rest is left to the caller.
Report report_of(claims::RunResult result);

/// The suite of these reports: complete if all are, controls and summary over all of them.
/// Guarantee: the versions are those of the first report.
SuiteReport suite_of(std::vector<Report> reports);

}  // namespace laecert::report
