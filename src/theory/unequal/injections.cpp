#include "theory/unequal/injections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "numeric/running.hpp"

namespace laecert::theory {
namespace {

using Units = std::vector<Index>;

bool is_taken(const Units& units, Index j) { return std::find(units.begin(), units.end(), j) != units.end(); }

// #{1 <= j <= last : j not taken}.
Index free_up_to(const Units& units, Index last) {
  return last - std::count_if(units.begin(), units.end(), [&](Index j) { return 1 <= j && j <= last; });
}

// The units by increasing penalty: with a decreasing reach.
Units by_penalty(const UnitProfile& profile) {
  Units order(profile.penalties.size());
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(), [&](Index a, Index b) {
    return profile.penalties[static_cast<std::size_t>(a)] < profile.penalties[static_cast<std::size_t>(b)];
  });
  return order;
}

// ways[i][l]: of the first i units in order of increasing reach, l take different indices. Each unit that comes after l
// others reaches all that they have taken.
std::vector<std::vector<Integer>> count_ways(const UnitProfile& profile) {
  Units order = by_penalty(profile);
  std::reverse(order.begin(), order.end());
  const std::size_t k = order.size();
  std::vector<std::vector<Integer>> ways(k + 1, std::vector<Integer>(k + 1, Integer(0)));
  ways[0][0] = 1;
  for (std::size_t i = 0; i < k; ++i) {
    const Index reach = profile.reach[static_cast<std::size_t>(order[i])];
    for (std::size_t l = 0; l <= i; ++l) {
      ways[i + 1][l] += ways[i][l];
      const Index choices = reach - static_cast<Index>(l);
      if (choices > 0) ways[i + 1][l + 1] += ways[i][l] * choices;
    }
  }
  return ways;
}

// The place-th injection of this rank, in an order of its own: unit by unit from the last of count_ways.
// Requires: 0 <= place < ways[k][rank].
Units unranked(const UnitProfile& profile, const std::vector<std::vector<Integer>>& ways, std::size_t rank,
               Integer place) {
  Units order = by_penalty(profile);
  std::reverse(order.begin(), order.end());
  // How many of its free indices each unit passes over, 0 where it is inactive; indices follow from the first unit on.
  std::vector<std::pair<std::size_t, Index>> choice;  // (unit, passed over)
  for (std::size_t i = order.size(); i > 0; --i) {
    if (place < ways[i - 1][rank]) continue;
    place -= ways[i - 1][rank];
    --rank;
    choice.emplace_back(static_cast<std::size_t>(order[i - 1]), static_cast<Index>(place / ways[i - 1][rank]));
    place %= ways[i - 1][rank];
  }
  Units units(order.size(), 0);
  for (auto one = choice.rbegin(); one != choice.rend(); ++one) {
    Index j = 0;
    for (Index passed = -1; passed < one->second;) passed += is_taken(units, ++j) ? 0 : 1;
    units[one->first] = j;
  }
  return units;
}

Integer random_below(const Integer& bound, numeric::SplitMix64& random) {
  const unsigned bits = static_cast<unsigned>(msb(bound)) + 1;
  while (true) {
    Integer drawn = 0;
    for (unsigned done = 0; done < bits; done += 64) drawn = (drawn << 64) + random.next();
    drawn %= Integer(1) << bits;
    if (drawn < bound) return drawn;
  }
}

// How many of each rank a sample has; at least one of the rank of the minimum. Requires: left >= 1.
std::vector<Integer> quotas(const std::vector<Integer>& available, Integer left, std::size_t rank_of_minimum) {
  std::vector<Integer> quota(available.size(), Integer(0));
  while (left > 0) {
    // Largest ranks first, so that the rest is theirs.
    for (std::size_t l = available.size(); l > 0 && left > 0; --l) {
      if (quota[l - 1] == available[l - 1]) continue;
      ++quota[l - 1];
      --left;
    }
  }
  if (quota[rank_of_minimum] == 0) {
    --*std::max_element(quota.begin(), quota.end());
    quota[rank_of_minimum] = 1;
  }
  return quota;
}

// Distinct numbers below the bound.
std::set<Integer> draw_distinct(const Integer& bound, const Integer& count, numeric::SplitMix64& random) {
  std::set<Integer> drawn;
  while (Integer(static_cast<long>(drawn.size())) < count) drawn.insert(random_below(bound, random));
  return drawn;
}

void require_list(const UnitProfile& profile, const Units& units) {
  if (static_cast<Index>(units.size()) > profile.k()) {
    throw UsageError(fmt::format("--index-set: {} indices for k = {} units", units.size(), profile.k()));
  }
  std::set<Index> taken;
  for (const Index j : units) {
    if (j < 0 || j > profile.m) throw UsageError(fmt::format("--index-set: {} is not in 0..{}", j, profile.m));
    if (j > 0 && !taken.insert(j).second) {
      throw UsageError(fmt::format("--index-set: {} is taken by two units", j));
    }
  }
}

bool comes_before(const Manifold& a, const Manifold& b) {
  return a.rank != b.rank ? a.rank < b.rank : a.index_set < b.index_set;
}

}  // namespace

Index predict_unit_index(const UnitProfile& profile, const std::vector<Index>& units, UnitIndexRule rule) {
  Index index = 0;
  for (std::size_t a = 0; a < units.size(); ++a) {
    const bool active = units[a] > 0;
    index += free_up_to(units, active ? units[a] - 1 : profile.reach[a]);
    for (std::size_t b = 0; b < units.size(); ++b) {
      if (units[b] == 0 || !(profile.penalties[a] < profile.penalties[b])) continue;
      if (!active && rule != UnitIndexRule::without_idle_pairs) ++index;
      if (active && units[a] > units[b] && rule != UnitIndexRule::without_crossed_pairs) ++index;
    }
  }
  return index;
}

Manifold predict_injection(const UnitProfile& profile, const std::vector<Index>& units) {
  const Index rank = std::count_if(units.begin(), units.end(), [](Index j) { return j > 0; });
  return {.index_set = units,
          .rank_vector = {},
          .rank = rank,
          .dimension = 0,
          .index = predict_unit_index(profile, units),
          .nullity = 0};
}

Outcome<Manifold> injection_of(const UnitProfile& profile, std::vector<Index> units) {
  require_list(profile, units);
  units.resize(profile.penalties.size(), 0);
  for (std::size_t a = 0; a < units.size(); ++a) {
    if (units[a] <= profile.reach[a]) continue;
    return Reason{
        fmt::format("index {} belongs to an eigenvalue that is not above the penalty of unit {}", units[a], a + 1)};
  }
  return predict_injection(profile, units);
}

std::vector<Manifold> predict_injections(const UnitProfile& profile, std::optional<Index> limit) {
  std::vector<Manifold> result;
  const auto k = static_cast<std::size_t>(profile.k());
  const auto is_full = [&] { return limit && static_cast<Index>(result.size()) >= *limit; };
  const std::function<void(Units&, std::size_t)> extend = [&](Units& units, std::size_t left) {
    if (is_full() || left > k - units.size()) return;
    if (units.size() == k) {
      numeric::require_running();
      result.push_back(predict_injection(profile, units));
      return;
    }
    const Index reach = left > 0 ? profile.reach[units.size()] : 0;
    for (Index j = 0; j <= reach && !is_full(); ++j) {
      if (j > 0 && is_taken(units, j)) continue;
      units.push_back(j);
      extend(units, j > 0 ? left - 1 : left);
      units.pop_back();
    }
  };
  for (std::size_t rank = 0; rank <= k; ++rank) {
    Units units;
    extend(units, rank);
  }
  return result;
}

std::vector<Integer> count_injections_by_rank(const UnitProfile& profile) { return count_ways(profile).back(); }

Integer count_injections(const UnitProfile& profile) {
  const std::vector<Integer> counts = count_injections_by_rank(profile);
  return std::accumulate(counts.begin(), counts.end(), Integer(0));
}

Manifold predict_unit_minimum(const UnitProfile& profile) {
  Units units(profile.penalties.size(), 0);
  Index next = 1;
  for (const Index a : by_penalty(profile)) {
    const auto unit = static_cast<std::size_t>(a);
    if (next <= profile.reach[unit]) units[unit] = next++;
  }
  return predict_injection(profile, units);
}

std::vector<Manifold> sample_injections(const UnitProfile& profile, Index count, std::uint64_t seed) {
  if (count < 1) throw PreconditionError(fmt::format("a sample of {} points", count));
  const std::vector<std::vector<Integer>> ways = count_ways(profile);
  const std::vector<Integer>& available = ways.back();
  if (count_injections(profile) <= count) return predict_injections(profile);
  const Manifold minimum = predict_unit_minimum(profile);
  const std::vector<Integer> quota = quotas(available, Integer(count), static_cast<std::size_t>(minimum.rank));
  numeric::SplitMix64 random(seed);
  std::vector<Manifold> sample;
  for (std::size_t rank = 0; rank < available.size(); ++rank) {
    const auto first = static_cast<std::ptrdiff_t>(sample.size());
    for (const Integer& place : draw_distinct(available[rank], quota[rank], random))
      sample.push_back(predict_injection(profile, unranked(profile, ways, rank, place)));
    const bool has_minimum = std::any_of(sample.begin() + first, sample.end(),
                                         [&](const Manifold& one) { return one.index_set == minimum.index_set; });
    if (static_cast<Index>(rank) == minimum.rank && !has_minimum) sample.back() = minimum;
  }
  std::sort(sample.begin(), sample.end(), comes_before);
  return sample;
}

}  // namespace laecert::theory
