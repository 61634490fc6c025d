#include "claims/summary.hpp"

#include <algorithm>

namespace laecert::claims {

namespace {

// What several outcomes of one control amount to: the later in this list wins.
int weight(ControlOutcome outcome) {
  switch (outcome) {
    case ControlOutcome::inapplicable:
      return 0;
    case ControlOutcome::indistinguishable:
      return 1;
    case ControlOutcome::undecided:
      return 2;
    case ControlOutcome::refuted:
      return 3;
    case ControlOutcome::holds:
      return 4;
  }
  throw PreconditionError("a control outcome is one of five");
}

void count(Summary& summary, const StatementResult& result) {
  summary.partial += is_positive(result.verdict) && result.cases.partial() ? 1U : 0U;
  summary.internal += result.internal ? 1U : 0U;
  switch (result.standing) {
    case Standing::as_expected:
      ++summary.as_expected;
      return;
    case Standing::not_as_expected:
      ++summary.not_as_expected;
      return;
    case Standing::undecided:
      ++summary.undecided;
      return;
    case Standing::inapplicable:
      ++summary.inapplicable;
      return;
  }
  throw PreconditionError("a standing is one of four");
}

void count(ControlCounts& counts, ControlOutcome outcome) {
  switch (outcome) {
    case ControlOutcome::undecided:
      ++counts.undecided;
      return;
    case ControlOutcome::refuted:
      ++counts.refuted;
      return;
    case ControlOutcome::indistinguishable:
      ++counts.indistinguishable;
      return;
    case ControlOutcome::holds:
      ++counts.holds;
      return;
    case ControlOutcome::inapplicable:
      ++counts.inapplicable;
      return;
  }
  throw PreconditionError("a control outcome is one of five");
}

}  // namespace

Summary summarize(std::span<const StatementResult> results) {
  Summary summary;
  for (const StatementResult& result : results) count(summary, result);
  return summary;
}

Summary operator+(const Summary& a, const Summary& b) {
  return {.as_expected = a.as_expected + b.as_expected,
          .not_as_expected = a.not_as_expected + b.not_as_expected,
          .undecided = a.undecided + b.undecided,
          .inapplicable = a.inapplicable + b.inapplicable,
          .partial = a.partial + b.partial,
          .internal = a.internal + b.internal};
}

ControlCounts count_outcomes(std::span<const ControlResult> controls) {
  ControlCounts counts;
  for (const ControlResult& control : controls) {
    count(counts, control.outcome);
    counts.internal += control.internal ? 1U : 0U;
  }
  return counts;
}

bool everything_inapplicable(const Summary& summary) {
  return summary.as_expected == 0 && summary.not_as_expected == 0 && summary.undecided == 0;
}

std::vector<ControlResult> over_suite(std::span<const ControlResult> controls) {
  std::vector<ControlResult> merged;
  for (const ControlResult& control : controls) {
    const auto known = std::find_if(merged.begin(), merged.end(),
                                    [&control](const ControlResult& other) { return other.id == control.id; });
    if (known == merged.end()) {
      merged.push_back(control);
    } else {
      known->internal = known->internal || control.internal;
      if (weight(control.outcome) > weight(known->outcome)) known->outcome = control.outcome;
    }
  }
  return merged;
}

int exit_code(const Summary& summary, const ControlCounts& controls, FailOn fail_on) {
  if (summary.internal > 0 || controls.internal > 0) return 70;
  if (summary.not_as_expected > 0 || controls.holds > 0) return 1;
  if (summary.undecided > 0 || controls.undecided > 0) return 2;
  return fail_on == FailOn::supported && summary.partial > 0 ? 2 : 0;
}

int suite_exit_code(const Summary& summary, const ControlCounts& controls, FailOn fail_on) {
  const int code = exit_code(summary, controls, fail_on);
  return code == 0 && (controls.indistinguishable > 0 || controls.inapplicable > 0) ? 2 : code;
}

}  // namespace laecert::claims
