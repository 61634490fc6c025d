#include "checks/lae/family.hpp"

#include "checks/lae/algorithm_statements.hpp"
#include "checks/lae/known_false.hpp"
#include "checks/lae/statements.hpp"
#include "families/lae/formulas.hpp"
#include "families/lae/listed_lae.hpp"

namespace laecert::checks {
namespace {

constexpr Loss losses[] = {Loss::none, Loss::product, Loss::sum};

claims::Registry<LaeContext> registered(claims::Registry<LaeContext> registry) {
  return completed(std::move(registry), [](const LaeContext& context) -> const CertifiedList& { return context; });
}

FamilyLoss family_loss(Loss loss, const ListedTheory& theory) {
  FamilyLoss result{
      .name = theory::to_string(loss),
      .on = [loss, theory](Contexts& contexts) { return listed_lae(lae_context(contexts, loss, theory)); },
      .certified_statements = {"critical", "value", "index", "nullity", "strict-saddles"},
      .formulas = [loss](Index m, Index k, Index rank) { return lae_formulas(loss, m, k, rank); },
      .training = {}};
  if (loss == Loss::sum) result.certified_statements.emplace_back("transpose");
  return result;
}

StatementGroup group(claims::Registry<LaeContext> registry, Loss loss, const ListedTheory& theory) {
  return group_of(
      std::move(registry), [loss, theory](Contexts& contexts) { return lae_context(contexts, loss, theory); },
      [](const LaeContext& context) { return context.instance.rational_spectrum().has_value(); });
}

}  // namespace

std::shared_ptr<const LaeContext> lae_context(Contexts& contexts, Loss loss, const ListedTheory& theory) {
  return contexts.keep<LaeContext>(theory::to_string(loss), [&] {
    return std::make_shared<const LaeContext>(make_lae_context(
        loss, contexts.instance(), contexts.spectrum(), contexts.effort(), {.map = contexts.map(), .theory = theory}));
  });
}

claims::Registry<LaeContext> lae_registry(Loss loss) {
  claims::Registry<LaeContext> registry{
      critical_statement(loss),       map_statement(loss),      value_statement(loss),
      index_statement(loss),          nullity_statement(loss),  parameterization_statement(loss),
      strict_saddles_statement(loss), symmetry_statement(loss), only_critical_points_statement(loss)};
  if (loss != Loss::sum) return registered(std::move(registry));
  for (LaeStatement (*statement)() : {sum_transpose, sum_balanced, sum_principal_directions, sum_singular_values,
                                      sum_spectrum, sum_repeated, sum_morse_bott, sum_morse_complex, sum_barrier}) {
    registry.push_back(statement());
  }
  return registered(std::move(registry));
}

claims::Registry<LaeContext> algorithm_registry() {
  return registered({oja_zeros(), tied_critical(), exact_monotone(), flow_balance()});
}

Family lae_family(const ListedTheory& theory) {
  Family family{.name = "linear autoencoders", .losses = {}};
  for (const Loss loss : losses) {
    family.losses.push_back(family_loss(loss, theory));
    family.groups.push_back(group(lae_registry(loss), loss, theory));
  }
  family.groups.push_back(group(algorithm_registry(), Loss::sum, theory));
  family.known_false = {none_pseudoinverse(),   product_pseudoinverse(),    none_directions(),
                        sum_eigenvalue_name(),  none_rank_deficient_data(), product_rank_deficient_data(),
                        none_flat_directions(), sum_weight_average()};
  return family;
}

std::optional<Loss> lae_loss(const std::string& name) {
  for (const Loss loss : losses) {
    if (theory::to_string(loss) == name) return loss;
  }
  return {};
}

}  // namespace laecert::checks
