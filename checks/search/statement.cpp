#include "checks/search/statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace laecert::checks {
namespace {

// Of one loss, with each certified point matched to a list.
struct Counts {
  long starts = 0, certified = 0, matched = 0;
  std::string contradiction = {};  // the first
};

Counts count(const SearchedLoss& loss, const std::function<Match(const SearchedStart&)>& match_of) {
  Counts counts;
  for (const SearchedStart& start : loss.outcome.starts) {
    ++counts.starts;
    if (!start.found.certified) continue;
    ++counts.certified;
    const Match match = match_of(start);
    if (match.manifold) ++counts.matched;
    if (!match.contradiction.empty() && counts.contradiction.empty()) {
      counts.contradiction = fmt::format("start {}: {}", start.found.start + 1, match.contradiction);
    }
  }
  return counts;
}

Decision decide(const Counts& counts, const ListedLoss& loss) {
  const std::string margin = fmt::format("{} starts, {} certified", counts.starts, counts.certified);
  if (!counts.contradiction.empty()) {
    return {.verdict = Verdict::refuted,
            .margin = margin,
            .reason = "a certified critical point is on no listed manifold: " + counts.contradiction};
  }
  if (counts.certified == 0 || counts.matched < counts.certified) {
    if (const std::optional<std::string> why = loss.beyond_double()) {
      return {.verdict = Verdict::inapplicable,
              .margin = margin,
              .reason = *why + ", nearer than the search in double can tell"};
    }
  }
  if (counts.certified == 0) return {.margin = margin, .reason = "no start ended in a certified critical point"};
  if (counts.matched < counts.certified) {
    return {.margin = margin, .reason = "the enclosure of a certified point is too wide for the list"};
  }
  return {.verdict = Verdict::supported, .margin = margin};
}

std::optional<Case> blocked_case(const CertifiedList& list) {
  if (list.inapplicable) return Case{list.name, {.verdict = Verdict::inapplicable, .reason = *list.inapplicable}};
  if (!list.undecided) return {};
  return Case{list.name, {.verdict = Verdict::undecided, .reason = *list.undecided}};
}

// A case for each loss, those that were searched first; `match_of` gives the way to match a start of it.
Finding over_losses(const SearchContext& search,
                    const std::function<std::function<Match(const SearchedStart&)>(const SearchedLoss&)>& matcher_of) {
  Finding finding;
  finding.by = {"search", "certify"};
  std::vector<Case> not_searched;
  long starts = 0, certified = 0;
  for (const SearchedLoss& loss : search.losses) {
    const std::string& name = loss.loss->list().name;
    if (std::optional<Case> blocked = blocked_case(loss.loss->list())) {
      not_searched.push_back(*std::move(blocked));
    } else if (loss.outcome.starts.empty()) {
      not_searched.push_back({name,
                              {.verdict = Verdict::inapplicable,
                               .margin = {},
                               .reason = fmt::format("no start: the budget has none for {} unknowns (--starts)",
                                                     loss.loss->dimension())}});
    } else {
      const Counts counts = count(loss, matcher_of(loss));
      starts += counts.starts;
      certified += counts.certified;
      finding.cases.push_back({name, decide(counts, *loss.loss)});
    }
  }
  std::move(not_searched.begin(), not_searched.end(), std::back_inserter(finding.cases));
  if (starts > 0) finding.margin = fmt::format("{} starts, {} certified", starts, certified);
  return finding;
}

Finding finds_only_listed_points(const SearchContext& search) {
  return over_losses(search, [](const SearchedLoss&) { return [](const SearchedStart& one) { return one.match; }; });
}

// The list without the manifold that the first matched start came to.
std::vector<theory::Manifold> shortened_list(const SearchedLoss& loss) {
  std::vector<theory::Manifold> list;
  const auto found = tally(loss.outcome);
  for (std::size_t i = 1; i < found.size(); ++i) list.push_back(found[i].first);
  return list;
}

// Of the manifolds that were not found it makes no difference whether they are in the list.
Finding finds_only_points_of_a_shortened_list(const SearchContext& search) {
  return over_losses(search, [](const SearchedLoss& loss) -> std::function<Match(const SearchedStart&)> {
    const Matcher match = loss.loss->matcher(shortened_list(loss));
    return [match](const SearchedStart& one) { return match(*one.found.certified); };
  });
}

}  // namespace

claims::Statement<SearchContext> search_list_statement() {
  return {
      .info = {.id = "search.list",
               .proposition = "an independent search finds no critical point outside the list",
               .hypotheses = "section 1 of the loss",
               .source = "derived",
               .floors = {Verdict::supported, Verdict::supported},
               .lemmas = {"C1", "C2"},
               .method = "Newton's method of least residual from random starts, which knows nothing of the list; what "
                         "it finds is certified, and then compared with the list: ranks, |W2 W1|, value, index, "
                         "nullity",
               .not_proved = "that a critical point which no start came to is in the list"},
      .decide = finds_only_listed_points,
      .controls = {{.id = "search.list/deleted",
                    .text = "the list with one manifold deleted",
                    .decide = finds_only_points_of_a_shortened_list,
                    .indistinguishable = {}}}};
}

}  // namespace laecert::checks
