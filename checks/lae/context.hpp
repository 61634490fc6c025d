#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "certify/certified_point.hpp"
#include "checks/lae/listed_theory.hpp"
#include "claims/parallel.hpp"
#include "claims/verdict.hpp"
#include "numeric/outcome.hpp"
#include "problem/families/lae/loss.hpp"
#include "theory/lae/manifolds.hpp"
#include "theory/lae/predictions.hpp"
#include "theory/spectrum.hpp"

namespace laecert::checks {

using numeric::Ball;
using numeric::Index;
using numeric::Integer;
using numeric::Matrix;
using numeric::Precision;
using numeric::Rational;
using numeric::Vector;

/// Which manifolds of an instance are looked at.
struct Selection {
  enum class Kind : std::int8_t { automatic, all, sample, ranks, none } kind = Kind::automatic;
  Index count = 200;                    // of a sample
  Index first_rank = 0, last_rank = 0;  // of `ranks`
};

/// How precisely, with how many threads, and by which routes.
struct Effort {
  long digits = 30;
  long max_digits = 200;
  int jobs = 1;
  std::uint64_t seed = 1;
  Selection manifolds = {};
  std::optional<claims::Verdict> evidence = {};  // only routes that give at most this; nothing: every route
};

/// A hypothesis of the theory, decided on the instance.
struct Hypothesis {
  std::string text;
  claims::Verdict verdict = claims::Verdict::undecided;
  std::string margin;
};

/// A predicted manifold, the approximate point that the theory proposes on it, and what `certify` proved there without
/// seeing the prediction.
struct ManifoldRecord {
  theory::Manifold manifold;
  Vector<Rational> proposed;
  Outcome<certify::CertifiedPoint> certified;
};

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
struct LaeContext {
  theory::Loss loss = theory::Loss::sum;
  problem::Instance instance;
  problem::LaeProblem problem;
  Effort effort;
  ListedTheory theory = {};
  DecidedIdentities identities;
  std::vector<Hypothesis> hypotheses;
  std::optional<std::string> inapplicable;   // the hypothesis of section 1 that fails
  std::optional<std::string> undecided;      // why the hypotheses could not be decided
  std::optional<theory::Spectrum> spectrum;  // present unless `undecided`
  theory::Profile profile;
  std::vector<ManifoldRecord> records;
  Integer manifold_count = 0;
  bool sampled = false;      // a proper part of the manifolds was looked at
  bool interrupted = false;  // a stop was requested before all of them were

  /// Whether a route that gives this verdict may be used.
  [[nodiscard]] bool allows(claims::Verdict verdict) const { return !effort.evidence || verdict <= *effort.evidence; }
  /// Whether the theory has a list of manifolds here: its hypotheses hold.
  [[nodiscard]] bool has_manifolds() const { return !inapplicable && !undecided; }
  /// Whether the points are rational and may be treated as such.
  [[nodiscard]] bool is_exact_instance() const {
    return instance.rational_spectrum().has_value() && allows(claims::Verdict::exact);
  }
};

/// What a context is made with, beside the instance and the effort.
struct ContextOptions {
  claims::MapOptions map = {};
  ListedTheory theory = {};
};

/// Told each context when its records are complete: for what is written beside a report.
using ContextObserver = std::function<void(const LaeContext&)>;

/// Decides the spectrum of the instance, once for all losses.
Outcome<theory::Spectrum> decide_spectrum(const problem::Instance& instance, const Effort& effort);

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

/// Why a problem is too large for the dense route, the only one there is: its unknowns, or the entries of its tangents.
std::optional<Reason> dense_route_too_large(const problem::LaeProblem& problem);

/// The point that the theory proposes on a manifold, and what `certify` makes of it; a certified point that is not
/// proved to lie on this manifold counts as none.
ManifoldRecord certify_manifold(const LaeContext& context, const theory::Manifold& manifold, const theory::Frame& frame,
                                const certify::CertifyOptions& options);

}  // namespace laecert::checks
