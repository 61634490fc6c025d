#include "studies/enumeration_report.hpp"

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

Strings schema_errors(const Json& json) {
  return report::SchemaValidator(std::filesystem::path(LAECERT_SCHEMA_DIR) / "enumeration.schema.json").errors(json);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// One loss with a list, one that is inapplicable, one that is undecided.
Enumeration sample_enumeration() {
  const report::Report report = report::sample_report();
  const auto manifold = [](std::vector<long> index_set, report::Predicted predicted) {
    return report::Manifold{
        .loss = "sum", .index_set = std::move(index_set), .rank = 1, .dimension = 1, .predicted = std::move(predicted)};
  };
  return {
      .preamble = report.preamble,
      .losses = {{.loss = "sum",
                  .count = 4,
                  .manifolds = {manifold({1}, {1, 1, "46.05246", "1e-5"}), manifold({2}, {2, 1, "90.80555", "1e-5"})},
                  .counts = report::sample_counts()},
                 {.loss = "product", .inapplicable = "lambda = 0"},
                 {.loss = "none", .undecided = "more digits"}}};
}

const std::string approved_enumeration =
    R"(laecert 0.1.0   predicted critical manifolds
numbers     Boost 1.74, FLINT 2.9.0, Arb 2.23.0, Eigen 3.4.0; up to 200 digits
decided     4 manifolds of sum predicted
not decided product inapplicable, lambda = 0; none undecided, more digits; nothing is certified here
            (verify, probe)
unexpected  nothing
instance    iris.csv, 150 samples, m = 4, k = 2, lambda = 10, not centred   gram sha256 aaaaaaaa
spectrum    9208.30506589..., 315.454317000..., 11.9780429049..., 3.55257020000...   enclosed,
            radius < 1e-40; q = 3
hypotheses  lambda > 0: exact.  lambda not an eigenvalue: enclosed, gap 1.978.  eigenvalues above
            lambda distinct: enclosed, gap 303.4

manifolds (sum): 4, predicted
  I        rank  dimension  index  nullity  value
  {1}         1          1      1        1  46.05246
  {2}         1          1      2        1  90.80555
  ... and 2 more (--limit)
manifolds by index and rank (sum)
  index  rank 0  rank 1  rank 2  all
      0       .       .       1    1
      1       .       1       .    1
      2       .       1       .    1
      3       1       .       .    1
    all       1       2       1    4
manifolds (product): inapplicable, lambda = 0
manifolds (none): undecided, more digits
)";

TEST(EnumerationText, HasTheApprovedShape) { EXPECT_EQ(to_text(sample_enumeration()), approved_enumeration); }

TEST(EnumerationText, ShowsAsManyAsAskedForAndSaysHowManyMore) {
  const std::string one = to_text(sample_enumeration(), {.manifold_rows = 1});
  const std::string none = to_text(sample_enumeration(), {.manifold_rows = 0});
  Enumeration huge = sample_enumeration();
  huge.losses[0].count = numeric::Integer("123456789012345678901234567890");

  EXPECT_TRUE(contains(one, "46.05246\n  ... and 3 more (--limit)\n"));
  EXPECT_TRUE(contains(none, "manifolds (sum): 4, predicted\n  ... and 4 more (--limit)\n"));
  EXPECT_TRUE(contains(to_text(huge), "... and 123456789012345678901234567888 more (--limit)\n"));
}

TEST(EnumerationTable, HoldsThePredictionsOfEveryLoss) {
  EXPECT_EQ(to_csv(sample_enumeration()),
            "loss,index_set,rank_vector,rank,dimension,index,nullity,value,radius\n"
            "sum,{1},,1,1,1,1,46.05246,1e-5\n"
            "sum,{2},,1,1,2,1,90.80555,1e-5\n");
}

TEST(EnumerationJson, FitsItsSchema) { EXPECT_EQ(schema_errors(to_json(sample_enumeration(), 100)), Strings{}); }

TEST(EnumerationJson, HoldsWhatIsPredictedAndNoVerdict) {
  const Json json = to_json(sample_enumeration(), 100);

  EXPECT_EQ(json["losses"][0]["manifolds"][0], Json::parse(R"({"loss": "sum", "index_set": [1], "rank_vector": null,
      "rank": 1, "dimension": 1, "index": 1, "nullity": 1, "value": "46.05246", "radius": "1e-5"})"));
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

TEST(EnumerationJson, ThatIsBrokenDoesNotFitItsSchema) {
  const Json enumeration = to_json(sample_enumeration(), 100);
  const auto with = [&](const char* pointer, const Json& value) {
    Json json = enumeration;
    json[Json::json_pointer(pointer)] = value;
    return json;
  };
  const std::vector<std::pair<Json, std::string>> all{
      {with("/format", "laecert-enumeration/1"), "$.format: const"},
      {with("/losses/0/loss", "sun"), "$.losses[0].loss: enum"},
      {with("/losses/0/count", "007"), "$.losses[0].count: pattern"},
      {with("/losses/0/manifolds/0/point", "exact"), "$.losses[0].manifolds[0]: has no point"},
      {with("/losses/0/manifolds/0/index_set/0", -1), "$.losses[0].manifolds[0].index_set[0]: minimum"},
      {with("/losses/0/counts/0/3", 1), "$.losses[0].counts[0][3]: type"},
  };

  for (const auto& [json, error] : all) EXPECT_EQ(schema_errors(json), Strings{error});
}

}  // namespace
}  // namespace laecert::studies
