#include "checks/lae/algorithm_statements.hpp"
#include "families/lae/identity_twins.hpp"
#include "theory/lae/algorithm_identities.hpp"

namespace laecert::checks {
namespace {

Finding balance_decays(const LaeContext& context) {
  const bool holds = all_hold(theory::flow_identities()) && context.identities.gradients;
  return by_lemmas(context, Needs::nothing, holds, {"T17"}, no_contradiction);
}

}  // namespace

LaeStatement flow_balance() {
  return {.info = {.id = "flow.balance",
                   .proposition = "dE/dt = -4 lambda E along the gradient flow of `sum`, E = W1 W1^T - W2^T W2",
                   .hypotheses = "lambda >= 0",
                   .source = "[K19]; derived, section 7",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"T17"},
                   .method = "identity flow in the free algebra, with the gradients of the loss",
                   .not_proved = "nothing"},
          .decide = balance_decays,
          .controls = {{.id = "flow.balance/halved",
                        .text = "dE/dt = -2 lambda E",
                        .decide = [](const LaeContext&) { return decide_twins(theory::flow_identities()); },
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks
