#include "families/findings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "numeric/decimal.hpp"

namespace laecert::checks {
namespace {

std::string no_route_text(const CertifiedList& list) {
  return "no route gives at most " + std::string(claims::to_string(*list.effort.evidence)) +
         "; --evidence exact keeps them all";
}

std::string bound_text(const std::string& name, const Ball& bound) {
  return bound.contains(Rational(0)) ? name + " 0" : name + " " + numeric::print_below(bound);
}

}  // namespace

std::string case_name(const theory::Manifold& manifold) {
  if (manifold.rank_vector) return fmt::format("({})", fmt::join(*manifold.rank_vector, ","));
  return fmt::format("{{{}}}", fmt::join(manifold.index_set, ","));
}

Verdict proof_verdict(const certify::CertifiedPoint& certified) {
  return certified.exact ? Verdict::exact : Verdict::enclosed;
}

Decision decide_equal(bool equal, Verdict proof, std::string witness) {
  if (equal) return {.verdict = proof, .margin = {}, .reason = {}};
  return {.verdict = Verdict::refuted, .margin = {}, .reason = std::move(witness)};
}

std::optional<Finding> blocked_by(const std::optional<std::string>& inapplicable,
                                  const std::optional<std::string>& undecided) {
  if (inapplicable) return claims::inapplicable_finding(*inapplicable);
  if (!undecided) return {};
  Finding finding;
  finding.cases.push_back({"all", {.verdict = Verdict::undecided, .margin = {}, .reason = *undecided}});
  return finding;
}

std::optional<Finding> blocked(const CertifiedList& list) { return blocked_by(list.inapplicable, list.undecided); }

Finding with_cases_left_out(Finding finding, const CertifiedList& list) {
  if (!list.sampled) return finding;
  finding.total = list.manifold_count;
  finding.seed = list.effort.seed;
  return finding;
}

Finding by_gaps(const CertifiedList& list, const Contradiction& contradiction, const Gap& gap) {
  Finding finding;
  if (!gap.bound || list.records.empty()) {
    finding.cases.push_back({"all", {.reason = no_route_text(list)}});
    return finding;
  }
  finding.by = {"certified point C2"};
  Ball largest(0);
  const auto decide = [&](const ManifoldRecord& record) -> Decision {
    if (!record.certified) return {.reason = record.certified.reason().text};
    if (std::optional<std::string> witness = contradiction(record, *record.certified))
      return {.verdict = Verdict::refuted, .reason = *std::move(witness)};
    const std::optional<Ball> bound = gap.bound(record, *record.certified);
    if (!bound || !bound->is_finite()) return {.reason = "the gap is not enclosed"};
    largest = larger(largest, bound->upper_end());
    return {.verdict = Verdict::supported};
  };
  for (const ManifoldRecord& record : list.records)
    finding.cases.push_back({case_name(record.manifold), decide(record)});
  finding = with_cases_left_out(std::move(finding), list);
  if (claims::overall_verdict(finding) == Verdict::supported) finding.margin = bound_text(gap.name, largest);
  return finding;
}

Finding limited(const CertifiedList& list, Finding finding) {
  bool changed = false;
  const auto is_allowed = [&](Verdict verdict) { return !claims::is_positive(verdict) || list.allows(verdict); };
  for (Case& one : finding.cases) {
    if (is_allowed(one.decision.verdict)) continue;
    one.decision = {.reason = no_route_text(list)};
    changed = true;
  }
  for (claims::Tally& tally : finding.tallies) {
    if (is_allowed(tally.verdict)) continue;
    // One of them by name, to tell the reason.
    finding.cases.push_back({"all", {.reason = no_route_text(list)}});
    tally = {Verdict::undecided, tally.count - 1};
    changed = true;
  }
  if (!changed) return finding;
  finding.by.clear();
  finding.margin.clear();
  finding.universal = false;
  return finding;
}

bool on_every_manifold(const CertifiedList& list, const std::function<bool(const theory::Manifold&)>& property) {
  constexpr Index most_enumerated = 100000;
  if (blocked(list) || list.manifold_count > most_enumerated) return false;
  const std::vector<theory::Manifold> manifolds = list.predicted.manifolds({});
  return std::all_of(manifolds.begin(), manifolds.end(), property);
}

std::string largest_bound_text(const CertifiedList& list, const std::string& prefix,
                               const std::function<Ball(const certify::CertifiedPoint&)>& bound) {
  if (list.records.empty()) return {};
  Ball largest(0);
  for (const ManifoldRecord& record : list.records) {
    if (!record.certified) return {};
    largest = larger(largest, bound(*record.certified));
  }
  return bound_text(prefix, largest);
}

std::string least_gap_text(const std::vector<ManifoldRecord>& records) {
  std::optional<Ball> least;
  for (const ManifoldRecord& record : records) {
    if (!record.certified) continue;
    const Ball& gap = record.certified->gap;
    if (!least || numeric::certainly(is_less(gap, *least))) least = gap;
  }
  return least ? "bordered gap " + numeric::print_truncated(*least, 4) : std::string();
}

}  // namespace laecert::checks
