#include "pca/pca_check_report.hpp"
#include "report/json_parts.hpp"

namespace laecert::studies {
namespace {

using report::Json;
using report::number;

Json bounds_json(const Bounds& bounds) {
  return {{"lower", number("lower bound", bounds.lower)}, {"upper", number("upper bound", bounds.upper)}};
}

Json wrong_json(const std::optional<WrongDigit>& wrong) {
  if (!wrong) return nullptr;
  return {{"entry", wrong->entry}, {"place", wrong->place}, {"given", wrong->given}, {"true", wrong->truth}};
}

Json direction_json(const CheckedDirection& one) {
  return {{"first", one.first},
          {"last", one.last},
          {"angle", bounds_json(one.angle)},
          {"length_error", bounds_json(one.length_error)},
          {"cosine", one.cosine ? bounds_json(*one.cosine) : Json(nullptr)},
          {"wrong_digit", wrong_json(one.wrong)},
          {"outcome", to_string(one.outcome)}};
}

Json variance_json(const CheckedVariance& one) {
  return {{"true", report::enclosed_json(one.truth)},
          {"error", bounds_json(one.error)},
          {"wrong_digit", wrong_json(one.wrong)},
          {"outcome", to_string(one.outcome)}};
}

}  // namespace

std::string to_string(CheckOutcome outcome) {
  switch (outcome) {
    case CheckOutcome::within:
      return "within";
    case CheckOutcome::beyond:
      return "beyond";
    case CheckOutcome::undecided:
      break;
  }
  return "undecided";
}

Json to_json(const PcaCheck& check) {
  Json result{{"format", "laecert-pca-check/2"}, {"complete", true}};
  report::add_preamble(result, check.preamble);
  result["centering"] = check.centering;
  result["divisor"] = check.divisor;
  result["within"] = number("within", check.within);
  result["outcome"] = to_string(check.outcome);
  result["verdict"] = check.verdict;
  result["notes"] = Json(check.notes);
  result["undecided"] = Json(check.undecided);
  result["directions"] = report::list(check.directions, direction_json);
  result["variances"] = report::list(check.variances, variance_json);
  return result;
}

}  // namespace laecert::studies
