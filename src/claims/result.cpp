#include "claims/result.hpp"

namespace laecert::claims {

namespace {

// Why a positive verdict does not meet its expectation; empty where it does.
std::string shortfall(const StatementResult& result) {
  if (result.standing != Standing::undecided || !is_positive(result.verdict)) return {};
  if (result.info.expected == Expected::refuted) return "no refuting witness was found";
  return std::string(to_string(result.cases.verdict)) + " is below the floor " + std::string(to_string(result.floor));
}

std::string seed_text(const CaseCount& cases) {
  return cases.seed ? " (seed " + std::to_string(*cases.seed) + ")" : std::string();
}

std::string left_out(const CaseCount& cases) {
  return cases.left_out.str() + " of " + cases.total.str() + " cases were not sampled" + seed_text(cases);
}

}  // namespace

std::string_view to_string(Expected expected) {
  switch (expected) {
    case Expected::holds:
      return "holds";
    case Expected::refuted:
      return "refuted";
  }
  throw PreconditionError("an expected value is holds or refuted");
}

std::string_view to_string(Standing standing) {
  switch (standing) {
    case Standing::undecided:
      return "undecided";
    case Standing::as_expected:
      return "as expected";
    case Standing::not_as_expected:
      return "not";
    case Standing::inapplicable:
      return "inapplicable";
  }
  throw PreconditionError("a standing is one of four");
}

std::string_view to_string(ControlOutcome outcome) {
  switch (outcome) {
    case ControlOutcome::undecided:
      return "undecided";
    case ControlOutcome::refuted:
      return "refuted";
    case ControlOutcome::indistinguishable:
      return "indistinguishable";
    case ControlOutcome::holds:
      return "holds";
    case ControlOutcome::inapplicable:
      return "inapplicable";
  }
  throw PreconditionError("a control outcome is one of five");
}

Verdict effective_floor(const Floors& floors, bool exact_instance, std::optional<Verdict> evidence) {
  const Verdict floor = exact_instance ? floors.exact : floors.real;
  if (!evidence) return floor;
  if (!is_positive(*evidence)) {
    throw PreconditionError("evidence is supported, enclosed or exact, not " + std::string(to_string(*evidence)));
  }
  return least(floor, *evidence);
}

Standing standing_of(Expected expected, Verdict verdict, Verdict cases, Verdict floor) {
  if (verdict == Verdict::inapplicable) return Standing::inapplicable;
  if (expected == Expected::refuted) {
    if (verdict == Verdict::refuted) return Standing::as_expected;
    return is_proof(verdict) ? Standing::not_as_expected : Standing::undecided;
  }
  if (verdict == Verdict::refuted) return Standing::not_as_expected;
  return is_positive(verdict) && meets(cases, floor) ? Standing::as_expected : Standing::undecided;
}

StatementResult judge(const StatementInfo& info, const Finding& finding, Verdict floor) {
  StatementResult result{.info = info,
                         .floor = floor,
                         .verdict = overall_verdict(finding),
                         .cases = count_cases(finding),
                         .by = finding.by,
                         .margin = overall_margin(finding),
                         .reason = overall_reason(finding)};
  result.standing = standing_of(info.expected, result.verdict, result.cases.verdict, floor);
  if (result.reason.empty()) result.reason = shortfall(result);
  return result;
}

StatementResult unreached(const StatementInfo& info, Verdict floor) {
  StatementResult result;
  result.info = info;
  result.floor = floor;
  result.reason = "the run was stopped before it was decided";
  return result;
}

StatementResult failed(const StatementInfo& info, Verdict floor, const std::string& what) {
  StatementResult result;
  result.info = info;
  result.floor = floor;
  result.reason = "internal: " + what;
  result.internal = true;
  return result;
}

ControlOutcome outcome_of(const Finding& finding, bool indistinguishable) {
  const Verdict verdict = overall_verdict(finding);
  if (verdict == Verdict::refuted) return ControlOutcome::refuted;
  if (verdict == Verdict::inapplicable) return ControlOutcome::inapplicable;
  if (indistinguishable) return ControlOutcome::indistinguishable;
  return is_proof(verdict) ? ControlOutcome::holds : ControlOutcome::undecided;
}

std::string cases_text(const CaseCount& cases) {
  return cases.universal ? "all" : std::to_string(cases.decided) + " of " + cases.total.str();
}

std::string got_text(const StatementResult& result) {
  const std::string name(to_string(result.verdict));
  if (!(result.cases.partial() && is_positive(result.verdict))) return name;
  return name + " (" + std::to_string(result.cases.decided) + " of " + result.cases.total.str() + " " +
         std::string(to_string(result.cases.verdict)) + ")";
}

std::vector<std::string> not_proved_lines(std::span<const StatementResult> results) {
  std::vector<std::string> lines;
  for (const StatementResult& result : results) {
    const std::string id = result.info.id + ": ";
    if (result.verdict == Verdict::inapplicable) {
      lines.push_back(id + "inapplicable, " + result.reason);
      continue;
    }
    if (result.cases.partial()) lines.push_back(id + left_out(result.cases));
    if (result.cases.inapplicable > 0)
      lines.push_back(id + std::to_string(result.cases.inapplicable) + " inapplicable cases left out");
  }
  return lines;
}

}  // namespace laecert::claims
