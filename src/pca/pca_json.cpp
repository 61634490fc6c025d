#include "pca/pca_report.hpp"
#include "report/json_parts.hpp"

namespace laecert::studies {
namespace {

using report::Json;
using report::number;

Json rounded_json(const RoundedText& one) {
  Json json = report::enclosed_json(one.enclosed);
  json["double"] = number("double", one.nearest);
  return json;
}

Json rounded_or_null(const std::optional<RoundedText>& one) { return one ? rounded_json(*one) : Json(nullptr); }

Json component_json(const PcaComponent& one) {
  return {{"eigenvalue", rounded_json(one.eigenvalue)},
          {"variance", rounded_or_null(one.variance)},
          {"ratio", rounded_or_null(one.ratio)},
          {"singular_value", rounded_json(one.singular_value)},
          {"direction", report::list(one.direction, rounded_json)},
          {"no_direction", report::text_or_null(one.no_direction)}};
}

Json space_json(const PcaSpace& space) {
  return {{"first", space.first},
          {"last", space.last},
          {"equal", space.is_equal},
          {"basis", report::matrix_json("basis", space.basis)},
          {"basis_radius", number("basis radius", space.radius)}};
}

}  // namespace

Json to_json(const Pca& pca) {
  Json result{{"format", "laecert-pca/2"}, {"complete", true}};
  report::add_preamble(result, pca.preamble);
  result["centering"] = pca.centering;
  result["divisor"] = pca.divisor;
  result["notes"] = Json(pca.notes);
  result["undecided"] = Json(pca.undecided);
  result["components"] = report::list(pca.components, component_json);
  result["spaces"] = report::list(pca.spaces, space_json);
  return result;
}

}  // namespace laecert::studies
