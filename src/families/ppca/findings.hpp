#pragma once

#include <functional>

#include "families/lae/findings.hpp"
#include "families/ppca/context.hpp"

namespace laecert::checks {

using PpcaStatement = claims::Statement<PpcaContext>;
using PpcaControl = claims::Control<PpcaContext>;

/// The hypotheses of these statements in words, and what all of them leave to the model.
inline const std::string ppca_hypotheses = "n known, v > 0; lambda = n v no eigenvalue of S, or only the cases l = k";
inline const std::string ppca_not_proved = "that the data are centred, as the model assumes: S/n is taken as it stands";

/// The finding where the hypotheses fail or are undecided; nothing where the instance has points to look at.
std::optional<Finding> blocked(const PpcaContext& context);

/// Whether there is one sample, where n v and v, lambda/v and v/lambda are the same; false where points are blocked.
bool has_one_sample(const PpcaContext& context);

/// Adds the manifolds that a wall sets aside, as inapplicable cases, and what a sample leaves out.
Finding with_cases_left_out(Finding finding, const PpcaContext& context);

/// What a proof about these points is worth: `exact` where all are rational critical points.
Verdict proof_verdict(const certify::CertifiedPoint& sum, const certify::CertifiedPoint& weights);

/// Whether what two certified points say of I can be compared entry by entry: both rational, or every s_i in I simple.
/// Where one repeats, each of them may be turned inside its eigenspace by a part of its radius.
bool comparable(const PpcaContext& context, const PpcaRecord& record);

/// The weights of the likelihood; exact where the point is rational.
Matrix<Ball> weights_of(const PpcaRecord& record, Index k);
Matrix<Rational> exact_weights_of(const PpcaRecord& record, Index k);

/// Both points rational and critical.
bool is_exact(const PpcaRecord& record);

/// Decides a case where both points are certified; else it is undecided, with the reason.
/// decide: (const PpcaRecord&) -> Decision, with both points certified.
template <class F>
Decision decide_certified(const PpcaRecord& record, const F& decide) {
  if (!record.sum.certified) return {.reason = "`sum`: " + record.sum.certified.reason().text};
  if (!record.likelihood) return {.reason = record.likelihood.reason().text};
  return decide(record);
}

/// The first manifold with this property that a sample leaves out; nothing where there is none among the first 1000, or
/// no sample.
std::optional<theory::Manifold> manifold_beside_sample(const PpcaContext& context,
                                                       const std::function<bool(const theory::Manifold&)>& property);

/// The finding about a twin that a sample does not refute, with one manifold more: one where the twin is predicted to
/// fail.
/// fails:  (const theory::Manifold&) -> bool.
/// decide: (const PpcaRecord&) -> Decision, with both points certified.
template <class P, class F>
Finding with_telling_manifold(Finding finding, const PpcaContext& context, const P& fails, const F& decide) {
  if (claims::overall_verdict(finding) == Verdict::refuted) return finding;
  const std::optional<theory::Manifold> manifold = manifold_beside_sample(context, fails);
  if (!manifold) return finding;
  finding.cases.push_back({case_name(*manifold), decide_certified(certify_record(context, *manifold), decide)});
  return finding;
}

/// A statement about every I at once, decided by lemmas whose identities hold (by_lemmas_alone). On a wall it is
/// decided for the manifolds with l = k that were looked at. contradiction: (const PpcaRecord&) ->
/// std::optional<std::string>, with both points certified.
template <class F>
Finding by_lemmas(const PpcaContext& context, bool identities_hold, std::vector<std::string> lemmas,
                  const F& contradiction) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  if (!context.on_wall() || !identities_hold)
    return by_lemmas_alone(context, identities_hold, std::move(lemmas), contradiction);
  return over_manifolds(context, std::move(lemmas), [&](const PpcaRecord& record) -> Decision {
    if (std::optional<std::string> witness = contradiction(record))
      return {.verdict = Verdict::refuted, .reason = *std::move(witness)};
    return {.verdict = Verdict::exact};
  });
}

}  // namespace laecert::checks
