#include "report/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "numeric/errors.hpp"
#include "report/sample_report.hpp"
#include "report/schema_validator.hpp"

namespace laecert::report {
namespace {

using Strings = std::vector<std::string>;

Strings schema_errors(const char* schema, const Json& json) {
  return SchemaValidator(std::filesystem::path(LAECERT_SCHEMA_DIR) / schema).errors(json);
}

PointReport sample_point() {
  return {.manifold = sample_report().manifolds.front(),
          .weights = {{"W1", {{"1/2", "0"}}}, {"W2", {{"1/2"}, {"0"}}}},
          .point_radius = "1e-40",
          .gradient_norm = "1e-39",
          .transpose_gap = "0",
          .hessian_spectrum = {{"3.95", "2", "1e-15"}, {"0", "1", "0"}},
          .tangent_dimension = "1",
          .descends_to = {{1}, {1, 2}}};
}

TEST(ReportJson, FitsItsSchema) { EXPECT_EQ(schema_errors("report.schema.json", to_json(sample_report())), Strings{}); }

TEST(ReportJson, TellsTheEvidenceWhereItWasAskedFor) {
  Report report = sample_report();
  EXPECT_FALSE(to_json(report).contains("evidence"));

  report.evidence = claims::Verdict::enclosed;
  EXPECT_EQ(to_json(report)["evidence"], "enclosed");
  EXPECT_EQ(schema_errors("report.schema.json", to_json(report)), Strings{});
}

TEST(SuiteJson, FitsItsSchema) {
  EXPECT_EQ(schema_errors("suite.schema.json", to_json(suite_of({sample_report(), sample_report()}))), Strings{});
}

TEST(PointJson, FitsItsSchema) { EXPECT_EQ(schema_errors("point.schema.json", to_json(sample_point())), Strings{}); }

TEST(ReportJson, ASpoiltOneDoesNotFitItsSchema) {
  Json missing = to_json(sample_report());
  missing.erase("complete");
  EXPECT_EQ(schema_errors("report.schema.json", missing), Strings{"$: needs complete"});

  Json strange = to_json(sample_report());
  strange["statements"][0]["verdict"] = "proved";
  strange["manifolds"][0]["index"] = 0;
  strange["time"] = "now";
  EXPECT_EQ(schema_errors("report.schema.json", strange),
            (Strings{"$.statements[0].verdict: enum", "$.manifolds[0].index: type", "$: has no time"}));

  Json nested = to_json(suite_of({sample_report()}));
  nested["reports"][0]["q"] = "nan";
  EXPECT_EQ(schema_errors("suite.schema.json", nested), Strings{"$.reports[0] $.q: pattern"});
}

TEST(ReportJson, IsReadBackAsItWasWritten) {
  const Json json = to_json(sample_report());

  const Json again = Json::parse(to_text(json));

  EXPECT_EQ(again, json);
  EXPECT_EQ(to_text(again), to_text(json));
  EXPECT_EQ(again["statements"][1]["cases"]["total"], "7");
  EXPECT_EQ(again["manifolds"][0]["index_set"], Json({1, 2}));
  EXPECT_EQ(again["manifolds"][0]["rank_vector"], Json(nullptr));
  EXPECT_EQ(again["known_false"][0]["expected"], "refuted");
  EXPECT_EQ(again["summary"]["not"], "0");
}

TEST(ReportJson, KeepsTheOrderOfItsKeys) {
  Strings keys;
  const Json json = to_json(sample_report());
  for (const auto& [key, value] : json.items()) keys.push_back(key);

  EXPECT_EQ(keys, (Strings{"format", "complete", "versions", "instance", "spectrum", "q", "hypotheses", "statements",
                           "manifolds", "manifolds_left_out", "counts", "known_false", "controls", "summary"}));
}

TEST(ReportJson, HoldsSeedsAndCountsBeyondTheIntegersOfJavaScript) {
  Report report = sample_report();
  report.statements[0].cases.seed = 18446744073709551615U;
  report.statements[0].cases.total = "123456789012345678901234567890";

  const Json json = to_json(report);

  EXPECT_EQ(json["statements"][0]["cases"]["seed"], "18446744073709551615");
  EXPECT_EQ(schema_errors("report.schema.json", json), Strings{});
}

TEST(ReportJson, WhatIsUnknownIsNullAndWhatIsNotFiniteIsRefused) {
  Report report = sample_report();
  report.instance.n = std::nullopt;
  report.manifolds[0].value = "";
  EXPECT_EQ(to_json(report)["instance"]["n"], Json(nullptr));
  EXPECT_EQ(to_json(report)["manifolds"][0]["value"], Json(nullptr));
  EXPECT_EQ(schema_errors("report.schema.json", to_json(report)), Strings{});

  for (const char* text : {"nan", "inf", "-inf", "1/0"}) {
    report.manifolds[0].value = text;
    EXPECT_THROW(static_cast<void>(to_json(report)), PreconditionError) << text;
  }
}

TEST(ReportJson, ListsTenThousandManifoldsAndSaysHowManyItLeavesOut) {
  Report report = sample_report();
  EXPECT_EQ(to_json(report)["manifolds_left_out"], "0");

  report.manifolds.resize(10003, report.manifolds.front());
  const Json json = to_json(report);

  EXPECT_EQ(json["manifolds"].size(), 10000U);
  EXPECT_EQ(json["manifolds_left_out"], "3");
}

TEST(ReportJson, HoldsTheCountsThatWereAskedFor) {
  Report report = sample_report();
  EXPECT_EQ(to_json(report)["counts"], Json(nullptr));

  report.counts = {sample_counts()};
  const Json json = to_json(report);

  EXPECT_EQ(json["counts"][0],
            Json::parse(R"({"loss": "sum", "count": "4", "counts": [["0", "0", "0", "1"], ["0", "1", "1"], ["1"]]})"));
  EXPECT_EQ(schema_errors("report.schema.json", json), Strings{});
}

TEST(EnumerationJson, FitsItsSchema) {
  EXPECT_EQ(schema_errors("enumeration.schema.json", to_json(sample_enumeration(), 100)), Strings{});
}

TEST(EnumerationJson, HoldsWhatIsPredictedAndNoVerdict) {
  const Json json = to_json(sample_enumeration(), 100);

  EXPECT_EQ(json["losses"][0]["manifolds"][0], Json::parse(R"({"loss": "sum", "index_set": [1], "rank_vector": null,
      "rank": "1", "dimension": "1", "index": "1", "nullity": "1", "value": "46.05246", "radius": "1e-5"})"));
  EXPECT_EQ(json["losses"][0]["count"], "4");
  EXPECT_EQ(json["losses"][0]["inapplicable"], Json(nullptr));
  EXPECT_EQ(json["losses"][0]["counts"][0][3], "1");
}

TEST(EnumerationJson, ListsAsManyAsAskedForAndCountsAll) {
  const Json json = to_json(sample_enumeration(), 1);

  EXPECT_EQ(json["losses"][0]["manifolds"].size(), 1U);
  EXPECT_EQ(json["losses"][0]["count"], "4");
}

TEST(EnumerationJson, SaysWhyThereIsNoList) {
  const Json json = to_json(sample_enumeration(), 100);

  EXPECT_EQ(json["losses"][1]["inapplicable"], "lambda = 0");
  EXPECT_EQ(json["losses"][1]["count"], Json(nullptr));
  EXPECT_EQ(json["losses"][1]["counts"], Json(nullptr));
  EXPECT_EQ(json["losses"][2]["undecided"], "more digits");
}

struct Spoilt {
  const char* schema;
  Json json;
  std::string error;
};

// Each schema rejects what is missing, what is of another kind, and what it does not know.
TEST(Schemas, RejectWhatIsBroken) {
  const Json report = to_json(sample_report());
  const Json enumeration = to_json(sample_enumeration(), 100);
  const Json point = to_json(sample_point());
  const Json suite = to_json(suite_of({sample_report()}));
  const auto with = [](Json json, const char* pointer, const Json& value) {
    json[Json::json_pointer(pointer)] = value;
    return json;
  };
  const std::vector<Spoilt> all{
      {"report.schema.json", with(report, "/format", "laecert-report/2"), "$.format: const"},
      {"report.schema.json", with(report, "/manifolds_left_out", 3), "$.manifolds_left_out: type"},
      {"report.schema.json", with(report, "/counts", Json::parse(R"([{"loss": "sum", "count": "1"}])")),
       "$.counts[0]: needs counts"},
      {"enumeration.schema.json", with(enumeration, "/format", "laecert-report/1"), "$.format: const"},
      {"enumeration.schema.json", with(enumeration, "/losses/0/loss", "sun"), "$.losses[0].loss: enum"},
      {"enumeration.schema.json", with(enumeration, "/losses/0/count", "007"), "$.losses[0].count: pattern"},
      {"enumeration.schema.json", with(enumeration, "/losses/0/manifolds/0/point", "exact"),
       "$.losses[0].manifolds[0]: has no point"},
      {"enumeration.schema.json", with(enumeration, "/losses/0/manifolds/0/index_set/0", 0),
       "$.losses[0].manifolds[0].index_set[0]: minimum"},
      {"enumeration.schema.json", with(enumeration, "/losses/0/counts/0/3", 1), "$.losses[0].counts[0][3]: type"},
      {"point.schema.json", with(point, "/W1/0/0", 0.5), "$.W1[0][0]: type"},
      {"point.schema.json", with(point, "/time", "now"), "$: has no time"},
      {"point.schema.json", with(point, "/point", "proved"), "$.point: enum"},
      {"suite.schema.json", with(suite, "/complete", "yes"), "$.complete: type"},
      {"suite.schema.json", with(suite, "/reports/0/q", Json::array()), "$.reports[0] $.q: type"},
  };

  for (const Spoilt& one : all) EXPECT_EQ(schema_errors(one.schema, one.json), Strings{one.error});
}

TEST(ReportJson, ReplacesBytesThatAreNoText) {
  Report report = sample_report();
  report.instance.name = "a\xff.csv";

  EXPECT_EQ(Json::parse(to_text(to_json(report)))["instance"]["name"], "a\xEF\xBF\xBD.csv");
}

TEST(PointJson, IsTheManifoldWithItsPoint) {
  const Json json = to_json(sample_point());

  EXPECT_EQ(json["W2"], Json::parse(R"([["1/2"], ["0"]])"));
  EXPECT_EQ(json["hessian_spectrum"][0], Json::parse(R"({"value": "3.95", "count": "2", "radius": "1e-15"})"));
  EXPECT_EQ(json["descends_to"], Json::parse("[[1], [1, 2]]"));
  EXPECT_EQ(json["loss"], "sum");
}

}  // namespace
}  // namespace laecert::report
