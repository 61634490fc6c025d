#include "report/json.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "numeric/errors.hpp"
#include "numeric/printable.hpp"
#include "report/json_parts.hpp"

namespace laecert::report {

namespace {

Json predicted_json(const Predicted& predicted) {
  return {{"index", integer(predicted.index)},
          {"nullity", integer(predicted.nullity)},
          {"value", number("predicted value", predicted.value)}};
}

Json manifolds_json(const std::vector<Manifold>& manifolds) {
  const std::size_t count = std::min(manifolds.size(), max_json_manifolds);
  Json result = Json::array();
  for (std::size_t i = 0; i < count; ++i) result.push_back(to_json(manifolds[i]));
  return result;
}

Json left_out_json(const std::vector<Manifold>& manifolds) {
  return Json(manifolds.size() - std::min(manifolds.size(), max_json_manifolds));
}

Json loss_counts_json(const Counts& counts) {
  return {{"loss", counts.loss}, {"count", integer(counts.total)}, {"counts", counts_json(counts.by_rank_and_index)}};
}

}  // namespace

Json to_json(const Manifold& manifold) {
  return {{"loss", manifold.loss},
          {"index_set", Json(manifold.index_set)},
          {"rank_vector", manifold.rank_vector ? Json(*manifold.rank_vector) : Json(nullptr)},
          {"rank", integer(manifold.rank)},
          {"dimension", integer(manifold.dimension)},
          {"index", integer(manifold.index)},
          {"nullity", integer(manifold.nullity)},
          {"value", number("value", manifold.value)},
          {"radius", number("radius", manifold.radius)},
          {"point", name(manifold.point)},
          {"inertia", name(manifold.inertia)},
          {"predicted", predicted_json(manifold.predicted)}};
}

Json to_json(const Report& report) {
  Json result{{"format", "laecert-report/2"}, {"complete", report.complete}};
  add_preamble(result, report.preamble);
  result["statements"] = list(report.statements, statement_json);
  result["manifolds"] = manifolds_json(report.manifolds);
  result["manifolds_left_out"] = left_out_json(report.manifolds);
  result["counts"] = report.counts ? list(*report.counts, loss_counts_json) : Json(nullptr);
  result["known_false"] = list(report.known_false, statement_json);
  result["controls"] = list(report.controls, control_json);
  result["summary"] = summary_json(report.summary);
  if (report.evidence) result["evidence"] = name(*report.evidence);
  return result;
}

Json to_json(const SuiteReport& suite) {
  Json reports = Json::array();
  for (const Report& report : suite.reports) reports.push_back(to_json(report));
  return {{"format", "laecert-suite/2"},
          {"complete", suite.complete},
          {"versions", versions_json(suite.versions)},
          {"reports", std::move(reports)},
          {"controls", list(suite.controls, control_json)},
          {"summary", summary_json(suite.summary)}};
}

Json predicted_json(const Manifold& manifold) {
  return {{"loss", manifold.loss},
          {"index_set", Json(manifold.index_set)},
          {"rank_vector", manifold.rank_vector ? Json(*manifold.rank_vector) : Json(nullptr)},
          {"rank", integer(manifold.rank)},
          {"dimension", integer(manifold.dimension)},
          {"index", integer(manifold.predicted.index)},
          {"nullity", integer(manifold.predicted.nullity)},
          {"value", number("value", manifold.predicted.value)},
          {"radius", number("radius", manifold.predicted.radius)}};
}

std::string to_text(const Json& json) {
  const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace);
  std::string result;
  result.reserve(text.size() + 1);
  // The writer leaves DEL and C1 as they are; they stand in strings only, and steer a terminal.
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x7F') {
      result += "\\u007f";
    } else if (begins_with_c1(std::string_view(text).substr(i))) {
      result += fmt::format("\\u{:04x}", static_cast<unsigned char>(text[++i]));
    } else {
      result += text[i];
    }
  }
  return result + '\n';
}

}  // namespace laecert::report
