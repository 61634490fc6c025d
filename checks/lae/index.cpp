#include "checks/lae/statements.hpp"
#include "families/inertia_statements.hpp"

namespace laecert::checks {
namespace {

WrongCount<LaeContext> wrong_index(std::string id, std::string text, theory::IndexRule rule) {
  return {std::move(id), std::move(text), [rule](const LaeContext& context, const theory::Manifold& manifold) {
            return theory::predict_index(context.profile, manifold, rule);
          }};
}

std::vector<WrongCount<LaeContext>> wrong_indices(Loss loss, const std::string& term) {
  using theory::IndexRule;
  std::vector<WrongCount<LaeContext>> rules{
      wrong_index("no-normal-term", "without the " + term + " term", IndexRule::without_normal_term),
      wrong_index("reversed", "inv counts pairs in the reversed order", IndexRule::reversed_order)};
  if (loss == Loss::sum) {
    rules.push_back(wrong_index("m-for-q", "m in place of q", IndexRule::all_for_above_threshold));
  }
  return rules;
}

}  // namespace

LaeStatement index_statement(Loss loss) {
  const std::string term = loss == Loss::sum ? "(k-l)(q-l)" : "(k-l)(m-l)";
  return index_statement<LaeContext>(
      {.id = statement_id(loss, "index"),
       .proposition = "the Hessian has inv(I) + " + term + " negative eigenvalues on the manifold of I",
       .hypotheses = section_one_text(loss),
       .source = "[K19]; blocks derived",
       .floors = {Verdict::exact, Verdict::enclosed},
       .lemmas = {"R5", "R6", "R12", "C1", "C2", "C9"},
       .method = "certify proves a critical point near the proposed one, then the inertia of its full 2mk x 2mk "
                 "Hessian, or blocks read off the loss's own Hessian over polynomials decide it; the count is compared "
                 "with the prediction",
       .not_proved = "manifolds that a sample leaves out"},
      wrong_indices(loss, term));
}

}  // namespace laecert::checks
