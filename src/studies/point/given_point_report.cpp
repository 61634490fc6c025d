#include "report/given_point.hpp"

#include "report/document.hpp"
#include "report/text.hpp"

namespace laecert::report {
namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json given_json(const GivenPoint& given) {
  return {{"gradient_norm", given.gradient_norm}, {"distance", text_or_null(given.distance)}};
}

}  // namespace

std::string to_text(const GivenPoint& given) {
  Document document;
  document.blocks.emplace_back(KeyLine{"given", "|gradient| = " + given.gradient_norm});
  if (!given.distance.empty()) {
    document.blocks.emplace_back(KeyLine{"distance", given.distance + " to the certified critical point"});
  }
  if (!given.nearest.empty()) {
    document.blocks.emplace_back(KeyLine{"nearest", given.nearest + (given.distance.empty() ? ", a guess" : "")});
  }
  if (!given.point) {
    document.blocks.emplace_back(KeyLine{"refused", given.refusal});
    return to_text(document);
  }
  return to_text(document) + to_text(*given.point);
}

Json to_json(const GivenPoint& given) {
  if (given.point) {
    Json point = to_json(*given.point);
    point["given"] = given_json(given);
    return point;
  }
  return {{"loss", given.loss},
          {"refused", given.refusal},
          {"nearest", text_or_null(given.nearest)},
          {"given", given_json(given)}};
}

}  // namespace laecert::report
