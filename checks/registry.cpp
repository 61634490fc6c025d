#include "checks/registry.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "checks/grassmannian/family.hpp"
#include "checks/lae/algorithm_statements.hpp"
#include "checks/lae/family.hpp"
#include "checks/ppca/family.hpp"
#include "checks/tied/family.hpp"
#include "checks/unequal/family.hpp"
#include "numeric/errors.hpp"

namespace laecert::checks {
namespace {

void append(std::vector<RegisteredStatement>& all, const std::vector<RegisteredStatement>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

FamilyRegistry builtin_registry(const ListedTheory& theory) {
  return {.families =
              {
                  lae_family(theory),
                  tied_family(theory),
                  ppca_family(theory),
                  grassmannian_family(),
                  unequal_family(),
              },
          .known_false = {oja_gradient(), stop_transpose_gap()}};
}

claims::Registry<SearchContext> search_registry() { return {search_list_statement()}; }

claims::Registry<OwnInstance> known_false_registry(const FamilyRegistry& registry) {
  claims::Registry<OwnInstance> all;
  for (const Family& family : registry.families)
    all.insert(all.end(), family.known_false.begin(), family.known_false.end());
  all.insert(all.end(), registry.known_false.begin(), registry.known_false.end());
  return all;
}

claims::Registry<OwnInstance> known_false_registry() { return known_false_registry(builtin_registry()); }

std::vector<RegisteredStatement> registered_statements(const FamilyRegistry& registry) {
  std::vector<RegisteredStatement> all;
  for (const Family& family : registry.families) {
    for (const StatementGroup& group : family.groups) append(all, group.statements);
  }
  append(all, listed(search_registry()));
  append(all, listed(known_false_registry(registry)));
  return all;
}

std::vector<RegisteredStatement> registered_statements() { return registered_statements(builtin_registry()); }

std::vector<FamilyLoss> all_losses(const FamilyRegistry& registry) {
  std::vector<FamilyLoss> all;
  for (const Family& family : registry.families) all.insert(all.end(), family.losses.begin(), family.losses.end());
  return all;
}

std::string loss_names(const FamilyRegistry& registry) {
  std::vector<std::string> names;
  for (const FamilyLoss& loss : all_losses(registry)) names.push_back(loss.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

FamilyLoss loss_named(const FamilyRegistry& registry, const std::string& name, const std::string& option) {
  for (const FamilyLoss& loss : all_losses(registry)) {
    if (loss.name == name) return loss;
  }
  throw UsageError(fmt::format("{} '{}': unknown; known: {}", option, name, loss_names(registry)));
}

std::vector<FamilyLoss> losses_named(const FamilyRegistry& registry, const std::vector<std::string>& names,
                                     const std::string& option) {
  for (const std::string& name : names) (void)loss_named(registry, name, option);
  std::vector<FamilyLoss> losses = all_losses(registry);
  std::erase_if(losses, [&](const FamilyLoss& loss) {
    if (names.empty()) return !loss.has_own_list;
    return std::find(names.begin(), names.end(), loss.name) == names.end();
  });
  return losses;
}

std::vector<FamilyLoss> losses_named(const FamilyRegistry& registry, const std::vector<std::string>& names,
                                     const std::string& option, const problem::Instance& instance) {
  std::vector<FamilyLoss> losses = losses_named(registry, names, option);
  if (names.empty()) std::erase_if(losses, [&](const FamilyLoss& loss) { return !is_about_instance(loss, instance); });
  return losses;
}

}  // namespace laecert::checks
