#include "studies/point/point_report.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "report/sample_report.hpp"
#include "report/schema_validator.hpp"

namespace laecert::studies {
namespace {

using report::Json;
using Strings = std::vector<std::string>;

Strings schema_errors_of(const char* schema, const Json& json) {
  return report::SchemaValidator(std::filesystem::path(LAECERT_SCHEMA_DIR) / schema).errors(json);
}

PointAnswer sample_answer() {
  const report::Report report = report::sample_report();
  return {.preamble = report.preamble,
          .loss = "sum",
          .outcome = PointOutcome::certified,
          .verdict = "a saddle",
          .point = PointReport{.manifold = report.manifolds.front(),
                               .weights = {{"W1", {{"1/2", "0"}}}, {"W2", {{"1/2"}, {"0"}}}},
                               .point_radius = "1e-40",
                               .gradient_norm = "1e-39",
                               .transpose_gap = "0",
                               .hessian_spectrum = {{"3.95", 2, "1e-15"}, {"0", 1, "0"}},
                               .tangent_dimension = 1,
                               .descends_to = {{1}, {1, 2}}}};
}

TEST(PointJson, FitsItsSchema) {
  PointAnswer unlisted = sample_answer();
  unlisted.point->unlisted = "no list";
  PointAnswer nothing = sample_answer();
  nothing.point.reset();
  nothing.outcome = PointOutcome::inapplicable;

  EXPECT_EQ(schema_errors_of("point.schema.json", to_json(sample_answer())), Strings{});
  EXPECT_EQ(schema_errors_of("point.schema.json", to_json(unlisted)), Strings{});
  EXPECT_EQ(to_json(unlisted)["index_set"], nullptr);
  EXPECT_EQ(schema_errors_of("refusal.schema.json", to_json(nothing)), Strings{});
}

TEST(PointJson, IsTheManifoldWithItsPoint) {
  const Json json = to_json(sample_answer());

  EXPECT_EQ(json["W2"], Json::parse(R"([["1/2"], ["0"]])"));
  EXPECT_EQ(json["hessian_spectrum"][0], Json::parse(R"({"value": "3.95", "count": 2, "radius": "1e-15"})"));
  EXPECT_EQ(json["descends_to"], Json::parse("[[1], [1, 2]]"));
  EXPECT_EQ(json["loss"], "sum");
}

TEST(PointJson, ThatIsBrokenDoesNotFitItsSchema) {
  const auto with = [](const char* pointer, const Json& value) {
    Json json = to_json(sample_answer());
    json[Json::json_pointer(pointer)] = value;
    return json;
  };
  const std::vector<std::pair<Json, std::string>> all{{with("/W1/0/0", 0.5), "$.W1[0][0]: type"},
                                                      {with("/time", "now"), "$: has no time"},
                                                      {with("/point", "proved"), "$.point: enum"},
                                                      {with("/index", "0"), "$.index: type"}};

  for (const auto& [json, error] : all) EXPECT_EQ(schema_errors_of("point.schema.json", json), Strings{error});
}

TEST(PointText, ElidesWideMatricesUnlessAllAreAskedFor) {
  PointAnswer answer = sample_answer();
  answer.point->weights = {{"W1", std::vector<Strings>(12, Strings(12, "0.123"))}};

  const std::string some = to_text(answer), all = to_text(answer, {.all_weights = true});

  EXPECT_NE(some.find("12 entries (--all-weights)"), std::string::npos) << some;
  EXPECT_NE(some.find("12 rows (--all-weights)"), std::string::npos) << some;
  EXPECT_EQ(all.find("--all-weights"), std::string::npos);
}

}  // namespace
}  // namespace laecert::studies
