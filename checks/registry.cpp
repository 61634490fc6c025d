#include "checks/registry.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "checks/lae/algorithm_statements.hpp"
#include "checks/lae/known_false.hpp"
#include "checks/lae/statements.hpp"
#include "checks/family/machine_checked.hpp"
#include "checks/ppca/statements.hpp"
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
// hypotheses. A theorem is a route that gives `exact`.
bool theorems_apply(const LaeContext& context, std::string_view id) {
  if (!context.allows(claims::Verdict::exact)) return false;
  return id != "sum.only-critical-points" || (context.spectrum && context.spectrum->distinct_above);
}

const LaeContext& sum_of(const LaeContext& context) { return context; }
template <class Context>
const LaeContext& sum_of(const Context& context) {
  return context.sum;
}

// The one place where `--evidence` meets what was decided.
template <class Context>
claims::Registry<Context> within_evidence(claims::Registry<Context> registry) {
  for (claims::Statement<Context>& statement : registry) {
    statement.decide = [decide = statement.decide](const Context& context) {
      return limited(sum_of(context), decide(context));
    };
  }
  return registry;
}

// Names the theorems that Coq has checked as well.
claims::Registry<LaeContext> completed(claims::Registry<LaeContext> registry) {
  for (LaeStatement& statement : registry) {
    const auto applies = [id = statement.info.id](const LaeContext& context) { return theorems_apply(context, id); };
    statement = naming_theorems<LaeContext>(std::move(statement), applies);
  }
  return within_evidence(std::move(registry));
}

}  // namespace

claims::Registry<LaeContext> lae_registry(theory::Loss loss) {
  claims::Registry<LaeContext> registry{
      critical_statement(loss),       map_statement(loss),      value_statement(loss),
      index_statement(loss),          nullity_statement(loss),  parameterization_statement(loss),
      strict_saddles_statement(loss), symmetry_statement(loss), only_critical_points_statement(loss)};
  if (loss != theory::Loss::sum) return completed(std::move(registry));
  for (LaeStatement (*statement)() : {sum_transpose, sum_balanced, sum_principal_directions, sum_singular_values,
                                      sum_spectrum, sum_repeated, sum_morse_bott}) {
    registry.push_back(statement());
  }
  return completed(std::move(registry));
}

claims::Registry<LaeContext> algorithm_registry() {
  return completed({oja_zeros(), tied_critical(), exact_monotone(), flow_balance()});
}

claims::Registry<TiedContext> tied_registry() { return within_evidence<TiedContext>({tied_index(), tied_nullity()}); }

claims::Registry<PpcaContext> ppca_registry() {
  return within_evidence<PpcaContext>({ppca_stationary(), ppca_decoder_map(), ppca_operator(), ppca_index(),
                                       ppca_nullity(), ppca_no_collapse(), ppca_marginal_limit(), ppca_regression_map(),
                                       ppca_noise_ml()});
}

claims::Registry<SearchContext> search_registry() { return {search_list_statement()}; }

claims::Registry<OwnInstance> known_false_registry() {
  return {none_pseudoinverse(),   product_pseudoinverse(),    none_directions(),
          sum_eigenvalue_name(),  none_rank_deficient_data(), product_rank_deficient_data(),
          none_flat_directions(), ppca_joint_map(),           ppca_marginal_map(),
          oja_gradient(),         stop_transpose_gap()};
}

std::vector<RegisteredStatement> registered_statements() {
  std::vector<RegisteredStatement> all;
  for (const theory::Loss loss : known_losses()) append(all, lae_registry(loss));
  append(all, algorithm_registry());
  append(all, tied_registry());
  append(all, ppca_registry());
  append(all, search_registry());
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

std::vector<theory::Loss> losses_named(const std::vector<std::string>& names, const std::string& option) {
  std::vector<theory::Loss> named;
  named.reserve(names.size());
  for (const std::string& name : names) named.push_back(loss_named(name, option));
  std::vector<theory::Loss> losses = known_losses();
  std::erase_if(losses, [&](theory::Loss loss) {
    return !named.empty() && std::find(named.begin(), named.end(), loss) == named.end();
  });
  return losses;
}

}  // namespace laecert::checks
