#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/json.hpp"
#include "report/report.hpp"
#include "report/text.hpp"

namespace laecert::studies {

/// A manifold of the list that certified points were matched to; only what is predicted of it is filled in.
struct FoundManifold {
  report::Manifold manifold;
  long times = 0;  // starts that came to it
  std::optional<long> points =
      {};  // of a manifold of dimension 0: its isolated points that were found, proved different
};

/// A certified critical point that contradicts the list.
struct UnmatchedPoint {
  long start = 0;  // counted from 1
  std::string contradiction;
  long index = 0, nullity = 0;
  std::string value, radius, point_radius;
  std::vector<report::Weights> weights = {};
};

/// A start that ended in no certified point, or in one whose enclosure is too wide for the list.
struct UncertifiedStart {
  long start = 0;  // counted from 1
  std::string scale, finder;
  long steps = 0;
  std::string gradient_norm;
  std::string reason;
};

/// What the search of one loss came to.
struct LossSearch {
  std::string loss;
  std::optional<std::string> inapplicable = {};  // the hypothesis that fails: there is no list
  std::optional<std::string> undecided = {};     // why the hypotheses could not be decided
  long starts = 0, converged = 0, certified = 0, matched = 0;
  std::string manifold_count = {};  // of the list
  long saddles = 0;                 // certified points of positive index
  std::vector<FoundManifold> found = {};
  std::vector<report::Manifold> never_found = {};  // the first of them
  std::string never_found_count = "0";
  std::vector<UnmatchedPoint> unmatched = {};
  std::vector<UncertifiedStart> uncertified = {};
};

/// What `search` says of one instance ("laecert-search/2").
struct Search {
  bool complete = true;
  report::Preamble preamble = {};
  std::string seed;
  long max_steps = 0;
  std::vector<std::string> scales = {}, finders = {};
  std::vector<LossSearch> losses = {};
};

report::Document document_of(const Search& search, const report::TextOptions& options = {});
std::string to_text(const Search& search, const report::TextOptions& options = {});

/// The search in the form of reports/schema/search.schema.json. Guarantee, Errors: as for a report.
report::Json to_json(const Search& search);

}  // namespace laecert::studies
