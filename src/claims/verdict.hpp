#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace laecert::claims {

/// What was decided, from worst to best, and `inapplicable` beside them.
///
/// Laws: a value-initialized verdict is `undecided`; the order of the first five is the order of the numbers.
enum class Verdict : std::int8_t {
  refuted = -1,
  undecided = 0,
  supported = 1,
  enclosed = 2,
  exact = 3,
  inapplicable = 4
};

/// The name as it is printed: "refuted", "undecided", "supported", "enclosed", "exact" or "inapplicable".
std::string_view to_string(Verdict verdict);

/// The verdict of that name; empty for every other text.
std::optional<Verdict> verdict_from(std::string_view name);

/// The lesser of two verdicts; `inapplicable` is neutral.
Verdict least(Verdict a, Verdict b);

/// The least of the verdicts, `inapplicable` ones left out.
/// Guarantee: `inapplicable` where nothing is left; otherwise at most every applicable entry.
Verdict least(std::span<const Verdict> verdicts);

/// Whether the verdict says that something holds: `supported`, `enclosed` or `exact`.
bool is_positive(Verdict verdict);

/// Whether the verdict is a proof that something holds: `enclosed` or `exact`.
bool is_proof(Verdict verdict);

/// Whether the verdict is positive and not below the floor.
/// Requires:  a positive floor.
/// Errors:    PreconditionError naming the floor.
bool meets(Verdict verdict, Verdict floor);

}  // namespace laecert::claims
