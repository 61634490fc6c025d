#include "checks/registry.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "checks/lae/known_false.hpp"
#include "checks/lae/statements.hpp"
#include "checks/machine_checked.hpp"
#include "numeric/errors.hpp"

namespace laecert::checks {
namespace {

template <class Context>
void append(std::vector<RegisteredStatement>& all, const claims::Registry<Context>& registry) {
  for (const claims::Statement<Context>& statement : registry) {
    RegisteredStatement one{.info = statement.info};
    for (const claims::Control<Context>& control : statement.controls)
      one.controls.push_back({control.id, control.text});
    all.push_back(std::move(one));
  }
}

// The list of `sum` is proved in Coq for distinct eigenvalues above lambda; all else has the statements' own
// hypotheses.
bool theorems_apply(const LaeContext& context, std::string_view id) {
  return id != "sum.only-critical-points" || (context.spectrum && context.spectrum->distinct_above);
}

claims::Registry<LaeContext> statements_about(theory::Loss loss) {
  claims::Registry<LaeContext> registry{
      critical_statement(loss),       map_statement(loss),      value_statement(loss),
      index_statement(loss),          nullity_statement(loss),  parameterization_statement(loss),
      strict_saddles_statement(loss), symmetry_statement(loss), only_critical_points_statement(loss)};
  if (loss != theory::Loss::sum) return registry;
  for (LaeStatement (*statement)() : {sum_transpose, sum_balanced, sum_principal_directions, sum_singular_values,
                                      sum_spectrum, sum_repeated, sum_morse_bott}) {
    registry.push_back(statement());
  }
  return registry;
}

}  // namespace

claims::Registry<LaeContext> lae_registry(theory::Loss loss) {
  claims::Registry<LaeContext> registry = statements_about(loss);
  for (LaeStatement& statement : registry) {
    const auto applies = [id = statement.info.id](const LaeContext& context) { return theorems_apply(context, id); };
    statement = naming_theorems<LaeContext>(std::move(statement), applies);
  }
  return registry;
}

claims::Registry<OwnInstance> known_false_registry() {
  return {none_pseudoinverse(),       product_pseudoinverse(),       none_directions(),     sum_eigenvalue_name(),
          none_rank_deficient_data(), product_rank_deficient_data(), none_flat_directions()};
}

std::vector<RegisteredStatement> registered_statements() {
  std::vector<RegisteredStatement> all;
  for (const theory::Loss loss : known_losses()) append(all, lae_registry(loss));
  append(all, known_false_registry());
  return all;
}

std::vector<theory::Loss> known_losses() { return {theory::Loss::none, theory::Loss::product, theory::Loss::sum}; }

theory::Loss loss_named(const std::string& name, const std::string& option) {
  std::vector<std::string> names;
  for (const theory::Loss loss : known_losses()) {
    names.push_back(theory::to_string(loss));
    if (names.back() == name) return loss;
  }
  throw UsageError(fmt::format("{} '{}': unknown; known: {}", option, name, fmt::join(names, ", ")));
}

}  // namespace laecert::checks
