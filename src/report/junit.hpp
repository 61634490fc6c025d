#pragma once

#include <string>

#include "claims/summary.hpp"
#include "report/report.hpp"

namespace laecert::report {

/// The report as JUnit XML, the form that CI servers read: a testsuite for the instance, a testcase for each statement,
/// each statement known false and each control.
///
/// A testcase fails where a statement is not as expected or a control holds; it is an error where something is
/// undecided, with FailOn::supported also a verdict over a part of the cases, and where the run was stopped; it is
/// skipped where it is inapplicable. Each says why.
/// Guarantee: the same bytes for the same report: no time, no host. No failure and no error exactly where the exit code
///            is 0.
std::string to_junit(const Report& report, claims::FailOn fail_on = claims::FailOn::undecided);

/// The same of a suite: a testsuite for each instance, and one for the controls over all of them, where a control that
/// is refuted on no instance is an error.
std::string to_junit(const SuiteReport& suite, claims::FailOn fail_on = claims::FailOn::undecided);

}  // namespace laecert::report
