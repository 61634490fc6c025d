#include "checks/ppca/family.hpp"

#include "checks/lae/family.hpp"
#include "checks/ppca/statements.hpp"
#include "families/ppca/listed_ppca.hpp"

namespace laecert::checks {
namespace {

// That of `sum` with a point on every manifold selected; where blocks decided more than that, with those of its sample.
std::shared_ptr<const LaeContext> sum_with_points(Contexts& contexts, const ListedTheory& theory) {
  constexpr Index most_points = 1000;
  std::shared_ptr<const LaeContext> sum = lae_context(contexts, Loss::sum, theory);
  if (!sum->by_blocks || sum->by_blocks->count > most_points) return sum;
  return contexts.keep<LaeContext>("sum, dense", [&] {
    Effort dense = contexts.effort();
    dense.route = InertiaRoute::dense;
    return std::make_shared<const LaeContext>(make_lae_context(Loss::sum, contexts.instance(), contexts.spectrum(),
                                                               dense, {.map = contexts.quiet_map(), .theory = theory}));
  });
}

std::shared_ptr<const PpcaContext> ppca_context(Contexts& contexts, const ListedTheory& theory) {
  return contexts.keep<PpcaContext>("ppca", [&] {
    return std::make_shared<const PpcaContext>(
        make_ppca_context(*sum_with_points(contexts, theory), contexts.quiet_map()));
  });
}

FamilyLoss family_loss_of(const std::string& name, PpcaObjectiveKind kind, const ListedTheory& theory) {
  return {.name = name,
          .on = [name, kind,
                 theory](Contexts& contexts) { return listed_ppca(ppca_context(contexts, theory), kind, name); },
          .has_own_list = false,
          .certificates = {no_certificates_of_ppca},
          .training = {"no algorithm here trains it; the command ppca gives the best weights in closed form"}};
}

}  // namespace

claims::Registry<PpcaContext> ppca_registry() {
  return completed(claims::Registry<PpcaContext>{ppca_stationary(), ppca_decoder_map(), ppca_operator(), ppca_index(),
                                                 ppca_nullity(), ppca_no_collapse(), ppca_marginal_limit(),
                                                 ppca_regression_map(), ppca_noise_ml()},
                   [](const PpcaContext& context) -> const CertifiedList& { return context.sum; });
}

Family ppca_family(const ListedTheory& theory) {
  return {.name = "probabilistic PCA",
          .losses = {family_loss_of("ppca", PpcaObjectiveKind::likelihood, theory),
                     family_loss_of("ppca-posterior", PpcaObjectiveKind::posterior, theory)},
          .groups = {group_of(
              ppca_registry(), [theory](Contexts& contexts) { return ppca_context(contexts, theory); },
              [](const PpcaContext& context) { return context.is_exact_instance(); })},
          .known_false = {ppca_joint_map(), ppca_marginal_map()}};
}

}  // namespace laecert::checks
