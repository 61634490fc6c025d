#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "claims/result.hpp"

namespace laecert::claims {

/// The standings of statements, counted.
struct Summary {
  std::size_t as_expected = 0;
  std::size_t not_as_expected = 0;
  std::size_t undecided = 0;
  std::size_t inapplicable = 0;
  std::size_t partial = 0;   // of all these, those decided on a proper subset of their cases
  std::size_t internal = 0;  // of those undecided, those that failed inside

  friend bool operator==(const Summary&, const Summary&) = default;
};

/// The outcomes of controls, counted.
struct ControlCounts {
  std::size_t refuted = 0;
  std::size_t indistinguishable = 0;
  std::size_t holds = 0;
  std::size_t undecided = 0;
  std::size_t inapplicable = 0;
  std::size_t internal = 0;  // of those undecided

  friend bool operator==(const ControlCounts&, const ControlCounts&) = default;
};

/// What makes a run fail that contradicts nothing.
enum class FailOn : std::int8_t { undecided, supported };

Summary summarize(std::span<const StatementResult> results);
Summary operator+(const Summary& a, const Summary& b);
ControlCounts count_outcomes(std::span<const ControlResult> controls);

/// Whether no statement could be applied: the command line then warns.
bool everything_inapplicable(const Summary& summary);

/// Counts controls over several instances: one entry for each id, in order of first appearance.
/// Guarantee: `holds` where any holds; else `refuted` where any is; else `undecided` where any is; else
///            `indistinguishable` where any is; else `inapplicable`.
std::vector<ControlResult> over_suite(std::span<const ControlResult> controls);

/// The exit code of one run: 70 where a decision failed inside, else 1 for a contradiction, 2 for something undecided,
/// else 0. Guarantee: 0 only if no statement and no control is undecided or contradicted; with FailOn::supported, 0
/// only if no
///            verdict is over a part of the cases.
int exit_code(const Summary& summary, const ControlCounts& controls, FailOn fail_on);

/// The exit code of the suite, from controls counted over it: as exit_code, and each control must be refuted.
int suite_exit_code(const Summary& summary, const ControlCounts& controls, FailOn fail_on);

}  // namespace laecert::claims
