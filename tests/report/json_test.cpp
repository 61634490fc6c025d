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

TEST(ReportJson, ASpoiltOneDoesNotFitItsSchema) {
  Json missing = to_json(sample_report());
  missing.erase("complete");
  EXPECT_EQ(schema_errors("report.schema.json", missing), Strings{"$: needs complete"});

  Json strange = to_json(sample_report());
  strange["statements"][0]["verdict"] = "proved";
  strange["manifolds"][0]["index"] = "0";
  strange["time"] = "now";
  EXPECT_EQ(schema_errors("report.schema.json", strange),
            (Strings{"$.statements[0].verdict: enum", "$.manifolds[0].index: type", "$: has no time"}));

  Json nested = to_json(suite_of({sample_report()}));
  nested["reports"][0]["q"] = -1;
  EXPECT_EQ(schema_errors("suite.schema.json", nested), Strings{"$.reports[0] $.q: minimum"});
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
  EXPECT_EQ(again["summary"]["not"], 0);
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
  report.statements[0].cases.total = numeric::Integer("123456789012345678901234567890");

  const Json json = to_json(report);

  EXPECT_EQ(json["statements"][0]["cases"]["seed"], "18446744073709551615");
  EXPECT_EQ(schema_errors("report.schema.json", json), Strings{});
}

TEST(ReportJson, WhatIsUnknownIsNullAndWhatIsNotFiniteIsRefused) {
  Report report = sample_report();
  report.preamble.instance.n = std::nullopt;
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
  EXPECT_EQ(to_json(report)["manifolds_left_out"], 0);

  report.manifolds.resize(10003, report.manifolds.front());
  const Json json = to_json(report);

  EXPECT_EQ(json["manifolds"].size(), 10000U);
  EXPECT_EQ(json["manifolds_left_out"], 3);
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

struct Spoilt {
  const char* schema;
  Json json;
  std::string error;
};

// Each schema rejects what is missing, what is of another kind, and what it does not know.
TEST(Schemas, RejectWhatIsBroken) {
  const Json report = to_json(sample_report());
  const Json suite = to_json(suite_of({sample_report()}));
  const auto with = [](Json json, const char* pointer, const Json& value) {
    json[Json::json_pointer(pointer)] = value;
    return json;
  };
  const std::vector<Spoilt> all{
      {"report.schema.json", with(report, "/format", "laecert-report/1"), "$.format: const"},
      {"report.schema.json", with(report, "/manifolds_left_out", "3"), "$.manifolds_left_out: type"},
      {"report.schema.json", with(report, "/counts", Json::parse(R"([{"loss": "sum", "count": "1"}])")),
       "$.counts[0]: needs counts"},
      {"suite.schema.json", with(suite, "/complete", "yes"), "$.complete: type"},
      {"suite.schema.json", with(suite, "/reports/0/q", Json::array()), "$.reports[0] $.q: type"},
  };

  for (const Spoilt& one : all) EXPECT_EQ(schema_errors(one.schema, one.json), Strings{one.error});
}

TEST(ReportJson, ReplacesBytesThatAreNoText) {
  Report report = sample_report();
  report.preamble.instance.name = "a\xff.csv";

  EXPECT_EQ(Json::parse(to_text(to_json(report)))["instance"]["name"], "a\xEF\xBF\xBD.csv");
}

}  // namespace
}  // namespace laecert::report
