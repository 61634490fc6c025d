#include "report/json_parts.hpp"
#include "studies/inertia/report_inertia.hpp"

namespace laecert::studies {
namespace {

using report::Json;

const char* name_of(numeric::NullSpace null_space) {
  switch (null_space) {
    case numeric::NullSpace::given:
      return "given";
    case numeric::NullSpace::found:
      return "found";
    case numeric::NullSpace::none:
      break;
  }
  return "none";
}

Json inertia_json(const numeric::Inertia& inertia) {
  return {{"negative", inertia.negative}, {"zero", inertia.zero}, {"positive", inertia.positive}};
}

}  // namespace

Json to_json(const InertiaReport& report) {
  const bool decided = report.inertia.has_value();
  Json result{{"format", "laecert-inertia/2"}, {"complete", true}};
  result["versions"] = report::versions_json(report.versions);
  result["matrix"] = {{"name", report.matrix}, {"rows", report.size}, {"sha256", report.sha256}};
  result["kernel"] = report.kernel ? Json{{"name", *report.kernel}, {"vectors", report.vectors}} : Json(nullptr);
  result["outcome"] = decided ? "decided" : "undecided";
  result["inertia"] = decided ? inertia_json(*report.inertia) : Json(nullptr);
  result["gap"] = report::number("gap", report.gap);
  result["null_space"] = decided ? Json(name_of(report.null_space)) : Json(nullptr);
  result["bits"] = decided ? Json(report.bits) : Json(nullptr);
  result["by"] = Json(report.by);
  result["reason"] = report::text_or_null(report.reason);
  return result;
}

}  // namespace laecert::studies
