#include "report/json.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "numeric/errors.hpp"
#include "numeric/printable.hpp"
#include "report/json_parts.hpp"

namespace laecert::report {

namespace {

Json predicted_json(const Predicted& predicted) {
  return {{"index", number("predicted index", predicted.index)},
          {"nullity", number("predicted nullity", predicted.nullity)},
          {"value", number("predicted value", predicted.value)}};
}

Json manifolds_json(const std::vector<Manifold>& manifolds) {
  const std::size_t count = std::min(manifolds.size(), max_json_manifolds);
  Json result = Json::array();
  for (std::size_t i = 0; i < count; ++i) result.push_back(to_json(manifolds[i]));
  return result;
}

Json left_out_json(const std::vector<Manifold>& manifolds) {
  return std::to_string(manifolds.size() - std::min(manifolds.size(), max_json_manifolds));
}

Json counts_json(const Counts& counts) {
  return {{"loss", counts.loss},
          {"count", number("count", counts.total)},
          {"counts", matrix_json("counts", counts.by_rank_and_index)}};
}

Json predicted_manifold_json(const Manifold& manifold) {
  return {{"loss", manifold.loss},
          {"index_set", Json(manifold.index_set)},
          {"rank_vector", manifold.rank_vector ? Json(*manifold.rank_vector) : Json(nullptr)},
          {"rank", number("rank", manifold.rank)},
          {"dimension", number("dimension", manifold.dimension)},
          {"index", number("index", manifold.predicted.index)},
          {"nullity", number("nullity", manifold.predicted.nullity)},
          {"value", number("value", manifold.predicted.value)},
          {"radius", number("radius", manifold.predicted.radius)}};
}

Json loss_json(const LossEnumeration& loss, std::size_t listed) {
  Json manifolds = Json::array();
  for (std::size_t i = 0; i < std::min(listed, loss.manifolds.size()); ++i) {
    manifolds.push_back(predicted_manifold_json(loss.manifolds[i]));
  }
  return {{"loss", loss.loss},
          {"inapplicable", or_null(loss.inapplicable)},
          {"undecided", or_null(loss.undecided)},
          {"count", number("count", loss.count)},
          {"manifolds", std::move(manifolds)},
          {"counts", loss.counts ? matrix_json("counts", loss.counts->by_rank_and_index) : Json(nullptr)}};
}

Json spectrum_part_json(const SpectrumPart& part) {
  return {{"value", number("Hessian eigenvalue", part.value)},
          {"count", number("eigenvalue count", part.count)},
          {"radius", number("eigenvalue radius", part.radius)}};
}

}  // namespace

Json to_json(const Manifold& manifold) {
  return {{"loss", manifold.loss},
          {"index_set", Json(manifold.index_set)},
          {"rank_vector", manifold.rank_vector ? Json(*manifold.rank_vector) : Json(nullptr)},
          {"rank", number("rank", manifold.rank)},
          {"dimension", number("dimension", manifold.dimension)},
          {"index", number("index", manifold.index)},
          {"nullity", number("nullity", manifold.nullity)},
          {"value", number("value", manifold.value)},
          {"radius", number("radius", manifold.radius)},
          {"point", name(manifold.point)},
          {"inertia", name(manifold.inertia)},
          {"predicted", predicted_json(manifold.predicted)}};
}

Json to_json(const Report& report) {
  Json result{{"format", "laecert-report/1"},
              {"complete", report.complete},
              {"versions", versions_json(report.versions)},
              {"instance", instance_json(report.instance)},
              {"spectrum", list(report.spectrum, enclosed_json)},
              {"q", number("q", report.q)},
              {"hypotheses", list(report.hypotheses, hypothesis_json)},
              {"statements", list(report.statements, statement_json)},
              {"manifolds", manifolds_json(report.manifolds)},
              {"manifolds_left_out", left_out_json(report.manifolds)},
              {"counts", report.counts ? list(*report.counts, counts_json) : Json(nullptr)},
              {"known_false", list(report.known_false, statement_json)},
              {"controls", list(report.controls, control_json)},
              {"summary", summary_json(report.summary)}};
  if (report.evidence) result["evidence"] = name(*report.evidence);
  return result;
}

Json to_json(const SuiteReport& suite) {
  Json reports = Json::array();
  for (const Report& report : suite.reports) reports.push_back(to_json(report));
  return {{"format", "laecert-suite/1"},
          {"complete", suite.complete},
          {"versions", versions_json(suite.versions)},
          {"reports", std::move(reports)},
          {"controls", list(suite.controls, control_json)},
          {"summary", summary_json(suite.summary)}};
}

Json to_json(const Enumeration& enumeration, std::size_t listed) {
  Json losses = Json::array();
  for (const LossEnumeration& loss : enumeration.losses) losses.push_back(loss_json(loss, listed));
  return {{"format", "laecert-enumeration/1"},
          {"versions", versions_json(enumeration.versions)},
          {"instance", instance_json(enumeration.instance)},
          {"spectrum", list(enumeration.spectrum, enclosed_json)},
          {"q", number("q", enumeration.q)},
          {"hypotheses", list(enumeration.hypotheses, hypothesis_json)},
          {"losses", std::move(losses)}};
}

Json to_json(const PointReport& point) {
  Json result = to_json(point.manifold);
  for (const Weights& one : point.weights) result[one.name] = matrix_json(one.name.c_str(), one.rows);
  result["point_radius"] = number("point_radius", point.point_radius);
  result["gradient_norm"] = number("gradient_norm", point.gradient_norm);
  if (!point.transpose_gap.empty()) result["transpose_gap"] = number("transpose_gap", point.transpose_gap);
  result["hessian_spectrum"] = list(point.hessian_spectrum, spectrum_part_json);
  result["tangent_dimension"] = number("tangent_dimension", point.tangent_dimension);
  result["descends_to"] = Json(point.descends_to);
  return result;
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
