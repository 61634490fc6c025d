#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "numeric/matrix.hpp"
#include "theory/lae/manifolds.hpp"

// The critical points of `unequal` (docs/theory.md section 9). A listed Manifold is a partial injection from units to
// indices with the 2^l points that differ by signs of the active units: its index_set has an entry for each unit, the
// index that the unit takes, 0 where it is inactive; its rank is the number l of active units.

namespace laecert::theory {

/// All that the list depends on: m, the penalties, distinct, and for each unit a how many eigenvalues lie above
/// lambda_a, which are distinct. Requires of all functions below: as many entries in both, 0 <= reach[a] <= m, a larger
/// penalty never reaching farther.
struct UnitProfile {
  Index m = 1;
  std::vector<numeric::Rational> penalties = {};
  std::vector<Index> reach = {};

  [[nodiscard]] Index k() const { return static_cast<Index>(penalties.size()); }
};

/// The index as predicted, and the plausible mistakes that must come out refuted.
enum class UnitIndexRule : std::int8_t {
  predicted,
  without_idle_pairs,    // without #{(a, b): a inactive, b active, lambda_a < lambda_b}
  without_crossed_pairs  // without #{(a, b) active: lambda_a < lambda_b, s_pi(a) < s_pi(b)}
};

/// The index at an injection: sum over active a of #{j not taken: s_j > s_pi(a)}, over inactive a of #{j not taken: s_j
/// > lambda_a}, and the two counts of pairs of units of the rule.
Index predict_unit_index(const UnitProfile& profile, const std::vector<Index>& units,
                         UnitIndexRule rule = UnitIndexRule::predicted);

/// The point, isolated but for signs, with its index. Requires: units a partial injection within reach.
Manifold predict_injection(const UnitProfile& profile, const std::vector<Index>& units);

/// The same for a given list: units beyond its end are inactive.
/// Errors: UsageError for an index outside 0..m, one that is taken twice, or more entries than units; the reason where
///         an index lies beyond the reach of its unit.
Outcome<Manifold> injection_of(const UnitProfile& profile, std::vector<Index> units);

/// All of them by rank, then in lexicographic order; the first `limit` of them where one is given.
std::vector<Manifold> predict_injections(const UnitProfile& profile, std::optional<Index> limit = {});

/// How many there are of each rank 0..k, and in all, without enumeration.
std::vector<Integer> count_injections_by_rank(const UnitProfile& profile);
Integer count_injections(const UnitProfile& profile);

/// The only one of index 0: units by increasing penalty on indices in increasing order, while within reach.
Manifold predict_unit_minimum(const UnitProfile& profile);

/// Distinct ones in the order of predict_injections: as many of each rank as of any other, the rest of the largest
/// ranks, always with the minimum; all where there are no more. Requires: count >= 1. Errors: PreconditionError.
std::vector<Manifold> sample_injections(const UnitProfile& profile, Index count, std::uint64_t seed);

}  // namespace laecert::theory
