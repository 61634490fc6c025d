#pragma once

#include <memory>
#include <vector>

#include "checks/search/search.hpp"
#include "families/findings.hpp"

namespace laecert::checks {

/// A loss with what a search of it came to.
struct SearchedLoss {
  std::shared_ptr<const ListedLoss> loss;  // not null
  SearchOutcome outcome = {};
};

/// What search.list is decided on: a case for each loss.
struct SearchContext {
  std::vector<SearchedLoss> losses = {};
};

/// "search.list": no certified point of the search contradicts the list.
claims::Statement<SearchContext> search_list_statement();

}  // namespace laecert::checks
