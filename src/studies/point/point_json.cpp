#include "report/json_parts.hpp"
#include "studies/point/point_report.hpp"

namespace laecert::studies {
namespace {

using report::Json;

Json spectrum_part_json(const SpectrumPart& part) {
  return {{"value", report::number("Hessian eigenvalue", part.value)},
          {"count", part.count},
          {"radius", report::number("eigenvalue radius", part.radius)}};
}

void add_point(Json& json, const PointReport& point) {
  const Json manifold = report::to_json(point.manifold);
  for (const auto& [key, value] : manifold.items()) json[key] = value;
  if (!point.unlisted.empty()) json["index_set"] = nullptr;
  json["unlisted"] = report::text_or_null(point.unlisted);
  for (const report::Weights& one : point.weights) json[one.name] = report::matrix_json(one.name.c_str(), one.rows);
  json["point_radius"] = report::number("point_radius", point.point_radius);
  json["gradient_norm"] = report::number("gradient_norm", point.gradient_norm);
  if (!point.transpose_gap.empty()) json["transpose_gap"] = report::number("transpose_gap", point.transpose_gap);
  json["hessian_spectrum"] = report::list(point.hessian_spectrum, spectrum_part_json);
  json["tangent_dimension"] = point.tangent_dimension;
  json["descends_to"] = Json(point.descends_to);
}

Json direction_json(const GivenDirection& direction) {
  return {{"eigenvector", direction.eigenvector}, {"sine", report::number("sine", direction.sine)}};
}

Json hint_json(const std::optional<LambdaHint>& hint) {
  if (!hint) return nullptr;
  return {{"lambda", report::number("lambda hint", hint->lambda)},
          {"low", report::number("lambda hint", hint->low)},
          {"high", report::number("lambda hint", hint->high)},
          {"gradient_norm", report::number("gradient norm", hint->gradient_norm)}};
}

Json given_json(const GivenPoint& given) {
  return {{"gradient_norm", report::number("gradient_norm", given.gradient_norm.value)},
          {"gradient_radius", report::number("gradient_radius", given.gradient_norm.radius)},
          {"distance", report::number("distance", given.distance)},
          {"within", report::number("within", given.within)},
          {"directions", report::list(given.directions, direction_json)},
          {"lambda_hint", hint_json(given.hint)}};
}

}  // namespace

std::string to_string(PointOutcome outcome) {
  switch (outcome) {
    case PointOutcome::certified:
      return "certified";
    case PointOutcome::refused:
      return "refused";
    case PointOutcome::inapplicable:
      return "inapplicable";
    case PointOutcome::undecided:
      break;
  }
  return "undecided";
}

Json to_json(const PointAnswer& answer) {
  Json json{{"format", answer.point ? "laecert-point/2" : "laecert-refusal/2"}, {"complete", true}};
  json["outcome"] = to_string(answer.outcome);
  json["verdict"] = answer.verdict;
  report::add_preamble(json, answer.preamble);
  json["loss"] = answer.loss;
  if (answer.point) {
    add_point(json, *answer.point);
  } else {
    json["reason"] = answer.reason;
  }
  return json;
}

Json to_json(const GivenPoint& given) {
  Json json = to_json(static_cast<const PointAnswer&>(given));
  if (!given.point) json["nearest"] = report::text_or_null(given.nearest);
  json["given"] = given_json(given);
  return json;
}

}  // namespace laecert::studies
