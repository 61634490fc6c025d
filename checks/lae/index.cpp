#include <fmt/format.h>

#include "checks/lae/statements.hpp"

namespace laecert::checks {
namespace {

// The predicted index by a rule against the certified one, manifold by manifold.
Finding compare_index(const SumContext& context, theory::IndexRule rule) {
  Finding finding =
      over_manifolds(context, {"bordered inertia R5, R6"}, [&](const ManifoldRecord& record, const auto& certified) {
        const Index predicted = theory::predict_index(context.profile, record.manifold, rule);
        const Index proved = certified.inertia.negative;
        return decide_equal(predicted == proved, proof_verdict(certified),
                            fmt::format("predicted index {}, proved {}", predicted, proved));
      });
  finding.margin = least_gap_text(context);
  return finding;
}

// Whether the rule gives every manifold the true index.
bool same_index(const SumContext& context, theory::IndexRule rule) {
  return on_every_manifold(context, [&](const theory::Manifold& manifold) {
    return theory::predict_index(context.profile, manifold, rule) == manifold.index;
  });
}

SumControl wrong_rule(std::string id, std::string text, theory::IndexRule rule) {
  return {.id = "sum.index/" + std::move(id),
          .text = std::move(text),
          .decide = [rule](const SumContext& context) { return compare_index(context, rule); },
          .indistinguishable = [rule](const SumContext& context) { return same_index(context, rule); }};
}

}  // namespace

SumStatement sum_index() {
  using theory::IndexRule;
  return {.info = {.id = "sum.index",
                   .proposition = "the Hessian has inv(I) + (k-l)(q-l) negative eigenvalues on the manifold of I",
                   .hypotheses = "lambda > 0, lambda not an eigenvalue of S",
                   .source = "[K19]; blocks derived",
                   .floors = {Verdict::exact, Verdict::enclosed},
                   .lemmas = {"R5", "R6", "C1", "C2"},
                   .method = "certify proves a critical point near the proposed one, then the inertia of its full "
                             "2mk x 2mk Hessian; the count is compared with the prediction",
                   .not_proved = "manifolds that a sample leaves out"},
          .decide = [](const SumContext& context) { return compare_index(context, IndexRule::predicted); },
          .controls = {wrong_rule("no-normal-term", "without the (k-l)(q-l) term", IndexRule::without_normal_term),
                       wrong_rule("reversed", "inv counts pairs in the reversed order", IndexRule::reversed_order),
                       wrong_rule("m-for-q", "m in place of q", IndexRule::all_for_above_threshold)}};
}

}  // namespace laecert::checks
