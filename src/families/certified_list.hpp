#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "certify/block_inertia.hpp"
#include "certify/certify.hpp"
#include "claims/parallel.hpp"
#include "families/effort.hpp"
#include "numeric/outcome.hpp"
#include "problem/instance.hpp"
#include "theory/lae/manifolds.hpp"
#include "theory/spectrum.hpp"

namespace laecert::checks {

using numeric::Ball;
using numeric::Integer;
using numeric::Matrix;
using numeric::Precision;
using numeric::Rational;
using numeric::Vector;

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

/// The manifold that a record is about.
inline const theory::Manifold& manifold_in(const ManifoldRecord& record) { return record.manifold; }

/// Is called for one manifold after the other; false: no more of them.
using ManifoldVisitor = std::function<bool(const theory::Manifold&)>;
using VisitManifolds = std::function<void(const ManifoldVisitor&)>;

/// The list of manifolds that a theory gives a loss on an instance; empty where it has none.
struct PredictedList {
  Integer count = 0;
  // The first of them, all without a limit, in the order of reports.
  std::function<std::vector<theory::Manifold>(std::optional<Index> limit)> manifolds = {};
  // All of them in that order, without a list; may be missing.
  VisitManifolds visit = {};
  // Distinct ones, in that order.
  std::function<std::vector<theory::Manifold>(Index count, std::uint64_t seed)> sample = {};
};

/// What the block route decided: the inertia on every manifold that was selected. The records of the list are those
/// that the dense route decided as well, with the same inertia.
struct DecidedByBlocks {
  std::shared_ptr<const certify::BlockInertia> blocks;
  VisitManifolds manifolds;  // those selected, in the order of reports
  Integer count = 0;         // of them
  Index checked = 0;         // by the dense route as well
};

/// A loss on one instance, of whatever family: its hypotheses decided, its manifolds listed (or sampled) and certified.
/// A family's context is this and what is particular to it.
struct CertifiedList {
  std::string name;  // of the loss, as --loss has it
  problem::Instance instance;
  Effort effort = {};
  std::vector<Hypothesis> hypotheses = {};
  std::optional<std::string> inapplicable = {};   // the hypothesis that fails
  std::optional<std::string> undecided = {};      // why the hypotheses could not be decided
  std::optional<theory::Spectrum> spectrum = {};  // present unless `undecided`
  PredictedList predicted = {};
  std::vector<ManifoldRecord> records = {};
  std::optional<DecidedByBlocks> by_blocks = {};  // nothing: by the dense route alone
  Integer manifold_count = 0;
  bool sampled = false;      // a proper part of the manifolds has records
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

/// Decides the spectrum of the instance, once for all losses.
Outcome<theory::Spectrum> decide_spectrum(const problem::Instance& instance, const Effort& effort);

/// What the effort allows of `certify` for a record of the list.
certify::CertifyOptions certify_options(const CertifiedList& list);

/// Why a problem is too large for the dense route, the only one there is: its unknowns, or the entries of its tangents.
std::optional<Reason> dense_route_too_large(Index dimension, Index generators);

/// Why a certified critical point is not proved to lie on a manifold; nothing where it is.
using MembershipProof = std::function<std::optional<Reason>(const theory::Manifold&, const Vector<Ball>& point)>;

/// What `certify` makes of the point that is proposed on a manifold; a certified point that is not proved to lie on
/// this manifold counts as none.
ManifoldRecord certify_on(const theory::Manifold& manifold, const Vector<Rational>& proposed,
                          certify::Evaluator& evaluator, const MembershipProof& prove_membership,
                          const certify::CertifyOptions& options);

/// How the Hessians of a loss are decided by blocks on an instance, where its family offers its formulas.
struct BlockOffer {
  Index dimension = 0;  // N
  /// All signs decided, or why not.
  std::function<Outcome<certify::BlockInertia>()> decide = {};
};

/// Fills in the records of the manifolds that the effort selects, `make` each. Where blocks are offered, and the effort
/// asks for them or there are many or large Hessians to decide, `by_blocks` instead, and the records of a sample.
/// Requires:  list.predicted; list.manifold_count is its count.
/// Guarantee: the same records for any number of jobs.
/// Errors:    UsageError for a selection of ranks outside 0..k, or of more manifolds than memory holds; BlocksDisagree.
void certify_records(CertifiedList& list, const std::function<ManifoldRecord(const theory::Manifold&)>& make,
                     const claims::MapOptions& map, const BlockOffer& offer = {});

}  // namespace laecert::checks
