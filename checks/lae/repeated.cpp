#include <fmt/format.h>

#include "checks/lae/statements.hpp"

namespace laecert::checks {
namespace {

template <class F>
Finding compare_rank_vectors(const LaeContext& context, const F& predict_nullity) {
  if (std::optional<Finding> finding = blocked(context)) return *std::move(finding);
  if (context.profile.is_distinct()) return claims::inapplicable_finding("no eigenvalue above lambda repeats");
  return over_manifolds(context, {"commutant tangents", "bordered inertia R5, R6"},
                        [&](const ManifoldRecord& record, const certify::CertifiedPoint& certified) {
                          const Index nullity = predict_nullity(context.profile, record.manifold);
                          const numeric::Inertia& proved = certified.inertia;
                          return decide_equal(
                              nullity == proved.zero && record.manifold.index == proved.negative,
                              proof_verdict(certified),
                              fmt::format("predicted index {} and nullity {}, proved {} and {}", record.manifold.index,
                                          nullity, proved.negative, proved.zero));
                        });
}

Index predicted_nullity(const theory::Profile&, const theory::Manifold& manifold) { return manifold.nullity; }

// kl - l(l+1)/2: the fibre alone, without the Grassmannians of the repeated eigenvalues.
Index fibre_only(const theory::Profile& profile, const theory::Manifold& manifold) {
  return profile.k * manifold.rank - manifold.rank * (manifold.rank + 1) / 2;
}

bool same_as_fibre(const LaeContext& context) {
  return on_every_manifold(context, [&](const theory::Manifold& manifold) {
    return fibre_only(context.profile, manifold) == manifold.nullity;
  });
}

}  // namespace

LaeStatement sum_repeated() {
  return {.info = {.id = "sum.repeated",
                   .proposition = "repeated eigenvalues: dimension, nullity and index of every rank vector",
                   .hypotheses = "a repeated eigenvalue above lambda; lambda not an eigenvalue of S",
                   .source = "derived",
                   .floors = {Verdict::exact, Verdict::enclosed},
                   .lemmas = {"R5", "R6", "C1", "C2"},
                   .method = "tangents of O_k and of the rotations that commute with S border the full Hessian",
                   .not_proved = "manifolds that a sample leaves out"},
          .decide = [](const LaeContext& context) { return compare_rank_vectors(context, predicted_nullity); },
          .controls = {{.id = "sum.repeated/fibre-only",
                        .text = "nullity without l_e (m_e - l_e)",
                        .decide = [](const LaeContext& context) { return compare_rank_vectors(context, fibre_only); },
                        .indistinguishable = same_as_fibre}}};
}

}  // namespace laecert::checks
