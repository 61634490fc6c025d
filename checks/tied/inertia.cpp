// Index and nullity of the tied loss, from its own certified Hessians, against those that the theory predicts for
// `sum`.

#include <fmt/format.h>

#include <utility>

#include "checks/tied/statements.hpp"

namespace laecert::checks {
namespace {

using theory::IndexRule;
using theory::Manifold;

// By the list itself, or by a wrong rule.
Index predicted_index(const TiedContext& context, const Manifold& manifold, IndexRule rule) {
  if (rule == IndexRule::predicted) return manifold.index;
  return theory::predict_index(context.sum.profile, manifold, rule);
}

Finding compare_index(const TiedContext& context, IndexRule rule) {
  Finding finding = over_manifolds(
      context.sum, context.records, {"bordered inertia R5, R6"},
      [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
        const Index predicted = predicted_index(context, record.manifold, rule);
        const Index proved = certified.inertia.negative;
        return decide_equal(predicted == proved, proof_verdict(certified),
                            fmt::format("index {} predicted, {} proved for the tied loss", predicted, proved));
      });
  finding.margin = least_gap_text(context.records);
  return finding;
}

bool same_index(const TiedContext& context, IndexRule rule) {
  return on_every_manifold(context.sum, [&](const Manifold& manifold) {
    return predicted_index(context, manifold, rule) == manifold.index;
  });
}

TiedControl wrong_rule(const std::string& id, std::string text, IndexRule rule) {
  return {.id = "tied.index/" + id,
          .text = std::move(text),
          .decide = [rule](const TiedContext& context) { return compare_index(context, rule); },
          .indistinguishable = [rule](const TiedContext& context) { return same_index(context, rule); }};
}

// predict: manifold -> nullity.
template <class F>
Finding compare_nullity(const TiedContext& context, const F& predict) {
  return over_manifolds(context.sum, context.records, {"orbit tangents", "bordered inertia R5, R6"},
                        [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
                          const Index predicted = predict(record.manifold);
                          const Index proved = certified.inertia.zero;
                          return decide_equal(
                              predicted == proved, proof_verdict(certified),
                              fmt::format("nullity {} predicted, {} proved for the tied loss", predicted, proved));
                        });
}

Finding nullity_of_sum(const TiedContext& context) {
  return compare_nullity(context, [](const Manifold& manifold) { return manifold.nullity; });
}

Index flat_directions(const TiedContext& context, const Manifold& manifold) {
  return context.problem.k() * manifold.rank;
}

Finding flat_nullity(const TiedContext& context) {
  return compare_nullity(context, [&](const Manifold& manifold) { return flat_directions(context, manifold); });
}

bool flat_everywhere(const TiedContext& context) {
  return on_every_manifold(
      context.sum, [&](const Manifold& manifold) { return flat_directions(context, manifold) == manifold.nullity; });
}

claims::StatementInfo inertia_info(std::string id, std::string proposition) {
  return {.id = std::move(id),
          .proposition = std::move(proposition),
          .hypotheses = section_one_text(Loss::sum),
          .source = "derived, section 7",
          .floors = {Verdict::exact, Verdict::enclosed},
          .lemmas = {"R5", "R6", "C1", "C2", "C5", "T16", "T29"},
          .method =
              "certify proves a critical point W of the tied loss near the decoder proposed for I, then the "
              "inertia of the full mk x mk Hessian there; (W^T, W) is proved to lie on the manifold of I, and "
              "the count is compared with the one predicted for `sum`",
          .not_proved = "manifolds that a sample leaves out"};
}

}  // namespace

TiedStatement tied_index() {
  return {.info = inertia_info("tied.index",
                               "the tied Hessian has inv(I) + (k-l)(q-l) negative eigenvalues on the manifold of I, as "
                               "that of `sum`"),
          .decide = [](const TiedContext& context) { return compare_index(context, IndexRule::predicted); },
          .controls = {wrong_rule("no-normal-term", "without the (k-l)(q-l) term", IndexRule::without_normal_term),
                       wrong_rule("m-for-q", "m in place of q", IndexRule::all_for_above_threshold)}};
}

TiedStatement tied_nullity() {
  return {.info = inertia_info("tied.nullity",
                               "the nullity of the tied Hessian is the dimension kl - l(l+1)/2 of the manifold, as for "
                               "`sum`"),
          .decide = nullity_of_sum,
          .controls = {{.id = "tied.nullity/kl",
                        .text = "kl flat directions",
                        .decide = flat_nullity,
                        .indistinguishable = flat_everywhere}}};
}

}  // namespace laecert::checks
