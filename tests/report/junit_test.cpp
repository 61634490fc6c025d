#include "report/junit.hpp"

#include <gtest/gtest.h>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <sstream>
#include <string>

#include "report/sample_report.hpp"
#include "report/xml_text.hpp"

namespace laecert::report {
namespace {

using boost::property_tree::ptree;
using claims::ControlOutcome;
using claims::FailOn;
using claims::Standing;
using claims::Verdict;

const std::string approved_junit = R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="laecert" tests="5" failures="0" errors="0">
  <testsuite name="iris.csv" tests="5" failures="0" errors="0" skipped="0">
    <testcase classname="iris.csv" name="sum.transpose"/>
    <testcase classname="iris.csv" name="sum.index"/>
    <testcase classname="iris.csv" name="none.pseudoinverse"/>
    <testcase classname="iris.csv" name="sum.index/without-(k-l)-term"/>
    <testcase classname="iris.csv" name="sum.value/square"/>
  </testsuite>
</testsuites>
)";

// What a parser that is not ours reads: it throws where the XML is malformed.
ptree parsed(const std::string& xml) {
  std::istringstream stream(xml);
  ptree tree;
  boost::property_tree::read_xml(stream, tree);
  return tree.get_child("testsuites");
}

// The testcase of that name in the first testsuite.
ptree case_named(const ptree& tree, const std::string& name) {
  for (const auto& [key, one] : tree.get_child("testsuite")) {
    if (key == "testcase" && one.get<std::string>("<xmlattr>.name") == name) return one;
  }
  throw std::runtime_error("no testcase " + name);
}

ptree parsed_case(const Report& report, const std::string& name, FailOn fail_on = FailOn::undecided) {
  return case_named(parsed(to_junit(report, fail_on)), name);
}

std::string attribute(const ptree& tree, const std::string& name) { return tree.get<std::string>("<xmlattr>." + name); }

TEST(Junit, HasTheApprovedShape) { EXPECT_EQ(to_junit(sample_report()), approved_junit); }

TEST(Junit, FailsWhereAStatementIsNotAsExpected) {
  Report report = sample_report();
  report.statements[1].verdict = Verdict::refuted;
  report.statements[1].standing = Standing::not_as_expected;
  report.statements[1].reason = "{1,2}: index 3, not 2";
  report.statements[1].info.proposition = "the index is 2";

  const ptree one = parsed_case(report, "sum.index");

  EXPECT_EQ(attribute(one.get_child("failure"), "message"), "expected holds, got refuted: {1,2}: index 3, not 2");
  EXPECT_EQ(attribute(one.get_child("failure"), "type"), "refuted");
  EXPECT_EQ(one.get<std::string>("failure"), "the index is 2");
  EXPECT_EQ(attribute(parsed(to_junit(report)), "failures"), "1");
}

TEST(Junit, FailsWhereAControlHolds) {
  Report report = sample_report();
  report.controls[0].outcome = ControlOutcome::holds;

  EXPECT_EQ(parsed_case(report, "sum.index/without-(k-l)-term").count("failure"), 1U);
}

TEST(Junit, IsAnErrorWhereSomethingIsUndecided) {
  Report report = sample_report();
  report.statements[0].verdict = Verdict::undecided;
  report.statements[0].standing = Standing::undecided;
  report.controls[1].outcome = ControlOutcome::undecided;

  EXPECT_EQ(parsed_case(report, "sum.transpose").count("error"), 1U);
  EXPECT_EQ(parsed_case(report, "sum.value/square").count("error"), 1U);
  EXPECT_EQ(attribute(parsed(to_junit(report)), "errors"), "2");
}

TEST(Junit, SkipsWhatIsInapplicableWithTheReason) {
  Report report = sample_report();
  report.statements[0].verdict = Verdict::inapplicable;
  report.statements[0].standing = Standing::inapplicable;
  report.statements[0].reason = "lambda = 0";

  const ptree one = parsed_case(report, "sum.transpose");

  EXPECT_EQ(attribute(one.get_child("skipped"), "message"), "expected holds, got inapplicable: lambda = 0");
  EXPECT_EQ(attribute(parsed(to_junit(report)).get_child("testsuite"), "skipped"), "1");
}

TEST(Junit, ASampleIsAnErrorOnlyWhereItWillNotDo) {
  Report report = sample_report();
  report.statements[1].verdict = Verdict::supported;
  report.statements[1].cases = {.decided = 3, .total = 7, .seed = 1, .verdict = Verdict::enclosed, .left_out = 4};

  EXPECT_EQ(parsed_case(report, "sum.index").count("error"), 0U);
  EXPECT_EQ(attribute(parsed_case(report, "sum.index", FailOn::supported).get_child("error"), "message"),
            "expected holds, got supported (3 of 7 enclosed)");
}

TEST(Junit, ARunThatWasStoppedIsAnError) {
  Report report = sample_report();
  EXPECT_THROW(parsed_case(report, "complete"), std::runtime_error);

  report.complete = false;

  EXPECT_EQ(parsed_case(report, "complete").count("error"), 1U);
}

TEST(Junit, HoldsTheInstancesOfASuiteAndItsControls) {
  Report second = sample_report();
  second.preamble.instance.name = "second";
  second.controls[0].outcome = ControlOutcome::undecided;

  const ptree tree = parsed(to_junit(suite_of({sample_report(), second})));

  // On `second` one control is undecided, which another instance makes good; the other is refuted nowhere.
  EXPECT_EQ(tree.count("testsuite"), 3U);
  EXPECT_EQ(attribute(tree, "errors"), "1");
  EXPECT_EQ(attribute(tree, "tests"), "12");
}

TEST(Junit, AControlThatIsRefutedNowhereInTheSuiteIsAnError) {
  const std::string text = to_junit(suite_of({sample_report()}));

  EXPECT_NE(text.find("<testcase classname=\"controls of the built-in suite\" name=\"sum.value/square\">\n"
                      "      <error message=\"refuted on no instance: indistinguishable\""),
            std::string::npos)
      << text;
}

TEST(Junit, ANameCannotForgeAnElement) {
  Report report = sample_report();
  report.preamble.instance.name = "\"/></testsuite><testsuite name=\"<&>'\n\x01\xff";

  const ptree tree = parsed(to_junit(report));

  EXPECT_EQ(tree.count("testsuite"), 1U);
  EXPECT_EQ(attribute(tree.get_child("testsuite"), "name"),
            "\"/></testsuite><testsuite name=\"<&>'\n\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(XmlText, IsReadBackAsItWasWritten) {
  EXPECT_EQ(xml_escaped("a<b>&\"c\""), "a&lt;b&gt;&amp;&quot;c&quot;");
  EXPECT_EQ(xml_escaped("\t\r\n"), "&#9;&#13;&#10;");
  EXPECT_EQ(xml_escaped("Müller, 数"), "Müller, 数");
  EXPECT_EQ(xml_escaped(""), "");
}

TEST(XmlText, ReplacesWhatXmlHasNoPlaceFor) {
  const std::string replacement = "\xEF\xBF\xBD";

  EXPECT_EQ(xml_escaped(std::string("a\0b", 3)), "a" + replacement + "b");
  EXPECT_EQ(xml_escaped("a\x1b"), "a" + replacement);
  EXPECT_EQ(xml_escaped("a\xffz"), "a" + replacement + "z");
  EXPECT_EQ(xml_escaped("\xEF\xBF\xBE"
                        "z\xEF\xBF\xBF"),
            replacement + "z" + replacement);
  EXPECT_EQ(xml_escaped("\xED\xA0\x80").find("\xED"), std::string::npos);  // half of a surrogate pair
}

}  // namespace
}  // namespace laecert::report
