#include "report/json_parts.hpp"

#include <fmt/format.h>

#include "numeric/errors.hpp"
#include "report/number_text.hpp"

namespace laecert::report {
namespace {

Json cases_json(const claims::CaseCount& cases) {
  return {{"decided", std::to_string(cases.decided)},
          {"total", integer(cases.total)},
          {"seed", cases.seed ? Json(std::to_string(*cases.seed)) : Json(nullptr)},
          {"verdict", name(cases.verdict)}};
}

}  // namespace

Json number(const char* field, const std::string& text) {
  if (text.empty()) return nullptr;
  if (!is_number(text)) throw PreconditionError(fmt::format("{} is a finite number, not \"{}\"", field, text));
  return text;
}

Json integer(const std::optional<long>& count) { return count ? Json(*count) : Json(nullptr); }

Json integer(const numeric::Integer& count) { return count.str(); }

Json counts_json(const std::vector<std::vector<numeric::Integer>>& counts) {
  Json result = Json::array();
  for (const std::vector<numeric::Integer>& row : counts) {
    Json& texts = result.emplace_back(Json::array());
    for (const numeric::Integer& count : row) texts.push_back(integer(count));
  }
  return result;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json name(claims::Verdict verdict) { return std::string(claims::to_string(verdict)); }

Json versions_json(const Versions& versions) {
  Json result = Json::object();
  for (const auto& [program, version] : versions) result[program] = version;
  return result;
}

Json enclosed_json(const Enclosed& entry) {
  return {{"value", number("spectrum value", entry.value)}, {"radius", number("spectrum radius", entry.radius)}};
}

namespace {

Json penalty_json(const std::string& penalty) { return number("penalty", penalty); }

Json instance_json(const InstanceInfo& instance) {
  Json result{{"name", instance.name},
              {"m", instance.m},
              {"n", integer(instance.n)},
              {"k", instance.k},
              {"lambda", number("lambda", instance.lambda)},
              {"centered", instance.centered},
              {"sha256", instance.sha256}};
  if (!instance.notes.empty()) result["notes"] = instance.notes;
  if (instance.weight_decay) {
    result["weight_decay"] = {{"rate", number("weight decay", instance.weight_decay->rate)},
                              {"loss_units", instance.weight_decay->loss_units}};
  }
  if (instance.standardized) {
    result["standardized"] = {{"divisor", instance.standardized->divisor}, {"exact", instance.standardized->exact}};
  }
  if (!instance.penalties.empty()) result["penalties"] = list(instance.penalties, penalty_json);
  return result;
}

Json hypothesis_json(const Hypothesis& hypothesis) {
  return {{"text", hypothesis.text}, {"verdict", name(hypothesis.verdict)}, {"margin", hypothesis.margin}};
}

}  // namespace

void add_preamble(Json& json, const Preamble& preamble) {
  json["versions"] = versions_json(preamble.versions);
  json["instance"] = instance_json(preamble.instance);
  json["spectrum"] = list(preamble.spectrum, enclosed_json);
  json["q"] = integer(preamble.q);
  json["hypotheses"] = list(preamble.hypotheses, hypothesis_json);
}

Json matrix_json(const char* field, const std::vector<std::vector<std::string>>& rows) {
  Json result = Json::array();
  for (const std::vector<std::string>& row : rows) {
    Json entries = Json::array();
    for (const std::string& entry : row) entries.push_back(number(field, entry));
    result.push_back(std::move(entries));
  }
  return result;
}

Json or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

Json statement_json(const claims::StatementResult& result) {
  return {{"id", result.info.id},
          {"expected", std::string(claims::to_string(result.info.expected))},
          {"floor", name(result.floor)},
          {"verdict", name(result.verdict)},
          {"cases", cases_json(result.cases)},
          {"by", Json(result.by)},
          {"margin", result.margin},
          {"source", result.info.source},
          {"reason", result.reason}};
}

Json control_json(const claims::ControlResult& control) {
  return {{"id", control.id}, {"outcome", std::string(claims::to_string(control.outcome))}};
}

Json summary_json(const claims::Summary& summary) {
  return {{"as_expected", summary.as_expected},
          {"not", summary.not_as_expected},
          {"undecided", summary.undecided},
          {"inapplicable", summary.inapplicable}};
}

}  // namespace laecert::report
