#include "report/json_parts.hpp"
#include "studies/ppca/ppca_report.hpp"

namespace laecert::studies {
namespace {

using report::enclosed_json;
using report::Json;
using report::list;
using report::matrix_json;
using report::number;
using report::or_null;
using report::statement_json;

Json component_json(const Component& component) {
  Json direction = Json::array();
  for (const std::string& entry : component.direction) direction.push_back(number("direction", entry));
  return {{"variance", enclosed_json(component.variance)},
          {"ratio", component.ratio ? enclosed_json(*component.ratio) : Json(nullptr)},
          {"direction", std::move(direction)},
          {"direction_radius", number("direction radius", component.direction_radius)},
          {"no_direction", report::text_or_null(component.no_direction)}};
}

Json estimate_json(const PpcaEstimate& estimate) {
  return {{"noise_variance", enclosed_json(estimate.noise_variance)},
          {"log_likelihood", enclosed_json(estimate.log_likelihood)},
          {"rank", estimate.rank},
          {"W", matrix_json("W", estimate.weights)},
          {"W_radius", number("W radius", estimate.weights_radius)}};
}

Json agreement_json(const ModelAgreement& model) {
  return {{"model", model.model},
          {"text", model.text},
          {"outcome", model.outcome},
          {"statements", list(model.statements, statement_json)}};
}

}  // namespace

Json to_json(const Ppca& ppca) {
  Json result{{"format", "laecert-ppca/2"}, {"complete", ppca.complete}};
  report::add_preamble(result, ppca.preamble);
  result["centering"] = ppca.centering;
  result["divisor"] = ppca.divisor;
  result["noise"] = ppca.noise;
  result["decided_at"] = number("v", ppca.decided_at);
  result["prior_variance"] = number("tau^2", ppca.prior_variance);
  result["notes"] = Json(ppca.notes);
  result["inapplicable"] = or_null(ppca.inapplicable);
  result["undecided"] = or_null(ppca.undecided);
  result["components"] = list(ppca.components, component_json);
  result["estimate"] = ppca.estimate ? estimate_json(*ppca.estimate) : Json(nullptr);
  result["agreement"] = list(ppca.agreement, agreement_json);
  result["controls"] = list(ppca.controls, report::control_json);
  result["summary"] = report::summary_json(ppca.summary);
  return result;
}

}  // namespace laecert::studies
