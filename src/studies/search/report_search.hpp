#pragma once

#include <string>
#include <vector>

#include "checks/registry.hpp"
#include "checks/search/search.hpp"
#include "studies/search/search_report.hpp"

namespace laecert::studies {

using namespace checks;

/// What `search` does.
struct SearchCommandOptions {
  FamilyRegistry registry = builtin_registry();
  Effort effort = {};
  std::vector<std::string> losses = {};  // empty: all with a list of their own
  SearchPlan plan = {};                  // seed and digits of the certified points are those of the effort
  claims::MapOptions map = {};
};

/// Searches each loss from random starts and says what was certified, to which manifolds of the list it belongs, and
/// what contradicts the list.
/// Guarantee: the same report for any number of jobs.
/// Errors:    UsageError for an unknown loss, or a finder that the losses cannot use.
Search search(const problem::Instance& instance, const SearchCommandOptions& options);

}  // namespace laecert::studies
