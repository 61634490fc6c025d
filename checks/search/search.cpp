#include "checks/search/search.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "families/archived_points.hpp"

namespace laecert::claims {

template <>
struct Fields<propose::Found> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.start, x.finder, x.scale, x.steps, x.converged, x.gradient_norm, x.approximate, x.certified);
  }
};

template <>
struct Fields<checks::Match> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.manifold, x.contradiction);
  }
};

template <>
struct Fields<checks::SearchedStart> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.found, x.match);
  }
};

}  // namespace laecert::claims

namespace laecert::checks {
namespace {

SearchedStart search_from(const ListedLoss& loss, const Matcher& match, const SearchPlan& plan, long start) {
  const std::unique_ptr<propose::Landscape> landscape = loss.landscape();
  SearchedStart result{.found = propose::search_from(*landscape, start, plan.options)};
  if (result.found.certified) result.match = match(*result.found.certified);
  return result;
}

SearchedStart search_or_find(const ListedLoss& loss, const Matcher& match, const SearchPlan& plan, long start,
                             const claims::MapOptions& map) {
  const SearchedStart blank{.found = {.approximate = {}, .certified = Reason{}}};
  const std::string name = std::to_string(start);
  std::optional<SearchedStart> known = claims::find_in(map.journal, name, blank);
  if (known && known->found.start == start) return *std::move(known);
  SearchedStart made = search_from(loss, match, plan, start);
  if (!map.stop.stop_requested()) claims::keep_in(map.journal, name, made);
  return made;
}

}  // namespace

propose::SearchOptions search_options(const Effort& effort) {
  constexpr long digits_enough_to_match = 10;
  return {.seed = effort.seed,
          .certify = {.digits = std::min(effort.digits, digits_enough_to_match), .max_digits = effort.max_digits}};
}

long automatic_starts(Index dimension) {
  if (dimension <= 40) return 24;
  if (dimension <= 100) return 6;
  return dimension < 300 ? 2 : 0;
}

SearchOutcome search_list(const ListedLoss& loss, const SearchPlan& plan, const claims::MapOptions& map) {
  // Of a million starts, room is made for those that are reached.
  constexpr long block = 4096;
  const Matcher match = loss.matcher({});
  claims::MapOptions kept = map;
  kept.journal = journal_of(map.journal, "starts", loss.list());
  SearchOutcome outcome;
  for (long first = 0; first < plan.starts && !outcome.interrupted; first += block) {
    const long count = std::min(block, plan.starts - first);
    claims::MapOptions part = map;
    if (map.progress) {
      part.progress = [&](std::size_t done, std::size_t) {
        map.progress(static_cast<std::size_t>(first) + done, static_cast<std::size_t>(plan.starts));
      };
    }
    std::vector<std::optional<SearchedStart>> starts = claims::parallel_map(
        static_cast<std::size_t>(count), loss.list().effort.jobs,
        [&](std::size_t i) { return search_or_find(loss, match, plan, first + static_cast<long>(i), kept); }, part);
    for (std::optional<SearchedStart>& start : starts) {
      outcome.interrupted = outcome.interrupted || !start;
      if (start) outcome.starts.push_back(*std::move(start));
    }
  }
  return outcome;
}

std::vector<std::pair<theory::Manifold, long>> tally(const SearchOutcome& outcome) {
  std::map<std::pair<Index, std::vector<Index>>, std::pair<theory::Manifold, long>> counts;
  for (const SearchedStart& start : outcome.starts) {
    if (!start.match.manifold) continue;
    const theory::Manifold& manifold = *start.match.manifold;
    auto& entry = counts[{manifold.rank, manifold.index_set}];
    entry.first = manifold;
    ++entry.second;
  }
  std::vector<std::pair<theory::Manifold, long>> result;
  result.reserve(counts.size());
  for (auto& [order, entry] : counts) result.push_back(std::move(entry));
  return result;
}

}  // namespace laecert::checks
