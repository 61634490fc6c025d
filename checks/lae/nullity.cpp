#include "checks/lae/statements.hpp"
#include "families/inertia_statements.hpp"

namespace laecert::checks {

LaeStatement nullity_statement(Loss loss) {
  const std::string dimension = loss == Loss::sum ? "kl - l(l+1)/2" : "2kl - l^2";
  return nullity_statement<LaeContext>(
      {.id = statement_id(loss, "nullity"),
       .proposition = "the nullity of the Hessian is the dimension " + dimension + " of the manifold",
       .hypotheses = section_one_text(loss),
       .source = "derived",
       .floors = {Verdict::exact, Verdict::enclosed},
       .lemmas = {"R5", "R6", "R12", "C1", "C2", "C9"},
       .method = "the orbit tangents are null vectors by invariance; the bordered matrix is proved regular, so there "
                 "are no others; or blocks decide it, their zeros by identities",
       .not_proved = "manifolds that a sample leaves out"},
      {{"kl", "kl flat directions", [](const LaeContext& context, const theory::Manifold& manifold) {
          return context.instance.k() * manifold.rank;
        }}});
}

}  // namespace laecert::checks
