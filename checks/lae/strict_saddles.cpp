#include <fmt/format.h>

#include <algorithm>

#include "checks/lae/statements.hpp"
#include "families/block_route.hpp"

namespace laecert::checks {
namespace {

bool is_global_minimum(const theory::Manifold& minimum, const theory::Manifold& manifold) {
  return manifold.index_set == minimum.index_set && manifold.rank_vector == minimum.rank_vector;
}

// Index 0 exactly at the global minimum; every other manifold has a proved direction of descent.
Finding strict_saddles(const LaeContext& context) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  const theory::Manifold minimum = theory::predict_global_minimum(context.profile);
  return over_inertias(
      context, {"bordered inertia R5, R6"}, Walk::all,
      [&](const theory::Manifold& manifold, const numeric::Inertia& inertia, Verdict proof) -> Decision {
        const bool is_minimum = is_global_minimum(minimum, manifold);
        if ((inertia.negative == 0) == is_minimum) return {.verdict = proof};
        return {.verdict = Verdict::refuted,
                .reason = fmt::format("index {} proved on {}", inertia.negative,
                                      is_minimum ? "the predicted minimum" : "a predicted saddle")};
      });
}

// The leading index sets {1..l}, l < min(k, q), among the manifolds looked at.
bool is_leading_and_small(const LaeContext& context, const theory::Manifold& manifold) {
  const bool is_leading = manifold.index_set.empty() || manifold.index_set.back() == manifold.rank;
  return is_leading && manifold.rank < context.profile.largest_rank();
}

Finding leading_sets_are_minima(const LaeContext& context) {
  return over_inertias(
      context, {}, Walk::until_refuted,
      [&](const theory::Manifold& manifold, const numeric::Inertia& inertia, Verdict proof) -> Decision {
        if (!is_leading_and_small(context, manifold)) return {.verdict = Verdict::inapplicable, .reason = "not {1..l}"};
        return decide_equal(inertia.negative == 0, proof, fmt::format("index {} proved", inertia.negative));
      });
}

}  // namespace

LaeStatement strict_saddles_statement(Loss loss) {
  const std::string rank = loss == Loss::sum ? "min(k,q)" : "k";
  return {
      .info = {.id = statement_id(loss, "strict-saddles"),
               .proposition = "index 0 only at I = {1.." + rank + "}; every other manifold has a direction of descent",
               .hypotheses = section_one_text(loss),
               .source = "[K19]",
               .floors = {Verdict::exact, Verdict::enclosed},
               .lemmas = {"R5", "R6", "R12", "C1", "C2", "C9"},
               .method = "by the statement on the index: the certified index is 0 at the predicted minimum and "
                         "positive elsewhere",
               .not_proved = "manifolds that a sample leaves out"},
      .decide = strict_saddles,
      .controls = {{.id = statement_id(loss, "strict-saddles/small-minima"),
                    .text = "I = {1..l} with l < " + rank + " also has index 0",
                    .decide = leading_sets_are_minima,
                    .indistinguishable = {}}}};
}

}  // namespace laecert::checks
