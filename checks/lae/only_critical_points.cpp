#include <algorithm>

#include "checks/lae/statements.hpp"
#include "checks/lae/subdivision.hpp"
#include "theory/lae/identities.hpp"

namespace laecert::checks {
namespace {

// Without the lemmas, which are exact, the enclosures of a complete search are left: for `sum`, where it is small.
Finding only_critical_points(const LaeContext& context) {
  const bool by_search = !context.allows(Verdict::exact) && context.allows(Verdict::enclosed);
  if (by_search && context.loss == Loss::sum)
    return decide_by_subdivision(context, theory::predict_manifolds(context.profile));
  return by_lemmas(context, Needs::section_one, context.identities.list_is_complete(),
                   completeness_lemmas(context.loss), no_contradiction);
}

// The identities of the proof that hold without relations, so that random matrices are a second route.
std::vector<theory::Identity> plain_identities(Loss loss) {
  std::vector<theory::Identity> identities =
      loss == Loss::sum ? theory::balance_identities() : theory::commuting_identities(loss);
  std::erase_if(identities, [](const theory::Identity& one) { return !one.relations.equations().empty(); });
  return identities;
}

// Each identity of the proof with one sign changed, by normal form and at random rational matrices.
Finding with_a_sign_changed(const LaeContext& context) {
  Finding finding;
  finding.by = {"normal form", "random rational matrices"};
  const numeric::Assignment at = theory::random_lae_assignment(1, 2, 3);
  for (const theory::Identity& identity : plain_identities(context.loss)) {
    const bool by_normal_form = theory::wrong_twin_holds(identity);
    const bool at_point = theory::wrong_twin_holds_at(identity, at);
    Decision decision{.verdict = Verdict::refuted, .margin = {}, .reason = "the two sides have different normal forms"};
    if (by_normal_form) decision = {.verdict = Verdict::exact, .margin = {}, .reason = {}};
    if (by_normal_form != at_point) decision = {.verdict = Verdict::undecided, .reason = "the two routes disagree"};
    finding.cases.push_back({identity.id, std::move(decision)});
  }
  return finding;
}

std::string method_text(Loss loss) {
  if (loss == Loss::sum) {
    return "identities (1) to (4) and those of the later steps decided in the free algebra; hypotheses decided on the "
           "instance; with --evidence enclosed by subdivision, for k = 1, m <= 4 and for m = 2, k >= 2";
  }
  return "identities (m1) to (m4) decided in the free algebra: W2 W1 commutes with S^2 S'^-1; hypotheses decided on "
         "the "
         "instance";
}

}  // namespace

LaeStatement only_critical_points_statement(Loss loss) {
  return {.info = {.id = statement_id(loss, "only-critical-points"),
                   .proposition = "every critical point is in the list",
                   .hypotheses = section_one_text(loss),
                   .source = "[K19]; proof derived, section 4",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = completeness_lemmas(loss),
                   .method = method_text(loss),
                   .not_proved = std::string("the steps between the identities are human reasoning (") +
                                 (loss == Loss::sum ? "T3 to T5)" : "T12)")},
          .decide = only_critical_points,
          .controls = {{.id = statement_id(loss, "only-critical-points/sign"),
                        .text = "one identity with a sign changed",
                        .decide = with_a_sign_changed,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
