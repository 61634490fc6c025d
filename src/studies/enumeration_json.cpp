#include <algorithm>

#include "report/csv.hpp"
#include "report/json_parts.hpp"
#include "studies/enumeration_report.hpp"

namespace laecert::studies {
namespace {

using report::Json;

Json enumerated_json(const LossEnumeration& loss, std::size_t listed) {
  Json manifolds = Json::array();
  for (std::size_t i = 0; i < std::min(listed, loss.manifolds.size()); ++i) {
    manifolds.push_back(report::predicted_json(loss.manifolds[i]));
  }
  return {{"loss", loss.loss},
          {"inapplicable", report::or_null(loss.inapplicable)},
          {"undecided", report::or_null(loss.undecided)},
          {"count", loss.count ? report::integer(*loss.count) : Json(nullptr)},
          {"manifolds", std::move(manifolds)},
          {"counts", loss.counts ? report::counts_json(loss.counts->by_rank_and_index) : Json(nullptr)}};
}

}  // namespace

Json to_json(const Enumeration& enumeration, std::size_t listed) {
  Json losses = Json::array();
  for (const LossEnumeration& loss : enumeration.losses) losses.push_back(enumerated_json(loss, listed));
  Json result{{"format", "laecert-enumeration/2"}, {"complete", true}};
  report::add_preamble(result, enumeration.preamble);
  result["losses"] = std::move(losses);
  return result;
}

std::string to_csv(const Enumeration& enumeration) {
  std::vector<report::Manifold> manifolds;
  for (const LossEnumeration& loss : enumeration.losses) {
    manifolds.insert(manifolds.end(), loss.manifolds.begin(), loss.manifolds.end());
  }
  return report::predicted_csv(manifolds);
}

}  // namespace laecert::studies
