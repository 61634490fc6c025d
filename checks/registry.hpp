#pragma once

#include <string>
#include <vector>

#include "checks/search/statement.hpp"
#include "families/family.hpp"
#include "families/lae/listed_theory.hpp"

namespace laecert::checks {

/// What there is to decide: the families, and what is known false beside them.
struct FamilyRegistry {
  std::vector<Family> families;
  claims::Registry<OwnInstance> known_false = {};  // of no family
};

/// The families of laecert, in the order of reports: the explicit list.
/// theory: what is put to the test; the published one, unless a caller brings a wrong one to see it refuted.
FamilyRegistry builtin_registry(const ListedTheory& theory = {});

/// The statements about an independent search, decided on the losses it went through.
claims::Registry<SearchContext> search_registry();

/// The statements known false, each on an instance of its own: those of the families, and the rest.
claims::Registry<OwnInstance> known_false_registry(const FamilyRegistry& registry);
claims::Registry<OwnInstance> known_false_registry();

/// All statements there are, in the order of the report.
std::vector<RegisteredStatement> registered_statements(const FamilyRegistry& registry);
std::vector<RegisteredStatement> registered_statements();

/// All losses, in the order of the report.
std::vector<FamilyLoss> all_losses(const FamilyRegistry& registry);

/// "none, product, sum, ...": for help and messages.
std::string loss_names(const FamilyRegistry& registry);

/// The losses of these names, in the order of the report; those with a list of their own where none is named.
/// Errors: as loss_named.
std::vector<FamilyLoss> losses_named(const FamilyRegistry& registry, const std::vector<std::string>& names,
                                     const std::string& option);
/// The same on an instance: where none is named, only those that are about such an instance.
std::vector<FamilyLoss> losses_named(const FamilyRegistry& registry, const std::vector<std::string>& names,
                                     const std::string& option, const problem::Instance& instance);

/// The loss of this name. Errors: UsageError with the known ones; `option` names where it was asked for.
FamilyLoss loss_named(const FamilyRegistry& registry, const std::string& name, const std::string& option);

}  // namespace laecert::checks
