#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "claims/verdict.hpp"
#include "numeric/rational.hpp"

namespace laecert::claims {

/// What one case came to.
struct Decision {
  Verdict verdict = Verdict::undecided;
  std::string margin = {};  // an enclosure of an exactly defined number, as it is printed
  std::string reason = {};  // why undecided or inapplicable, and what would decide it; the witness where refuted
};

/// One thing that a statement is decided on.
struct Case {
  std::string name;
  Decision decision;
};

/// Cases that are not told one by one: how many came to a verdict.
struct Tally {
  Verdict verdict = Verdict::undecided;
  std::size_t count = 0;
};

/// All that deciding a statement on one instance brought to light.
struct Finding {
  std::vector<Case> cases = {};
  std::vector<Tally> tallies = {};  // of the cases beside `cases`
  // The number of cases there are; nothing: those of `cases` and `tallies`; larger: these are a sample.
  std::optional<numeric::Integer> total = {};
  std::optional<std::uint64_t> seed = {};  // of the sample
  std::vector<std::string> by = {};        // lemmas and routes
  std::string margin = {};                 // overall; empty: that of the case that settles the verdict
  bool universal = false;                  // decided for all cases at once
  bool interrupted = false;                // a stop request came before it was decided as well as it could be
};

/// The finding of a statement whose hypothesis fails.
Finding inapplicable_finding(std::string reason);

/// Of how many cases the verdict speaks. Cases known to be inapplicable are in neither number.
struct CaseCount {
  std::size_t decided = 0;
  numeric::Integer total = 0;
  std::optional<std::uint64_t> seed = {};
  Verdict verdict = Verdict::undecided;  // over the cases decided; differs from the overall one for a sample only
  std::size_t inapplicable = 0;          // looked at and found inapplicable
  numeric::Integer left_out = 0;         // not looked at
  bool universal = false;                // decided for all cases at once

  /// Whether a proper subset of the cases was looked at.
  [[nodiscard]] bool partial() const { return left_out != 0; }

  friend bool operator==(const CaseCount&, const CaseCount&) = default;
};

/// Counts the cases of a finding.
/// Errors: PreconditionError where total is below the number of cases.
CaseCount count_cases(const Finding& finding);

/// The verdict of a whole finding: the least over its cases, and at most `supported` over a proper subset of them.
/// Guarantee: positive only if every applicable case looked at is; `enclosed` or `exact` only if no case was left out;
///            `inapplicable` only if there is no case, or all cases there are were found inapplicable.
/// Errors:    as count_cases.
Verdict overall_verdict(const Finding& finding);

/// The margin to print for a finding: its own, else that of the first case that has the least verdict and a margin,
/// with the name of that case where other cases have other margins.
std::string overall_margin(const Finding& finding);

/// Why a finding is refuted, undecided or inapplicable, from the first such case; empty for a positive verdict.
/// Errors: as count_cases.
std::string overall_reason(const Finding& finding);

}  // namespace laecert::claims
