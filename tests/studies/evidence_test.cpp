// `--evidence E`: only routes that give at most E, and floors lowered to E.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "instances/generate.hpp"
#include "instances/options.hpp"
#include "report/json.hpp"
#include "report/text.hpp"
#include "studies/verify.hpp"
#include "tests/studies/spectrum_instance.hpp"

namespace laecert::studies {
namespace {

using laecert::testing::result_of;

using claims::Standing;
using claims::StatementResult;
using claims::Verdict;
using ::testing::HasSubstr;

problem::Instance exact_instance() {
  return instances::exact_instance({.m = 3, .seed = 4, .q = 2}, {.name = "exact", .k = 1, .lambda = 2, .samples = 8});
}

report::Report report_with(std::optional<Verdict> evidence) {
  VerifyOptions options;
  options.effort.evidence = evidence;
  return verify(exact_instance(), options);
}

// The law itself, over the whole registry.
TEST(Evidence, NoVerdictIsAboveWhatWasAskedFor) {
  for (const Verdict evidence : {Verdict::exact, Verdict::enclosed, Verdict::supported}) {
    const report::Report report = report_with(evidence);
    for (const StatementResult& one : report.statements) {
      if (!claims::is_positive(one.verdict)) continue;
      EXPECT_LE(one.verdict, evidence) << one.info.id;
      EXPECT_LE(one.floor, evidence) << one.info.id;
    }
    EXPECT_EQ(report.summary.not_as_expected, 0U);
  }
}

TEST(Evidence, ExactIsWhatAutoDoes) {
  const report::Report automatic = report_with({});
  const report::Report exact = report_with(Verdict::exact);

  for (std::size_t i = 0; i < automatic.statements.size(); ++i)
    EXPECT_EQ(automatic.statements[i].verdict, exact.statements[i].verdict) << automatic.statements[i].info.id;
}

TEST(Evidence, EnclosedTreatsRationalPointsAsBalls) {
  const report::Report report = report_with(Verdict::enclosed);

  for (const char* id : {"sum.index", "sum.nullity", "sum.value", "sum.spectrum", "none.index", "product.value",
                         "tied.index", "tied.nullity"}) {
    EXPECT_EQ(result_of(report, id).verdict, Verdict::enclosed) << id << ": " << result_of(report, id).reason;
    EXPECT_EQ(result_of(report, id).standing, Standing::as_expected) << id;
  }
  EXPECT_EQ(result_of(report, "sum.only-critical-points").verdict, Verdict::enclosed);
  EXPECT_THAT(result_of(report, "sum.only-critical-points").by, ::testing::Contains("subdivision S1 to S7"));
}

// An equality is never enclosed: the enclosed gap is a margin, and below the floor it counts as undecided.
TEST(Evidence, EqualitiesAreSupportedWithTheGapAsMargin) {
  for (const char* id : {"sum.transpose", "sum.balanced", "sum.map", "product.map", "none.critical",
                         "sum.principal-directions", "sum.singular-values"}) {
    for (const Verdict evidence : {Verdict::enclosed, Verdict::supported}) {
      const StatementResult result = result_of(report_with(evidence), id);
      EXPECT_EQ(result.verdict, Verdict::supported) << id << ": " << result.reason;
      EXPECT_FALSE(result.margin.empty()) << id;
      EXPECT_EQ(result.standing, evidence == Verdict::supported ? Standing::as_expected : Standing::undecided) << id;
    }
  }
}

TEST(Evidence, WithoutARouteTheReasonSaysSo) {
  const report::Report enclosed = report_with(Verdict::enclosed);
  const report::Report supported = report_with(Verdict::supported);

  for (const char* id : {"sum.symmetry", "sum.morse-bott", "none.only-critical-points"}) {
    EXPECT_EQ(result_of(enclosed, id).verdict, Verdict::undecided) << id;
    EXPECT_THAT(result_of(enclosed, id).reason, HasSubstr("no route gives at most enclosed")) << id;
    EXPECT_TRUE(result_of(enclosed, id).by.empty()) << id;
  }
  for (const char* id : {"sum.index", "sum.value", "sum.only-critical-points", "tied.index"})
    EXPECT_THAT(result_of(supported, id).reason, HasSubstr("no route gives at most supported")) << id;
}

TEST(Evidence, RefutationsAndControlsKeepEveryRoute) {
  for (const Verdict evidence : {Verdict::enclosed, Verdict::supported}) {
    const report::Report report = report_with(evidence);
    for (const StatementResult& one : report.known_false) EXPECT_EQ(one.verdict, Verdict::refuted) << one.info.id;
    EXPECT_GT(claims::count_outcomes(report.controls).refuted, 20U);
    EXPECT_EQ(claims::count_outcomes(report.controls).holds, 0U);
  }
}

TEST(Evidence, TheReportTellsWhatWasAskedFor) {
  const report::Report enclosed = report_with(Verdict::enclosed);

  EXPECT_THAT(report::to_text(enclosed), HasSubstr("only routes that give at most enclosed"));
  EXPECT_EQ(report::to_json(enclosed).at("evidence"), "enclosed");
  EXPECT_FALSE(report::to_json(report_with({})).contains("evidence"));
}

}  // namespace
}  // namespace laecert::studies
