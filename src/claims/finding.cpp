#include "claims/finding.hpp"

#include <algorithm>
#include <utility>

#include "numeric/errors.hpp"

namespace laecert::claims {

namespace {

using numeric::Integer;

std::size_t count_if(const Finding& finding, bool (*condition)(Verdict)) {
  std::size_t count =
      static_cast<std::size_t>(std::count_if(finding.cases.begin(), finding.cases.end(),
                                             [condition](const Case& one) { return condition(one.decision.verdict); }));
  for (const Tally& tally : finding.tallies) count += condition(tally.verdict) ? tally.count : 0;
  return count;
}

Integer listed_in(const Finding& finding) {
  return {static_cast<unsigned long>(count_if(finding, [](Verdict) { return true; }))};
}

Integer total_of(const Finding& finding) {
  const Integer listed = listed_in(finding);
  const Integer total = finding.total.value_or(listed);
  if (total < listed) {
    throw PreconditionError("the total of a finding is at least its " + listed.str() + " cases, not " + total.str());
  }
  return total;
}

Verdict least_over(const Finding& finding) {
  Verdict result = Verdict::inapplicable;
  for (const Case& one : finding.cases) result = least(result, one.decision.verdict);
  for (const Tally& tally : finding.tallies) result = tally.count > 0 ? least(result, tally.verdict) : result;
  return result;
}

std::string labelled(const Case& one, const std::string& text) {
  if (one.name.empty()) return text;
  return text.empty() ? one.name : one.name + ": " + text;
}

bool same_margins(const std::vector<Case>& cases, const std::string& margin) {
  return std::all_of(cases.begin(), cases.end(), [&margin](const Case& one) {
    return one.decision.margin.empty() || one.decision.margin == margin;
  });
}

}  // namespace

Finding inapplicable_finding(std::string reason) {
  Finding finding;
  finding.cases.push_back({"", {.verdict = Verdict::inapplicable, .reason = std::move(reason)}});
  return finding;
}

CaseCount count_cases(const Finding& finding) {
  const Integer total = total_of(finding);
  const Integer left_out = total - listed_in(finding);
  const std::size_t inapplicable = count_if(finding, [](Verdict verdict) { return verdict == Verdict::inapplicable; });
  const std::size_t decided =
      count_if(finding, [](Verdict verdict) { return is_positive(verdict) || verdict == Verdict::refuted; });
  return {.decided = decided,
          .total = total - Integer(static_cast<unsigned long>(inapplicable)),
          .seed = finding.seed,
          .verdict = least_over(finding),
          .inapplicable = inapplicable,
          .left_out = left_out,
          .universal = finding.universal && left_out == 0};
}

Verdict overall_verdict(const Finding& finding) {
  const CaseCount count = count_cases(finding);
  if (!count.partial()) return count.verdict;
  // What was left out may hold applicable cases: a sample without any decides nothing.
  if (count.verdict == Verdict::inapplicable) return Verdict::undecided;
  return least(count.verdict, Verdict::supported);
}

std::string overall_margin(const Finding& finding) {
  if (!finding.margin.empty()) return finding.margin;
  const Verdict verdict = least_over(finding);
  for (const Case& one : finding.cases) {
    if (one.decision.verdict != verdict || one.decision.margin.empty()) continue;
    return same_margins(finding.cases, one.decision.margin) ? one.decision.margin : labelled(one, one.decision.margin);
  }
  return {};
}

std::string overall_reason(const Finding& finding) {
  const Verdict verdict = overall_verdict(finding);
  if (is_positive(verdict)) return {};
  for (const Case& one : finding.cases) {
    if (one.decision.verdict == verdict) return labelled(one, one.decision.reason);
  }
  if (verdict == Verdict::inapplicable) return "there is no case";
  return "none of " + total_of(finding).str() + " cases was decided";
}

}  // namespace laecert::claims
