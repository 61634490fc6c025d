#include <algorithm>

#include "checks/lae/statements.hpp"
#include "theory/lae/identities.hpp"

namespace laecert::checks {
namespace {

Finding only_critical_points(const SumContext& context) {
  return by_lemmas(context, Needs::section_one, context.identities.list_is_complete(), {"T1", "T3", "T4", "T5"},
                   no_contradiction);
}

// Each identity of the proof with one sign changed, by normal form and at random rational matrices.
Finding with_a_sign_changed(const SumContext&) {
  Finding finding;
  finding.by = {"normal form", "random rational matrices"};
  const numeric::Assignment at = theory::random_sum_assignment(1, 2, 3);
  for (const theory::Identity& identity : theory::balance_identities()) {
    const bool by_normal_form = theory::wrong_twin_holds(identity);
    const bool at_point = theory::wrong_twin_holds_at(identity, at);
    Decision decision{.verdict = Verdict::refuted, .margin = {}, .reason = "the two sides have different normal forms"};
    if (by_normal_form) decision = {.verdict = Verdict::exact, .margin = {}, .reason = {}};
    if (by_normal_form != at_point) decision = {.verdict = Verdict::undecided, .reason = "the two routes disagree"};
    finding.cases.push_back({identity.id, std::move(decision)});
  }
  return finding;
}

}  // namespace

SumStatement sum_only_critical_points() {
  return {.info = {.id = "sum.only-critical-points",
                   .proposition = "every critical point is in the list",
                   .hypotheses = "lambda > 0, lambda not an eigenvalue of S",
                   .source = "[K19]; proof derived, section 4",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T1", "T3", "T4", "T5"},
                   .method = "identities (1) to (4) and those of the later steps decided in the free algebra; "
                             "hypotheses decided on the instance",
                   .not_proved = "the steps between the identities are human reasoning (T3 to T5)"},
          .decide = only_critical_points,
          .controls = {{.id = "sum.only-critical-points/sign",
                        .text = "one identity with a sign changed",
                        .decide = with_a_sign_changed,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
