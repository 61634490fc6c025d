#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "checks/lae/context.hpp"
#include "checks/own_instance.hpp"
#include "claims/statement.hpp"

namespace laecert::checks {

using claims::Case;
using claims::Decision;
using claims::Finding;
using claims::Verdict;
using theory::Loss;
using LaeStatement = claims::Statement<LaeContext>;
using LaeControl = claims::Control<LaeContext>;

/// The name of a case: "{1,3}", or "(2,0,1)" for a rank vector.
std::string case_name(const theory::Manifold& manifold);

/// What a proof about a certified point is worth: `exact` at a rational critical point, else `enclosed`.
Verdict proof_verdict(const certify::CertifiedPoint& certified);

/// A positive decision of that worth, or a refutation with its witness.
Decision decide_equal(bool equal, Verdict proof, std::string witness);

/// "sum.index" and the like.
std::string statement_id(Loss loss, const std::string& name);
/// The hypotheses of docs/theory.md section 1 in words.
std::string section_one_text(Loss loss);
/// The lemmas behind "every critical point is in the list", and behind "the listed points are critical".
std::vector<std::string> completeness_lemmas(Loss loss);
std::string converse_lemma(Loss loss);

/// What a statement asks of the instance: nothing, lambda > 0 alone, or all of docs/theory.md section 1.
enum class Needs : std::int8_t { nothing, positive_lambda, section_one };

/// The finding where a hypothesis fails or is undecided; nothing where all hold.
std::optional<Finding> blocked(const LaeContext& context, Needs needs = Needs::section_one);

/// Decides one case for each manifold looked at; a manifold without a certified point is undecided, with the reason.
/// records: the manifolds of the context, with the points of its loss or of another function.
/// decide: (const ManifoldRecord&, const certify::CertifiedPoint&) -> Decision.
template <class F>
Finding over_manifolds(const LaeContext& context, const std::vector<ManifoldRecord>& records,
                       std::vector<std::string> by, const F& decide) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  Finding finding;
  finding.by = std::move(by);
  for (const ManifoldRecord& record : records) {
    Decision decision{.verdict = Verdict::undecided, .margin = {}, .reason = {}};
    if (record.certified) {
      decision = decide(record, *record.certified);
    } else {
      decision.reason = record.certified.reason().text;
    }
    finding.cases.push_back({case_name(record.manifold), std::move(decision)});
  }
  if (context.sampled) {
    finding.total = context.manifold_count.str();
    finding.seed = context.effort.seed;
  }
  return finding;
}

/// The same at the points of the context's own loss.
template <class F>
Finding over_manifolds(const LaeContext& context, std::vector<std::string> by, const F& decide) {
  return over_manifolds(context, context.records, std::move(by), decide);
}

/// A number that vanishes where an equality holds, enclosed at a certified point; nothing where it is not enclosed.
struct Gap {
  std::string name = {};
  std::function<std::optional<Ball>(const ManifoldRecord&, const certify::CertifiedPoint&)> bound = {};
};

/// The witness of a contradiction, where a certified point is one.
using Contradiction = std::function<std::optional<std::string>(const ManifoldRecord&, const certify::CertifiedPoint&)>;

/// An equality at the certified points, without the lemmas: `supported` at most, with the enclosed gap as margin.
Finding by_gaps(const LaeContext& context, const Contradiction& contradiction, const Gap& gap);

/// A finding as `--evidence` leaves it: a case decided by more than was asked for is undecided.
Finding limited(const LaeContext& context, Finding finding);

/// A statement about every critical point, decided by lemmas whose identities and hypotheses hold; beside them every
/// certified point is held against it: a contradiction refutes, whatever the lemmas say. Where `--evidence` leaves out
/// what is exact, the certified points alone are left: by_gaps.
/// contradiction: (const ManifoldRecord&, const certify::CertifiedPoint&) -> std::optional<std::string>.
template <class F>
Finding by_lemmas(const LaeContext& context, Needs needs, bool identities_hold, std::vector<std::string> lemmas,
                  const F& contradiction, const Gap& gap = {}) {
  if (std::optional<Finding> finding = blocked(context, needs)) return *std::move(finding);
  if (!context.allows(Verdict::exact)) return by_gaps(context, contradiction, gap);
  Finding finding;
  finding.by = std::move(lemmas);
  finding.universal = true;
  Decision all{.verdict = Verdict::exact, .margin = {}, .reason = {}};
  if (!identities_hold)
    all = {.verdict = Verdict::refuted, .margin = {}, .reason = "an identity of the proof is false"};
  finding.cases.push_back({"all", std::move(all)});
  for (const ManifoldRecord& record : context.records) {
    if (!record.certified) continue;
    if (std::optional<std::string> witness = contradiction(record, *record.certified)) {
      finding.cases.push_back(
          {case_name(record.manifold), {.verdict = Verdict::refuted, .reason = *std::move(witness)}});
    }
  }
  return finding;
}

/// Decides a twin, and while nothing refutes it and something is undecided, again with twice the digits on the global
/// minimum alone, up to the largest precision: twin and truth may differ by less than the digits asked for.
/// decide: (const LaeContext&) -> Finding.
Finding decide_sharply(const LaeContext& context, const std::function<Finding(const LaeContext&)>& decide);

/// For statements that say nothing of single points.
inline std::optional<std::string> no_contradiction(const ManifoldRecord&, const certify::CertifiedPoint&) { return {}; }

/// The certified point as encoder and decoder.
problem::Autoencoder<Ball> autoencoder(const LaeContext& context, const certify::CertifiedPoint& certified);
/// The exact point of an exact instance.
problem::Autoencoder<Rational> exact_autoencoder(const LaeContext& context, const ManifoldRecord& record);

/// Whether the property holds for every manifold there is, looked at or not; false where the hypotheses are open or
/// there are too many to enumerate. For twins whose predictions equal the true ones everywhere.
bool on_every_manifold(const LaeContext& context, const std::function<bool(const theory::Manifold&)>& property);

/// The largest of these upper bounds, as a margin `prefix < 1e-40`; empty unless every point looked at is certified.
std::string largest_bound_text(const LaeContext& context, const std::string& prefix,
                               const std::function<Ball(const certify::CertifiedPoint&)>& bound);

/// The larger of two upper bounds.
Ball larger(const Ball& x, const Ball& y);

/// The least distance from zero, over the certified points, that is proved for the eigenvalues of the bordered matrix,
/// as a margin; empty where nothing is certified.
std::string least_gap_text(const std::vector<ManifoldRecord>& records);

/// |A|_F, enclosed.
Ball enclose_norm(const Matrix<Ball>& a);

}  // namespace laecert::checks
