#include "families/lae/identity_twins.hpp"

#include <algorithm>

namespace laecert::checks {
namespace {

Decision decide_twin(bool by_normal_form, bool at_random_point) {
  if (by_normal_form != at_random_point) {
    return {.verdict = Verdict::undecided, .margin = {}, .reason = "the two routes disagree"};
  }
  if (by_normal_form) return {.verdict = Verdict::exact, .margin = {}, .reason = {}};
  return {.verdict = Verdict::refuted, .margin = {}, .reason = "the two sides have different normal forms"};
}

template <class Identity>
bool each_holds(const std::vector<Identity>& identities) {
  return !identities.empty() &&
         std::all_of(identities.begin(), identities.end(), [](const Identity& one) { return theory::holds(one); });
}

}  // namespace

bool all_hold(const std::vector<theory::Identity>& identities) { return each_holds(identities); }
bool all_hold(const std::vector<theory::TraceIdentity>& identities) { return each_holds(identities); }

Finding decide_twins(const std::vector<theory::Identity>& identities,
                     const std::vector<theory::TraceIdentity>& traces) {
  Finding finding;
  finding.by = {"normal form", "random rational matrices"};
  const numeric::Assignment at = theory::random_lae_assignment(1, 2, 3);
  for (const theory::Identity& one : identities) {
    if (!one.relations.equations().empty()) continue;
    finding.cases.push_back({one.id, decide_twin(theory::wrong_twin_holds(one), theory::wrong_twin_holds_at(one, at))});
  }
  for (const theory::TraceIdentity& one : traces) {
    const bool at_random_point = evaluate(one.left, at) == evaluate(one.wrong_right, at);
    finding.cases.push_back({one.id, decide_twin(theory::wrong_twin_holds(one), at_random_point)});
  }
  return finding;
}

}  // namespace laecert::checks
