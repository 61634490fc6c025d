#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "checks/lae/statements.hpp"

namespace laecert::checks {
namespace {

bool is_global_minimum(const LaeContext& context, const theory::Manifold& manifold) {
  const theory::Manifold minimum = theory::predict_global_minimum(context.profile);
  return manifold.index_set == minimum.index_set && manifold.rank_vector == minimum.rank_vector;
}

// Index 0 exactly at the global minimum; every other manifold has a proved direction of descent.
Finding strict_saddles(const LaeContext& context) {
  return over_manifolds(context, {"bordered inertia R5, R6"}, [&](const ManifoldRecord& record, const auto& certified) {
    const bool minimum = is_global_minimum(context, record.manifold);
    const Index index = certified.inertia.negative;
    return decide_equal(
        (index == 0) == minimum, proof_verdict(certified),
        fmt::format("index {} proved on {}", index, minimum ? "the predicted minimum" : "a predicted saddle"));
  });
}

// The leading index sets {1..l}, l < min(k, q), among the manifolds looked at.
bool is_leading_and_small(const LaeContext& context, const theory::Manifold& manifold) {
  std::vector<Index> leading(manifold.index_set.size());
  std::iota(leading.begin(), leading.end(), Index{1});
  return manifold.index_set == leading && manifold.rank < context.profile.largest_rank();
}

Finding leading_sets_are_minima(const LaeContext& context) {
  Finding finding = over_manifolds(context, {}, [&](const ManifoldRecord& record, const auto& certified) -> Decision {
    if (!is_leading_and_small(context, record.manifold))
      return {.verdict = Verdict::inapplicable, .reason = "not {1..l}"};
    return decide_equal(certified.inertia.negative == 0, proof_verdict(certified),
                        fmt::format("index {} proved", certified.inertia.negative));
  });
  return finding;
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
               .lemmas = {"R5", "R6", "C1", "C2"},
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
