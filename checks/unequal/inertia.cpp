// Index and nullity of `unequal`, from the certified Hessians, and which points are minima.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "checks/unequal/statements.hpp"
#include "families/inertia_statements.hpp"
#include "numeric/norm.hpp"

namespace laecert::checks {
namespace {

using theory::Manifold;
using theory::UnitIndexRule;

claims::StatementInfo unit_inertia_info(std::string id, std::string proposition) {
  return {.id = std::move(id),
          .proposition = std::move(proposition),
          .hypotheses = unequal_hypotheses,
          .source = "derived, section 9",
          .floors = {Verdict::exact, Verdict::enclosed},
          .lemmas = {"R5", "R6", "C1", "C2", "U5", "U6"},
          .method =
              "certify proves a critical point near the proposed one and the inertia of the full 2mk x 2mk "
              "Hessian there; the point is proved to be one of the injection",
          .not_proved = "points that a sample leaves out"};
}

WrongCount<UnequalContext> wrong_unit_rule(std::string id, std::string text, UnitIndexRule rule) {
  return {std::move(id), std::move(text), [rule](const UnequalContext& context, const Manifold& manifold) {
            return theory::predict_unit_index(context.profile, manifold.index_set, rule);
          }};
}

bool is_unit_minimum(const UnequalContext& context, const Manifold& manifold) {
  return manifold.index_set == theory::predict_unit_minimum(context.profile).index_set;
}

// The indices that the minimum takes, by as many units.
bool is_onto_the_largest(const UnequalContext& context, const Manifold& manifold) {
  const Index rank = theory::predict_unit_minimum(context.profile).rank;
  return manifold.rank == rank &&
         std::all_of(manifold.index_set.begin(), manifold.index_set.end(), [&](Index j) { return j <= rank; });
}

Decision is_minimum_exactly_if(bool predicted, const certify::CertifiedPoint& certified) {
  const Index index = certified.inertia.negative;
  return decide_equal((index == 0) == predicted, proof_verdict(certified),
                      fmt::format("index {} proved at a predicted {}", index, predicted ? "minimum" : "saddle"));
}

Finding minima_are_ordered(const UnequalContext& context) {
  return over_manifolds(context, {"bordered inertia R5, R6"}, [&](const ManifoldRecord& record, const auto& certified) {
    return is_minimum_exactly_if(is_unit_minimum(context, record.manifold), certified);
  });
}

UnequalControl every_order_is_minimal() {
  return {.id = "unequal.order/every",
          .text = "every injection of as many units onto the same eigenvalues is a minimum",
          .decide =
              [](const UnequalContext& context) {
                return over_manifolds(context, {}, [&](const ManifoldRecord& record, const auto& certified) {
                  if (!is_onto_the_largest(context, record.manifold))
                    return Decision{.verdict = Verdict::inapplicable, .reason = "other eigenvalues"};
                  return is_minimum_exactly_if(true, certified);
                });
              },
          .indistinguishable =
              [](const UnequalContext& context) {
                return on_every_manifold(context, [&](const Manifold& manifold) {
                  return is_onto_the_largest(context, manifold) == is_unit_minimum(context, manifold);
                });
              }};
}

// With the sign of an active unit changed the minimum is another one.
Decision is_the_only_minimum(const UnequalContext& context, const certify::CertifiedPoint& certified) {
  if (certified.inertia.negative > 0) return {.verdict = Verdict::inapplicable, .reason = "no minimum"};
  const Ball length = numeric::enclose_norm(problem::unpack(certified.point, context.k()).W2);
  if (numeric::certainly(is_positive(length))) {
    return {.verdict = Verdict::refuted, .reason = "a sign changed in an active unit gives another one"};
  }
  return {.verdict = proof_verdict(certified)};
}

UnequalControl minimum_is_one_point() {
  return {.id = "unequal.order/one-point",
          .text = "there is one local minimum only",
          .decide =
              [](const UnequalContext& context) {
                return over_manifolds(context, {}, [&](const ManifoldRecord&, const auto& certified) {
                  return is_the_only_minimum(context, certified);
                });
              },
          .indistinguishable =
              [](const UnequalContext& context) {
                return !blocked(context) && theory::predict_unit_minimum(context.profile).rank == 0;
              }};
}

}  // namespace

UnequalStatement unequal_index() {
  return index_statement<UnequalContext>(
      unit_inertia_info(
          "unequal.index",
          "the Hessian has as many negative eigenvalues as there are: larger eigenvalues left free, for each "
          "active unit; free ones above lambda_a, for each inactive one; cheaper inactive units, for each "
          "active one; pairs of active units in the wrong order"),
      {wrong_unit_rule("without-idle", "without the cheaper inactive units", UnitIndexRule::without_idle_pairs),
       wrong_unit_rule("without-order", "without the pairs in the wrong order", UnitIndexRule::without_crossed_pairs)});
}

UnequalStatement unequal_morse() {
  return nullity_statement<UnequalContext>(
      unit_inertia_info("unequal.morse", "the critical points are isolated and their Hessian is regular: nullity 0"),
      {{"orbit", "kl - l(l+1)/2 flat directions, as for `sum`", [](const UnequalContext& context, const Manifold& at) {
          return context.k() * at.rank - at.rank * (at.rank + 1) / 2;
        }}});
}

UnequalStatement unequal_order() {
  claims::StatementInfo info =
      unit_inertia_info("unequal.order",
                        "index 0 only where the units, by increasing penalty, take the eigenvalues in decreasing order "
                        "while s > lambda_a; every other point has a direction of descent");
  info.source = "[B20]; derived, section 9";
  return {.info = std::move(info),
          .decide = minima_are_ordered,
          .controls = {every_order_is_minimal(), minimum_is_one_point()}};
}

}  // namespace laecert::checks
