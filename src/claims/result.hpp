#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claims/statement.hpp"

namespace laecert::claims {

/// How a verdict stands to what was expected.
enum class Standing : std::int8_t { undecided, as_expected, not_as_expected, inapplicable };

/// "as expected", "not", "undecided" or "inapplicable".
std::string_view to_string(Standing standing);

/// What a control came to.
enum class ControlOutcome : std::int8_t { undecided, refuted, indistinguishable, holds, inapplicable };

/// "refuted", "indistinguishable", "holds", "undecided" or "inapplicable".
std::string_view to_string(ControlOutcome outcome);

/// A statement decided on one instance.
struct StatementResult {
  StatementInfo info = {};
  Verdict floor = Verdict::exact;  // the one that applied
  Verdict verdict = Verdict::undecided;
  CaseCount cases = {};
  std::vector<std::string> by = {};
  std::string margin = {};
  std::string reason = {};
  Standing standing = Standing::undecided;
  bool internal = false;  // deciding it failed inside: undecided, exit code 70
};

/// A control decided on one instance.
struct ControlResult {
  std::string id;
  std::string text = {};
  ControlOutcome outcome = ControlOutcome::undecided;
  bool internal = false;  // as of a statement

  friend bool operator==(const ControlResult&, const ControlResult&) = default;
};

/// The floor that applies: that of exact or of real input, lowered to `evidence` where it is above it.
/// Requires:  evidence, where given, positive.
/// Errors:    PreconditionError otherwise.
Verdict effective_floor(const Floors& floors, bool exact_instance, std::optional<Verdict> evidence);

/// How a verdict stands to the expected value.
/// Guarantee: `as_expected` only for `holds` with a positive verdict whose decided cases reach the floor, or for
///            `refuted` with a refutation; a proof of what should be refuted, and a refutation of what should hold,
///            are `not_as_expected`.
/// Requires:  cases, the verdict over the cases decided: equal to `verdict`, or at least it for a sample.
Standing standing_of(Expected expected, Verdict verdict, Verdict cases, Verdict floor);

/// Judges a finding against the expected value and the floor.
/// Errors: PreconditionError for a malformed finding.
StatementResult judge(const StatementInfo& info, const Finding& finding, Verdict floor);

/// The result of a statement that a stopped run did not reach: undecided, with the reason.
StatementResult unreached(const StatementInfo& info, Verdict floor);

/// The result of a statement whose decision failed inside: undecided, `internal`, with what went wrong.
StatementResult failed(const StatementInfo& info, Verdict floor, const std::string& what);

/// What a control came to, from the finding about the wrong twin.
/// Guarantee: `refuted` only from a refuting case; `holds` for a proof over all cases.
/// Requires:  `indistinguishable` only if the predictions of the twin were proved equal to the true ones on every case.
ControlOutcome outcome_of(const Finding& finding, bool indistinguishable);

/// The verdict as it is printed: for a sample "supported (200 of 19650 enclosed)", else the name.
std::string got_text(const StatementResult& result);

/// The cases as they are printed: "all", or "7 of 12".
std::string cases_text(const CaseCount& cases);

/// What the results leave unproved: inapplicable statements and cases, and the part that was not sampled; one line
/// each.
std::vector<std::string> not_proved_lines(std::span<const StatementResult> results);

}  // namespace laecert::claims
