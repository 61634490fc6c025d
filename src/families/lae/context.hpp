#pragma once

#include <optional>
#include <stop_token>

#include "families/certified_list.hpp"
#include "families/lae/listed_theory.hpp"
#include "problem/families/lae/loss.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::checks {

/// The identities behind the lemmas of reports/method.md, each decided once by normal form.
struct DecidedIdentities {
  bool balance = false;       // (1) to (4) of `sum`
  bool completeness = false;  // every step of the proof that the list is complete
  bool gradients = false;     // the gradients in the identities are those of the loss
  bool converse = false;      // the listed points are critical, and W2 W1 there
  [[nodiscard]] bool list_is_complete() const { return completeness && gradients; }
};

DecidedIdentities decide_identities(theory::Loss loss);

/// A loss on one instance: its hypotheses decided, its manifolds listed (or sampled) and certified.
struct LaeContext : CertifiedList {
  theory::Loss loss = theory::Loss::sum;
  problem::LaeProblem problem;
  ListedTheory theory = {};
  DecidedIdentities identities = {};
  theory::Profile profile = {};  // present where the theory has a list
  std::stop_token stop = {};     // ends what is decided again and again
};

/// What a context is made with, beside the instance and the effort.
struct ContextOptions {
  claims::MapOptions map = {};
  ListedTheory theory = {};
};

/// Decides the hypotheses of the loss and certifies a point on each selected manifold.
/// Requires:  spectrum = decide_spectrum(instance, effort).
/// Guarantee: the same context for any number of jobs.
/// Errors:    UsageError for a selection of ranks outside 0..k.
LaeContext make_lae_context(theory::Loss loss, const problem::Instance& instance,
                            const Outcome<theory::Spectrum>& spectrum, const Effort& effort,
                            const ContextOptions& options = {});
/// The same, which decides the spectrum itself.
LaeContext make_lae_context(theory::Loss loss, const problem::Instance& instance, const Effort& effort);

/// The loss of the theory as a problem.
problem::Regularization regularization_of(theory::Loss loss);

/// Why the loss is too large for the dense route.
std::optional<Reason> dense_route_too_large(const problem::LaeProblem& problem);

/// The list that a theory gives manifolds of this profile.
PredictedList predicted_list(const theory::Profile& profile, const ListedTheory& theory);

/// The canonical frame, or a random one with this seed.
theory::Frame chosen_frame(theory::Loss loss, Index k, Index rank, std::optional<std::uint64_t> seed);

/// The point that the theory proposes on a manifold, and what `certify` makes of it; a certified point that is not
/// proved to lie on this manifold counts as none.
ManifoldRecord certify_manifold(const LaeContext& context, const theory::Manifold& manifold, const theory::Frame& frame,
                                const certify::CertifyOptions& options);

}  // namespace laecert::checks
