#include "studies/expectation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "numeric/errors.hpp"
#include "studies/verify.hpp"
#include "tests/studies/spectrum_instance.hpp"

namespace laecert::studies::expectation_test {
namespace {

using report::Json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Change = std::function<void(Json&)>;

Json report_of(const std::string& values, Index k) {
  return report::to_json(verify(laecert::testing::spectrum(values, k, "1"), {.effort = {.jobs = 1}, .counts = true}));
}

const Json& report_here() {
  static const Json report = report_of("9,4,2", 2);
  return report;
}

Json& entry(Json& list, const std::string& key, const std::string& name) {
  for (Json& one : list) {
    if (one.at(key) == name) return one;
  }
  throw std::runtime_error("no " + name);
}

Json& statement(Json& report, const std::string& id) { return entry(report.at("statements"), "id", id); }

std::vector<std::string> differences(const Json& approved, const Json& report,
                                     const Rational& margin = Rational(1, 2)) {
  return worse_than_approved(approved.dump(), "approved.json", report, margin);
}

// What is told where today's report, or the approved one, is changed.
std::vector<std::string> today(const Change& change) {
  Json report = report_here();
  change(report);
  return differences(report_here(), report);
}

std::vector<std::string> approved(const Change& change) {
  Json before = report_here();
  change(before);
  return differences(before, report_here());
}

TEST(Expectation, IsMetByTheSameReport) { EXPECT_THAT(differences(report_here(), report_here()), IsEmpty()); }

TEST(Expectation, AWeakerVerdictIsADifference) {
  EXPECT_THAT(today([](Json& report) { statement(report, "none.index").at("verdict") = "enclosed"; }),
              ElementsAre("none.index: enclosed, approved exact"));
  EXPECT_THAT(today([](Json& report) { statement(report, "sum.map").at("verdict") = "inapplicable"; }),
              ElementsAre("sum.map: inapplicable, approved exact"));
  EXPECT_THAT(today([](Json& report) { report.at("known_false").at(0).at("verdict") = "undecided"; }),
              ElementsAre("none.pseudoinverse: undecided, approved refuted"));
  EXPECT_THAT(today([](Json& report) { report.at("hypotheses").at(0).at("verdict") = "refuted"; }),
              ElementsAre("k <= m: refuted, approved exact"));
}

TEST(Expectation, AStrongerVerdictIsNone) {
  EXPECT_THAT(approved([](Json& report) { statement(report, "sum.index").at("verdict") = "supported"; }), IsEmpty());
  EXPECT_THAT(approved([](Json& report) { statement(report, "sum.index").at("verdict") = "undecided"; }), IsEmpty());
  EXPECT_THAT(approved([](Json& report) { report.at("known_false").at(0).at("verdict") = "undecided"; }), IsEmpty());
  // The margin of the weaker proof is gone with it.
  EXPECT_THAT(approved([](Json& report) {
                statement(report, "none.map").at("verdict") = "supported";
                statement(report, "none.map").at("margin") = "enclosed gap < 1e-50";
              }),
              IsEmpty());
}

TEST(Expectation, ACaseThatIsGoneIsADifference) {
  EXPECT_THAT(today([](Json& report) { statement(report, "sum.index").at("cases").at("decided") = "6"; }),
              ElementsAre("sum.index: cases decided 6, approved 7"));
  EXPECT_THAT(today([](Json& report) { report.at("statements").erase(0); }),
              ElementsAre("none.critical: is not there"));
  EXPECT_THAT(today([](Json& report) { report.at("manifolds").erase(0); }),
              ElementsAre("manifold none {}: is not there"));
  EXPECT_THAT(today([](Json& report) { report.at("controls").erase(0); }),
              ElementsAre("control none.critical/adjoint: is not there, approved refuted"));
  EXPECT_THAT(today([](Json& report) { report.at("counts") = nullptr; }), ElementsAre("counts: are not there"));
}

TEST(Expectation, AControlThatRefutesNoLongerIsADifference) {
  EXPECT_THAT(today([](Json& report) { report.at("controls").at(0).at("outcome") = "undecided"; }),
              ElementsAre("control none.critical/adjoint: undecided, approved refuted"));
}

TEST(Expectation, AnotherIndexOrValueIsADifference) {
  EXPECT_THAT(today([](Json& report) { report.at("manifolds").at(3).at("index") = 9; }),
              ElementsAre("manifold none {3}: index 9, approved 4"));
  EXPECT_THAT(today([](Json& report) { report.at("manifolds").at(1).at("nullity") = 0; }),
              ElementsAre("manifold none {1}: nullity 0, approved 3"));
  EXPECT_THAT(today([](Json& report) { report.at("manifolds").at(1).at("inertia") = "undecided"; }),
              ElementsAre("manifold none {1}: inertia undecided, approved exact"));
  EXPECT_THAT(today([](Json& report) { report.at("manifolds").at(1).at("value") = "6.0001"; }),
              ElementsAre("manifold none {1}: value 6.0001, approved 6"));
  EXPECT_THAT(today([](Json& report) { report.at("counts").at(0).at("counts").at(0).at(0) = "77"; }),
              ElementsAre("counts of none: other manifolds by rank and index than approved"));
}

// Two enclosures of one number meet.
TEST(Expectation, AValueWithinBothRadiiIsNone) {
  EXPECT_THAT(today([](Json& report) {
                report.at("manifolds").at(1).at("value") = "6.0001";
                report.at("manifolds").at(1).at("radius") = "0.0001";
              }),
              IsEmpty());
}

TEST(Expectation, AMarginThatShrankBelowItsShareIsADifference) {
  const auto with = [](const std::string& margin) {
    Json report = report_here();
    statement(report, "sum.index").at("margin") = margin;
    return report;
  };
  const Json gap = with("bordered gap 0.5"), bound = with("true points within < 1e-50");

  EXPECT_THAT(differences(gap, with("bordered gap 0.25")), IsEmpty());
  EXPECT_THAT(differences(gap, with("bordered gap 0.2499")),
              ElementsAre("sum.index: margin 'bordered gap 0.2499', approved 'bordered gap 0.5'"));
  EXPECT_THAT(differences(gap, with("bordered gap 0.4999"), 1),
              ElementsAre("sum.index: margin 'bordered gap 0.4999', approved 'bordered gap 0.5'"));
  EXPECT_THAT(differences(gap, with("")), ElementsAre("sum.index: margin '', approved 'bordered gap 0.5'"));
  EXPECT_THAT(differences(bound, with("true points within < 2e-50")), IsEmpty());
  EXPECT_THAT(differences(bound, with("true points within < 3e-50")),
              ElementsAre("sum.index: margin 'true points within < 3e-50', approved 'true points within < 1e-50'"));
}

std::string error_of(const std::string& approved) {
  try {
    require_approved(approved, "approved.json");
    (void)worse_than_approved(approved, "approved.json", report_here(), 1);
  } catch (const DataError& error) {
    return error.what();
  }
  return "";
}

TEST(Expectation, IsAReportOfTheSameInstance) {
  Json half = report_here();
  half.at("statements").at(0).erase("verdict");

  EXPECT_EQ(error_of("{"), "approved.json: not a JSON report of verify");
  EXPECT_EQ(error_of("[1]"), "approved.json: not a JSON report of verify");
  EXPECT_EQ(error_of(half.dump()), "approved.json: not a JSON report of verify");
  EXPECT_EQ(error_of(report_of("9,4,2", 1).dump()),
            "approved.json: not an approved report of this run: it was approved for another instance, spectrum 9,4,2");
  EXPECT_EQ(error_of(report_of("9,4,3", 2).dump()),
            "approved.json: not an approved report of this run: it was approved for another instance, spectrum 9,4,3");
}

TEST(Expectation, OfASuiteIsThatOfEachInstance) {
  Json first = report_here(), second = report_of("5,2", 1);
  first.at("instance").at("name") = "first";
  second.at("instance").at("name") = "second";
  const Json suite{{"format", "laecert-suite/2"}, {"reports", Json::array({first, second})}};
  statement(second, "sum.index").at("verdict") = "undecided";
  const Json worse{{"format", "laecert-suite/2"}, {"reports", Json::array({first, second})}};
  const Json other{{"format", "laecert-suite/2"}, {"reports", Json::array({first})}};

  EXPECT_THAT(differences(suite, suite), IsEmpty());
  EXPECT_THAT(differences(suite, worse), ElementsAre("second: sum.index: undecided, approved enclosed"));
  EXPECT_THROW((void)differences(suite, other), DataError);
  EXPECT_THROW((void)differences(suite, first), DataError);
}

}  // namespace
}  // namespace laecert::studies::expectation_test
