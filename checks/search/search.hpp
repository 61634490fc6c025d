#pragma once

#include <string>
#include <vector>

#include "families/listed_loss.hpp"
#include "propose/search/search.hpp"

namespace laecert::checks {

/// The outcomes of more would fill the memory.
inline constexpr long most_starts = 1000000;

/// How many starts, and what each may do.
struct SearchPlan {
  long starts = 0;
  propose::SearchOptions options = {};
};

/// One start: what the search found, which knows nothing of the list, and how that stands to it.
struct SearchedStart {
  propose::Found found;
  Match match = {};  // empty where nothing is certified
};

/// The starts of one loss, in order; fewer than planned where a stop was requested.
struct SearchOutcome {
  std::vector<SearchedStart> starts = {};
  bool interrupted = false;
};

/// The published options with the seed and precision of an effort; a search needs no more than ten digits.
propose::SearchOptions search_options(const Effort& effort);

/// The starts that `verify` spends on a loss by itself: fewer for more unknowns N, as a step costs about N^3; none from
/// N = 300 on.
long automatic_starts(Index dimension);

/// Searches the loss from random starts and matches what is certified to its list.
/// Requires:  loss.list().has_manifolds().
/// Guarantee: the same outcome for any number of jobs.
SearchOutcome search_list(const ListedLoss& loss, const SearchPlan& plan, const claims::MapOptions& map = {});

/// How many starts came to each manifold that was found, in the order of lists: by rank, then by index set.
std::vector<std::pair<theory::Manifold, long>> tally(const SearchOutcome& outcome);

}  // namespace laecert::checks
