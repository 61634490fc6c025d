#pragma once

#include <string>
#include <vector>

#include "checks/lae/findings.hpp"
#include "checks/family/own_instance.hpp"
#include "checks/ppca/findings.hpp"
#include "checks/search/statement.hpp"
#include "checks/tied/statements.hpp"

namespace laecert::checks {

/// The statements about one loss, in the order of the report: the explicit list.
claims::Registry<LaeContext> lae_registry(theory::Loss loss);

/// The statements about algorithms and the gradient flow, decided on the context of `sum`.
claims::Registry<LaeContext> algorithm_registry();

/// The statements about the tied loss at its own critical points.
claims::Registry<TiedContext> tied_registry();

/// The statements about probabilistic PCA at v = lambda/n.
claims::Registry<PpcaContext> ppca_registry();

/// The statements about an independent search, decided on the losses it went through.
claims::Registry<SearchContext> search_registry();

/// The statements known false, each on an instance of its own.
claims::Registry<OwnInstance> known_false_registry();

/// A control without the way to decide it.
struct RegisteredControl {
  std::string id, text;
};

/// A statement of whatever family, as it is listed and explained.
struct RegisteredStatement {
  claims::StatementInfo info;
  std::vector<RegisteredControl> controls = {};
};

/// All statements there are, in the order of the report.
std::vector<RegisteredStatement> registered_statements();

/// The losses of the registry, in the order of the report.
std::vector<theory::Loss> known_losses();

/// The losses of these names, in the order of the report; all where none is named. Errors: as loss_named.
std::vector<theory::Loss> losses_named(const std::vector<std::string>& names, const std::string& option);

/// The loss of this name. Errors: UsageError with the known ones; `option` names where it was asked for.
theory::Loss loss_named(const std::string& name, const std::string& option);

}  // namespace laecert::checks
