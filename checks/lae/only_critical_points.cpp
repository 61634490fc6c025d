#include "checks/lae/identity_twins.hpp"
#include "checks/lae/statements.hpp"

namespace laecert::checks {
namespace {

Finding only_critical_points(const LaeContext& context) {
  return by_lemmas(context, Needs::section_one, context.identities.list_is_complete(),
                   completeness_lemmas(context.loss), no_contradiction);
}

// Each identity of the proof with one sign changed, by normal form and at random rational matrices.
Finding with_a_sign_changed(const LaeContext& context) {
  if (context.loss == Loss::sum) return decide_twins(theory::balance_identities(), theory::trace_identities());
  return decide_twins(theory::commuting_identities(context.loss));
}

std::string method_text(Loss loss) {
  if (loss == Loss::sum) {
    return "identities (1) to (4) and those of the later steps decided in the free algebra; hypotheses decided on the "
           "instance";
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
