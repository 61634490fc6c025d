#include <fmt/format.h>

#include "checks/lae/statements.hpp"

namespace laecert::checks {
namespace {

// By the list itself, or by a wrong rule.
Index predicted_index(const LaeContext& context, const theory::Manifold& manifold, theory::IndexRule rule) {
  if (rule == theory::IndexRule::predicted) return manifold.index;
  return theory::predict_index(context.profile, manifold, rule);
}

// The predicted index by a rule against the certified one, manifold by manifold.
Finding compare_index(const LaeContext& context, theory::IndexRule rule) {
  Finding finding =
      over_manifolds(context, {"bordered inertia R5, R6"}, [&](const ManifoldRecord& record, const auto& certified) {
        const Index predicted = predicted_index(context, record.manifold, rule);
        const Index proved = certified.inertia.negative;
        return decide_equal(predicted == proved, proof_verdict(certified),
                            fmt::format("predicted index {}, proved {}", predicted, proved));
      });
  finding.margin = least_gap_text(context.records);
  return finding;
}

// Whether the rule gives every manifold the true index.
bool same_index(const LaeContext& context, theory::IndexRule rule) {
  return on_every_manifold(context, [&](const theory::Manifold& manifold) {
    return theory::predict_index(context.profile, manifold, rule) == manifold.index;
  });
}

LaeControl wrong_rule(Loss loss, const std::string& id, std::string text, theory::IndexRule rule) {
  return {.id = statement_id(loss, "index/" + id),
          .text = std::move(text),
          .decide = [rule](const LaeContext& context) { return compare_index(context, rule); },
          .indistinguishable = [rule](const LaeContext& context) { return same_index(context, rule); }};
}

std::vector<LaeControl> wrong_rules(Loss loss) {
  using theory::IndexRule;
  const std::string term = loss == Loss::sum ? "(k-l)(q-l)" : "(k-l)(m-l)";
  std::vector<LaeControl> controls{
      wrong_rule(loss, "no-normal-term", "without the " + term + " term", IndexRule::without_normal_term),
      wrong_rule(loss, "reversed", "inv counts pairs in the reversed order", IndexRule::reversed_order)};
  if (loss == Loss::sum) {
    controls.push_back(wrong_rule(loss, "m-for-q", "m in place of q", IndexRule::all_for_above_threshold));
  }
  return controls;
}

}  // namespace

LaeStatement index_statement(Loss loss) {
  const std::string term = loss == Loss::sum ? "(k-l)(q-l)" : "(k-l)(m-l)";
  return {.info = {.id = statement_id(loss, "index"),
                   .proposition = "the Hessian has inv(I) + " + term + " negative eigenvalues on the manifold of I",
                   .hypotheses = section_one_text(loss),
                   .source = "[K19]; blocks derived",
                   .floors = {Verdict::exact, Verdict::enclosed},
                   .lemmas = {"R5", "R6", "C1", "C2"},
                   .method = "certify proves a critical point near the proposed one, then the inertia of its full "
                             "2mk x 2mk Hessian; the count is compared with the prediction",
                   .not_proved = "manifolds that a sample leaves out"},
          .decide = [](const LaeContext& context) { return compare_index(context, theory::IndexRule::predicted); },
          .controls = wrong_rules(loss)};
}

}  // namespace laecert::checks
