// Index and nullity of the tied loss, from its own certified Hessians, against those that the theory predicts for
// `sum`.

#include "checks/tied/statements.hpp"
#include "families/inertia_statements.hpp"

namespace laecert::checks {
namespace {

WrongCount<TiedContext> wrong_rule(std::string id, std::string text, theory::IndexRule rule) {
  return {std::move(id), std::move(text), [rule](const TiedContext& context, const theory::Manifold& manifold) {
            return theory::predict_index(context.sum.profile, manifold, rule);
          }};
}

claims::StatementInfo transferred_info(std::string id, std::string proposition) {
  return {.id = std::move(id),
          .proposition = std::move(proposition),
          .hypotheses = section_one_text(Loss::sum),
          .source = "derived, section 7",
          .floors = {Verdict::exact, Verdict::enclosed},
          .lemmas = {"R5", "R6", "R12", "C1", "C2", "C5", "C9", "T16", "T29"},
          .method =
              "certify proves a critical point W of the tied loss near the decoder proposed for I, then the "
              "inertia of the full mk x mk Hessian there; (W^T, W) is proved to lie on the manifold of I, and "
              "the count is compared with the one predicted for `sum`",
          .not_proved = "manifolds that a sample leaves out"};
}

}  // namespace

TiedStatement tied_index() {
  using theory::IndexRule;
  return index_statement<TiedContext>(
      transferred_info("tied.index",
                       "the tied Hessian has inv(I) + (k-l)(q-l) negative eigenvalues on the manifold of I, as that of "
                       "`sum`"),
      {wrong_rule("no-normal-term", "without the (k-l)(q-l) term", IndexRule::without_normal_term),
       wrong_rule("m-for-q", "m in place of q", IndexRule::all_for_above_threshold)});
}

TiedStatement tied_nullity() {
  return nullity_statement<TiedContext>(
      transferred_info("tied.nullity",
                       "the nullity of the tied Hessian is the dimension kl - l(l+1)/2 of the manifold, as for `sum`"),
      {{"kl", "kl flat directions", [](const TiedContext& context, const theory::Manifold& manifold) {
          return context.problem.k() * manifold.rank;
        }}});
}

}  // namespace laecert::checks
