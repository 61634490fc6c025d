#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "claims/statement.hpp"
#include "families/certified_list.hpp"

// What statements about the manifolds of a certified list have in common, whatever the family. A family whose records
// are of its own kind gives them `manifold_in`, `decide_certified`, `blocked` and `with_cases_left_out` beside its
// type, as families/ppca/findings.hpp does; the templates below take them from there.

namespace laecert::checks {

using claims::Case;
using claims::Decision;
using claims::Finding;
using claims::Verdict;

/// The name of a case: "{1,3}", or "(2,0,1)" for a rank vector.
std::string case_name(const theory::Manifold& manifold);

/// What a proof about a certified point is worth: `exact` at a rational critical point, else `enclosed`.
Verdict proof_verdict(const certify::CertifiedPoint& certified);

/// A positive decision of that worth, or a refutation with its witness.
Decision decide_equal(bool equal, Verdict proof, std::string witness);

/// The finding where a hypothesis fails or is undecided, with the reason; nothing where there is neither.
std::optional<Finding> blocked_by(const std::optional<std::string>& inapplicable,
                                  const std::optional<std::string>& undecided);
/// The same of a list; nothing where it has manifolds.
std::optional<Finding> blocked(const CertifiedList& list);

/// Decides a case where the record has its certified point; else it is undecided, with the reason.
/// decide: (const ManifoldRecord&, const certify::CertifiedPoint&) -> Decision.
template <class F>
Decision decide_certified(const ManifoldRecord& record, const F& decide) {
  if (!record.certified) return {.reason = record.certified.reason().text};
  return decide(record, *record.certified);
}

/// Adds how many manifolds a sample leaves out.
Finding with_cases_left_out(Finding finding, const CertifiedList& list);

/// Decides one case for each manifold looked at; a manifold without a certified point is undecided, with the reason.
/// decide: as decide_certified takes it.
template <class Context, class F>
Finding over_manifolds(const Context& context, std::vector<std::string> by, const F& decide) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  Finding finding;
  finding.by = std::move(by);
  for (const auto& record : context.records)
    finding.cases.push_back({case_name(manifold_in(record)), decide_certified(record, decide)});
  return with_cases_left_out(std::move(finding), context);
}

/// A statement about every critical point at once, decided by lemmas whose identities hold; beside them every certified
/// point is held against it: a contradiction refutes, whatever the lemmas say. What certify could not prove says
/// nothing against a lemma. It does not ask for hypotheses. contradiction: the arguments of decide_certified's function
/// -> std::optional<std::string>, the witness.
template <class Context, class F>
Finding by_lemmas_alone(const Context& context, bool identities_hold, std::vector<std::string> lemmas,
                        const F& contradiction) {
  Finding finding;
  finding.by = std::move(lemmas);
  finding.universal = true;
  Decision all{.verdict = Verdict::exact};
  if (!identities_hold) all = {.verdict = Verdict::refuted, .reason = "an identity of the proof is false"};
  finding.cases.push_back({"all", std::move(all)});
  for (const auto& record : context.records) {
    Decision decision = decide_certified(record, [&](const auto&... certified) -> Decision {
      std::optional<std::string> witness = contradiction(certified...);
      return witness ? Decision{.verdict = Verdict::refuted, .reason = *std::move(witness)} : Decision{};
    });
    if (decision.verdict == Verdict::refuted)
      finding.cases.push_back({case_name(manifold_in(record)), std::move(decision)});
  }
  return finding;
}

/// A number that vanishes where an equality holds, enclosed at a certified point; nothing where it is not enclosed.
struct Gap {
  std::string name = {};
  std::function<std::optional<Ball>(const ManifoldRecord&, const certify::CertifiedPoint&)> bound = {};
};

/// The witness of a contradiction, where a certified point is one.
using Contradiction = std::function<std::optional<std::string>(const ManifoldRecord&, const certify::CertifiedPoint&)>;

/// An equality at the certified points, without the lemmas: `supported` at most, with the enclosed gap as margin.
Finding by_gaps(const CertifiedList& list, const Contradiction& contradiction, const Gap& gap);

/// A finding as `--evidence` leaves it: a case decided by more than was asked for is undecided.
Finding limited(const CertifiedList& list, Finding finding);

/// For statements that say nothing of single points.
inline std::optional<std::string> no_contradiction(const ManifoldRecord&, const certify::CertifiedPoint&) { return {}; }

/// Whether the property holds for every manifold there is, looked at or not; false where the hypotheses are open or
/// there are too many to enumerate. For twins whose predictions equal the true ones everywhere.
bool on_every_manifold(const CertifiedList& list, const std::function<bool(const theory::Manifold&)>& property);

/// The largest of these upper bounds, as a margin `prefix < 1e-40`; empty unless every point looked at is certified.
std::string largest_bound_text(const CertifiedList& list, const std::string& prefix,
                               const std::function<Ball(const certify::CertifiedPoint&)>& bound);

/// The least distance from zero, over the certified points, that is proved for the eigenvalues of the bordered matrix,
/// as a margin; empty where nothing is certified.
std::string least_gap_text(const std::vector<ManifoldRecord>& records);

}  // namespace laecert::checks
