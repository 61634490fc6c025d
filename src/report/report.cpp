#include "report/report.hpp"

namespace laecert::report {

Report report_of(claims::RunResult result) {
  Report report;
  report.complete = result.complete;
  report.summary = result.summary();
  report.not_proved = claims::not_proved_lines(result.statements);
  report.statements = std::move(result.statements);
  report.known_false = std::move(result.known_false);
  report.controls = std::move(result.controls);
  return report;
}

SuiteReport suite_of(std::vector<Report> reports) {
  SuiteReport suite;
  std::vector<claims::ControlResult> controls;
  for (const Report& report : reports) {
    suite.complete = suite.complete && report.complete;
    suite.summary = suite.summary + report.summary;
    controls.insert(controls.end(), report.controls.begin(), report.controls.end());
  }
  suite.controls = claims::over_suite(controls);
  if (!reports.empty()) suite.versions = reports.front().preamble.versions;
  suite.reports = std::move(reports);
  return suite;
}

}  // namespace laecert::report
