#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/json.hpp"
#include "report/report.hpp"
#include "report/text.hpp"

namespace laecert::report {

/// A manifold of the list that certified points were matched to; only what is predicted of it is filled in.
struct FoundManifold {
  Manifold manifold;
  std::string times;                       // starts that came to it
  std::optional<std::string> points = {};  // of a manifold of dimension 0: its isolated points that were found, proved
                                           // different
};

/// A certified critical point that contradicts the list.
struct UnmatchedPoint {
  std::string start;  // counted from 1
  std::string contradiction;
  std::string index, nullity, value, radius, point_radius;
  std::vector<Weights> weights = {};
};

/// A start that ended in no certified point, or in one whose enclosure is too wide for the list.
struct UncertifiedStart {
  std::string start;  // counted from 1
  std::string scale, finder, steps, gradient_norm;
  std::string reason;
};

/// What the search of one loss came to.
struct LossSearch {
  std::string loss;
  std::optional<std::string> inapplicable = {};  // the hypothesis that fails: there is no list
  std::optional<std::string> undecided = {};     // why the hypotheses could not be decided
  std::string starts = "0", converged = "0", certified = "0", matched = "0";
  std::string manifold_count = {};  // of the list
  std::string saddles = "0";        // certified points of positive index
  std::vector<FoundManifold> found = {};
  std::vector<Manifold> never_found = {};  // the first of them
  std::string never_found_count = "0";
  std::vector<UnmatchedPoint> unmatched = {};
  std::vector<UncertifiedStart> uncertified = {};
};

/// What `search` says of one instance ("laecert-search/1").
struct Search {
  bool complete = true;
  Versions versions = {};
  std::string max_digits = {};  // text only
  InstanceInfo instance = {};
  std::vector<Enclosed> spectrum = {};
  std::string spectrum_note = {};  // as in Report
  std::string q = {};
  std::vector<Hypothesis> hypotheses = {};
  std::string seed, max_steps;
  std::vector<std::string> scales = {}, finders = {};
  std::vector<LossSearch> losses = {};
};

Document document_of(const Search& search, const TextOptions& options = {});
std::string to_text(const Search& search, const TextOptions& options = {});

/// The search in the form of reports/schema/search.schema.json. Guarantee, Errors: as for a report.
Json to_json(const Search& search);

}  // namespace laecert::report
