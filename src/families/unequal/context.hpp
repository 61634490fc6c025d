#pragma once

#include <optional>
#include <vector>

#include "families/certified_list.hpp"
#include "families/unequal/theory.hpp"
#include "problem/families/unequal/loss.hpp"

namespace laecert::checks {

/// The identities behind the lemmas on `unequal`, each decided once by normal form.
struct UnequalIdentities {
  bool gradients = false;     // the gradients in the identities are those of the loss
  bool completeness = false;  // every step of the proof that the list is complete
  bool converse = false;      // the listed points are critical
  [[nodiscard]] bool list_is_complete() const { return completeness && gradients; }
};

/// The loss `unequal` on one instance: its hypotheses decided, its injections listed (or sampled) and certified.
struct UnequalContext : CertifiedList {
  std::optional<problem::UnequalProblem> problem = {};  // where the units have penalties
  UnequalTheory theory = {};
  UnequalIdentities identities = {};
  theory::UnitProfile profile = {};  // present where the theory has a list
  bool is_rational = false;          // the points of every injection are

  [[nodiscard]] Index m() const { return instance.m(); }
  [[nodiscard]] Index k() const { return instance.k(); }
};

/// Decides the hypotheses and certifies a point of each selected injection.
/// spectrum:  of the instance, with its lambda; decided anew where the least penalty is another number.
/// Guarantee: the same context for any number of jobs.
/// Errors:    UsageError for a selection of ranks outside 0..k.
UnequalContext make_unequal_context(const problem::Instance& instance, const Outcome<theory::Spectrum>& spectrum,
                                    const Effort& effort, const UnequalTheory& theory = {},
                                    const claims::MapOptions& map = {});
/// The same, which decides the spectrum itself.
UnequalContext make_unequal_context(const problem::Instance& instance, const Effort& effort,
                                    const UnequalTheory& theory = {});

/// The point that the theory proposes, active units of positive sign; with a seed, of random signs.
Vector<Rational> propose_units(const UnequalContext& context, const theory::Manifold& manifold,
                               std::optional<std::uint64_t> sign_seed);

}  // namespace laecert::checks
