#include "report/json_parts.hpp"
#include "report/ppca.hpp"

namespace laecert::report {
namespace {

Json component_json(const Component& component) {
  Json direction = Json::array();
  for (const std::string& entry : component.direction) direction.push_back(number("direction", entry));
  return {{"variance", enclosed_json(component.variance)},
          {"ratio", component.ratio ? enclosed_json(*component.ratio) : Json(nullptr)},
          {"direction", std::move(direction)},
          {"direction_radius", number("direction radius", component.direction_radius)}};
}

Json estimate_json(const PpcaEstimate& estimate) {
  return {{"noise_variance", enclosed_json(estimate.noise_variance)},
          {"log_likelihood", enclosed_json(estimate.log_likelihood)},
          {"rank", number("rank", estimate.rank)},
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
  return {{"format", "laecert-ppca/1"},
          {"complete", ppca.complete},
          {"versions", versions_json(ppca.versions)},
          {"instance", instance_json(ppca.instance)},
          {"spectrum", list(ppca.spectrum, enclosed_json)},
          {"q", number("q", ppca.q)},
          {"hypotheses", list(ppca.hypotheses, hypothesis_json)},
          {"centering", ppca.centering},
          {"divisor", ppca.divisor},
          {"noise", ppca.noise},
          {"decided_at", number("v", ppca.decided_at)},
          {"prior_variance", number("tau^2", ppca.prior_variance)},
          {"notes", Json(ppca.notes)},
          {"inapplicable", or_null(ppca.inapplicable)},
          {"undecided", or_null(ppca.undecided)},
          {"components", list(ppca.components, component_json)},
          {"estimate", ppca.estimate ? estimate_json(*ppca.estimate) : Json(nullptr)},
          {"agreement", list(ppca.agreement, agreement_json)},
          {"controls", list(ppca.controls, control_json)},
          {"summary", summary_json(ppca.summary)}};
}

}  // namespace laecert::report
