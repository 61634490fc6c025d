#include "report/junit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/xml_text.hpp"

namespace laecert::report {
namespace {

using claims::ControlOutcome;
using claims::ControlResult;
using claims::FailOn;
using claims::Standing;
using claims::StatementResult;

enum class State : std::int8_t { error, failure, skipped, passed };

struct TestCase {
  std::string name;
  State state = State::error;
  std::string type = {};     // the verdict or outcome
  std::string message = {};  // why it did not pass
  std::string detail = {};   // what was asked
};

struct TestSuite {
  std::string name;
  std::vector<TestCase> cases = {};
};

State state_of(const StatementResult& result, FailOn fail_on) {
  switch (result.standing) {
    case Standing::as_expected:
      break;
    case Standing::not_as_expected:
      return State::failure;
    case Standing::undecided:
      return State::error;
    case Standing::inapplicable:
      return State::skipped;
  }
  const bool partial = claims::is_positive(result.verdict) && result.cases.partial();
  return fail_on == FailOn::supported && partial ? State::error : State::passed;
}

State state_of(ControlOutcome outcome) {
  switch (outcome) {
    case ControlOutcome::undecided:
      return State::error;
    case ControlOutcome::holds:
      return State::failure;
    case ControlOutcome::inapplicable:
      return State::skipped;
    case ControlOutcome::refuted:
    case ControlOutcome::indistinguishable:
      return State::passed;
  }
  throw PreconditionError("a control outcome is one of five");
}

std::string got(const StatementResult& result) {
  const std::string text = fmt::format("expected {}, got {}", to_string(result.info.expected), got_text(result));
  return result.reason.empty() ? text : fmt::format("{}: {}", text, result.reason);
}

TestCase statement_case(const StatementResult& result, FailOn fail_on) {
  return {.name = result.info.id,
          .state = state_of(result, fail_on),
          .type = std::string(claims::to_string(result.verdict)),
          .message = got(result),
          .detail = result.info.proposition};
}

TestCase control_case(const ControlResult& control) {
  return {.name = control.id,
          .state = state_of(control.outcome),
          .type = std::string(to_string(control.outcome)),
          .message = fmt::format("a wrong twin, to be refuted, came out {}", to_string(control.outcome)),
          .detail = control.text};
}

// Over a suite every control must be refuted somewhere.
TestCase suite_control_case(const ControlResult& control) {
  TestCase one = control_case(control);
  if (control.outcome != ControlOutcome::refuted && control.outcome != ControlOutcome::holds) {
    one.state = State::error;
    one.message = fmt::format("refuted on no instance: {}", to_string(control.outcome));
  }
  return one;
}

// What is undecided on one instance of a suite is judged over the suite.
TestCase left_to_suite(TestCase one) {
  if (one.state != State::error) return one;
  one.state = State::skipped;
  one.message = "undecided here; judged over the suite";
  return one;
}

TestCase stopped_case() {
  return {.name = "complete",
          .state = State::error,
          .type = "stopped",
          .message = "stopped before the end; what was not reached is undecided"};
}

TestSuite statements_suite(const Report& report, FailOn fail_on) {
  TestSuite suite{.name = report.preamble.instance.name};
  for (const StatementResult& one : report.statements) suite.cases.push_back(statement_case(one, fail_on));
  for (const StatementResult& one : report.known_false) suite.cases.push_back(statement_case(one, fail_on));
  if (!report.complete) suite.cases.push_back(stopped_case());
  return suite;
}

std::ptrdiff_t count(const TestSuite& suite, State state) {
  return std::count_if(suite.cases.begin(), suite.cases.end(), [&](const TestCase& one) { return one.state == state; });
}

std::string case_text(const TestSuite& suite, const TestCase& one) {
  const std::string head =
      fmt::format(R"(    <testcase classname="{}" name="{}")", xml_escaped(suite.name), xml_escaped(one.name));
  if (one.state == State::passed) return head + "/>\n";
  const std::string message = xml_escaped(one.message);
  if (one.state == State::skipped) {
    return fmt::format("{}>\n      <skipped message=\"{}\"/>\n    </testcase>\n", head, message);
  }
  const char* element = one.state == State::failure ? "failure" : "error";
  return fmt::format("{0}>\n      <{1} message=\"{2}\" type=\"{3}\">{4}</{1}>\n    </testcase>\n", head, element,
                     message, xml_escaped(one.type), xml_escaped(one.detail));
}

std::string suite_text(const TestSuite& suite) {
  std::string text = fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n", xml_escaped(suite.name),
      suite.cases.size(), count(suite, State::failure), count(suite, State::error), count(suite, State::skipped));
  for (const TestCase& one : suite.cases) text += case_text(suite, one);
  return text + "  </testsuite>\n";
}

std::string document_text(const std::vector<TestSuite>& suites) {
  std::size_t tests = 0;
  std::ptrdiff_t failures = 0;
  std::ptrdiff_t errors = 0;
  std::string body;
  for (const TestSuite& suite : suites) {
    tests += suite.cases.size();
    failures += count(suite, State::failure);
    errors += count(suite, State::error);
    body += suite_text(suite);
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"laecert\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n{}</testsuites>\n",
      tests, failures, errors, body);
}

}  // namespace

std::string to_junit(const Report& report, FailOn fail_on) {
  TestSuite suite = statements_suite(report, fail_on);
  for (const ControlResult& one : report.controls) suite.cases.push_back(control_case(one));
  return document_text({std::move(suite)});
}

std::string to_junit(const SuiteReport& suite, FailOn fail_on) {
  std::vector<TestSuite> suites;
  suites.reserve(suite.reports.size() + 1);
  for (const Report& report : suite.reports) {
    suites.push_back(statements_suite(report, fail_on));
    for (const ControlResult& one : report.controls) suites.back().cases.push_back(left_to_suite(control_case(one)));
  }
  TestSuite controls{.name = "controls of the built-in suite"};
  for (const ControlResult& one : suite.controls) controls.cases.push_back(suite_control_case(one));
  suites.push_back(std::move(controls));
  return document_text(suites);
}

}  // namespace laecert::report
