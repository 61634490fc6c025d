#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report/json.hpp"
#include "report/report.hpp"
#include "report/text.hpp"

namespace laecert::studies {

/// `count` Hessian eigenvalues that lie within `radius` of `value`.
struct SpectrumPart {
  std::string value;
  long count = 0;
  std::string radius;
};

/// A certified point.
struct PointReport {
  report::Manifold manifold = {};
  std::string unlisted = {};  // why it is on no listed manifold; what is predicted, and the index set, are then unknown
  std::vector<report::Weights> weights = {};
  std::string point_radius = {};   // of the printed weights, all together
  std::string gradient_norm = {};  // at most this
  std::string transpose_gap = {};  // at most this; empty where a point has no W1 and W2
  std::vector<SpectrumPart> hessian_spectrum = {};
  long tangent_dimension = 0;
  bool is_minimum = false;  // index 0: as its zeros are those of the symmetries, a local minimum
  bool is_global = false;   // the one manifold of index 0 in a list that has all critical points
  std::vector<std::vector<long>> descends_to = {};  // index sets
};

/// What became of a point that `probe` or `certify` was asked about.
enum class PointOutcome : std::int8_t {
  undecided,
  certified,
  refused,      // a critical point is certified, but farther away than asked for
  inapplicable  // the hypothesis that fails leaves nothing to decide
};

/// "undecided", "certified", "refused" or "inapplicable".
std::string to_string(PointOutcome outcome);

/// What `probe` and `certify` answer ("laecert-point/2", and "laecert-refusal/2" where nothing was certified).
struct PointAnswer {
  report::Preamble preamble = {};
  std::string loss = {};
  PointOutcome outcome = PointOutcome::undecided;
  std::string verdict = {};               // in a sentence
  std::string reason = {};                // where nothing was certified
  std::optional<PointReport> point = {};  // present exactly where `certified`
};

/// How a principal direction stands to the weights: the angle of the subspace that they learned to it.
struct GivenDirection {
  std::string eigenvector;  // "u_1"
  std::string sine;         // at most this
};

/// Another lambda at which weights look like a critical point: a guess in double, and no proof of anything.
struct LambdaHint {
  std::string lambda;         // estimated
  std::string low, high;      // of what the single directions of the decoder give
  std::string gradient_norm;  // at the estimated one
};

/// What `certify` answers about weights that somebody brought.
struct GivenPoint : PointAnswer {
  report::Enclosed gradient_norm = {};          // at the weights as given
  std::string within = {};                      // a critical point farther away refuses the weights
  std::string within_why = {};                  // where it was not asked for
  std::string distance = {};                    // at most this to the certified critical point; empty without one
  std::string nearest = {};                     // "{1,2}": proved where `point` is, else a guess; empty where unknown
  std::vector<GivenDirection> directions = {};  // of the manifold, where each is one direction
  std::optional<LambdaHint> hint = {};          // where another lambda fits much better
};

/// "a saddle of `sum` ...: index 2, manifold {1,3}, descends to {1,2}": `where` says how it is told.
std::string verdict_sentence(const PointReport& point, const std::string& where);

/// The verdict first, then what was certified of which point.
std::string to_text(const PointAnswer& answer, const report::TextOptions& options = {});
std::string to_text(const GivenPoint& given, const report::TextOptions& options = {});

/// In the form of reports/schema/point.schema.json where a point is certified, else of refusal.schema.json.
/// Guarantee, Errors: as for a report.
report::Json to_json(const PointAnswer& answer);
report::Json to_json(const GivenPoint& given);

}  // namespace laecert::studies
