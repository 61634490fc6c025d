#include <fmt/format.h>

#include "checks/lae/statements.hpp"

namespace laecert::checks {
namespace {

// predict: manifold -> nullity.
template <class F>
Finding compare_nullity(const LaeContext& context, const F& predict) {
  return over_manifolds(context, {"orbit tangents", "bordered inertia R5, R6"},
                        [&](const ManifoldRecord& record, const auto& certified) {
                          const Index predicted = predict(record.manifold);
                          const Index proved = certified.inertia.zero;
                          return decide_equal(predicted == proved, proof_verdict(certified),
                                              fmt::format("predicted nullity {}, proved {}", predicted, proved));
                        });
}

Index flat_directions(const LaeContext& context, const theory::Manifold& manifold) {
  return context.instance.k() * manifold.rank;
}

bool same_as_flat_directions(const LaeContext& context) {
  return on_every_manifold(context, [&](const theory::Manifold& manifold) {
    return flat_directions(context, manifold) == manifold.nullity;
  });
}

}  // namespace

LaeStatement nullity_statement(Loss loss) {
  const std::string dimension = loss == Loss::sum ? "kl - l(l+1)/2" : "2kl - l^2";
  return {
      .info = {.id = statement_id(loss, "nullity"),
               .proposition = "the nullity of the Hessian is the dimension " + dimension + " of the manifold",
               .hypotheses = section_one_text(loss),
               .source = "derived",
               .floors = {Verdict::exact, Verdict::enclosed},
               .lemmas = {"R5", "R6", "C1", "C2"},
               .method = "the orbit tangents are null vectors by invariance; the bordered matrix is proved regular, "
                         "so there are no others",
               .not_proved = "manifolds that a sample leaves out"},
      .decide =
          [](const LaeContext& context) {
            return compare_nullity(context, [](const theory::Manifold& i) { return i.nullity; });
          },
      .controls = {{.id = statement_id(loss, "nullity/kl"),
                    .text = "kl flat directions",
                    .decide =
                        [](const LaeContext& context) {
                          return compare_nullity(context, [&](const theory::Manifold& manifold) {
                            return flat_directions(context, manifold);
                          });
                        },
                    .indistinguishable = same_as_flat_directions}}};
}

}  // namespace laecert::checks
