// Counting and sampling manifolds without listing them.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "numeric/running.hpp"
#include "theory/lae/manifolds.hpp"

namespace laecert::theory {

namespace {

using Coefficients = std::vector<Integer>;

std::size_t at(Index i) { return static_cast<std::size_t>(i); }

// x += t^shift y.
void add_shifted(Coefficients& x, const Coefficients& y, Index shift) {
  if (x.size() < y.size() + at(shift)) x.resize(y.size() + at(shift));
  for (std::size_t i = 0; i < y.size(); ++i) x[i + at(shift)] += y[i];
}

// What a choice of l_e after `chosen` of the `passed` earlier directions adds to the index.
Index inversion_step(IndexRule rule, Index l, Index passed, Index chosen, Index multiplicity) {
  if (rule == IndexRule::without_inversions) return 0;
  // Reversed: those chosen before this eigenvalue meet its directions that are not chosen.
  if (rule == IndexRule::reversed_order) return chosen * (multiplicity - l);
  return l * (passed - chosen);
}

// ways[g][l]: the number of choices l_g, l_(g+1), ... of sum l.
std::vector<Coefficients> completions(const Profile& profile) {
  const std::size_t groups = profile.multiplicities.size();
  std::vector<Coefficients> ways(groups + 1, Coefficients(at(profile.largest_rank()) + 1));
  ways[groups][0] = 1;
  for (std::size_t g = groups; g-- > 0;) {
    numeric::require_running();
    for (Index l = 0; l <= profile.largest_rank(); ++l) {
      for (Index here = 0; here <= profile.multiplicities[g] && here <= l; ++here) {
        ways[g][at(l)] += ways[g + 1][at(l - here)];
      }
    }
  }
  return ways;
}

// The manifold of this rank with this place (from 0) in the enumeration.
Manifold manifold_at(const Profile& profile, const std::vector<Coefficients>& ways, Index rank, Integer place) {
  std::vector<Index> ranks;
  Index left = rank;
  for (std::size_t g = 0; g < profile.multiplicities.size(); ++g) {
    Index here = std::min(profile.multiplicities[g], left);
    while (place >= ways[g + 1][at(left - here)]) {
      place -= ways[g + 1][at(left - here)];
      --here;
    }
    ranks.push_back(here);
    left -= here;
  }
  return predict_manifold(profile, ranks);
}

// Uniform in 0, ..., n - 1, by rejection from the least sufficient number of bits.
Integer draw_below(const Integer& n, numeric::SplitMix64& random) {
  if (n <= 1) return 0;
  const unsigned bits = static_cast<unsigned>(msb(n)) + 1;
  while (true) {
    Integer draw = 0;
    for (unsigned have = 0; have < bits; have += 64) draw = (draw << 64) + random.next();
    draw >>= (64 - bits % 64) % 64;
    if (draw < n) return draw;
  }
}

// How many to take of each rank: equally, then what is left to the largest ranks that can give more.
std::vector<Index> quotas(const std::vector<Integer>& available, Index count) {
  const Index share = count / static_cast<Index>(available.size());
  std::vector<Index> result;
  Index left = count;
  for (const Integer& n : available) {
    result.push_back(n < share ? static_cast<Index>(n) : share);
    left -= result.back();
  }
  for (std::size_t rank = available.size(); rank-- > 0;) {
    const Integer room = available[rank] - result[rank];
    const Index more = room < left ? static_cast<Index>(room) : left;
    result[rank] += more;
    left -= more;
  }
  return result;
}

// `quota` distinct places below n; place 0 among them where asked.
std::set<Integer> draw_places(const Integer& n, Index quota, bool with_first, numeric::SplitMix64& random) {
  std::set<Integer> places;
  if (with_first) places.insert(0);
  // More than half: draw what is left out, so that rejections stay rare.
  if (Integer(2) * quota > n) {
    std::set<Integer> omitted;
    while (n - omitted.size() > quota) {
      const Integer place = draw_below(n, random);
      if (!with_first || place != 0) omitted.insert(place);
    }
    for (Integer place = 0; place < n; ++place) {
      if (!omitted.contains(place)) places.insert(place);
    }
    return places;
  }
  while (static_cast<Index>(places.size()) < quota) places.insert(draw_below(n, random));
  return places;
}

// An upper bound of the entries of the table: the inversions of rank l are at most l times the directions left over.
Integer table_size(const Profile& profile, IndexRule rule) {
  const Integer q = profile.q();
  Integer size = 0;
  for (Index l = 0; l <= profile.largest_rank(); ++l) {
    size += l * (q - l) + normal_index_term(profile, l, rule) + 1;
  }
  return size;
}

}  // namespace

std::vector<Integer> predict_counts_by_rank(const Profile& profile) { return completions(profile).front(); }

Integer predict_count(const Profile& profile) {
  Integer total = 0;
  for (const Integer& count : predict_counts_by_rank(profile)) total += count;
  return total;
}

bool is_countable(const Profile& profile, IndexRule rule) { return table_size(profile, rule) <= most_counts; }

CountTable predict_counts(const Profile& profile, IndexRule rule) {
  if (!is_countable(profile, rule)) {
    throw UsageError(fmt::format("counts by rank and index: {} numbers for k = {} of {} eigenvalues, at most {}",
                                 table_size(profile, rule).str(), profile.k, profile.q(), most_counts));
  }
  CountTable table(at(profile.largest_rank()) + 1);
  table[0] = {1};
  Index passed = 0;
  for (const Index multiplicity : profile.multiplicities) {
    CountTable next(table.size());
    for (Index chosen = 0; chosen <= profile.largest_rank(); ++chosen) {
      for (Index l = 0; l <= multiplicity && chosen + l <= profile.largest_rank(); ++l) {
        if (table[at(chosen)].empty()) continue;
        numeric::require_running_after(static_cast<long>(table[at(chosen)].size()));
        add_shifted(next[at(chosen + l)], table[at(chosen)], inversion_step(rule, l, passed, chosen, multiplicity));
      }
    }
    table = std::move(next);
    passed += multiplicity;
  }
  for (Index l = 0; l <= profile.largest_rank(); ++l) {
    Coefficients shifted;
    add_shifted(shifted, table[at(l)], normal_index_term(profile, l, rule));
    table[at(l)] = std::move(shifted);
  }
  return table;
}

std::vector<Manifold> sample_manifolds(const Profile& profile, Index count, std::uint64_t seed) {
  if (count < 1) throw PreconditionError(fmt::format("a sample of {} manifolds, expected at least 1", count));
  const std::vector<Coefficients> ways = completions(profile);
  const std::vector<Index> quota = quotas(ways.front(), count);
  numeric::SplitMix64 random(seed);
  std::vector<Manifold> result;
  for (Index rank = 0; rank <= profile.largest_rank(); ++rank) {
    const bool holds_minimum = rank == profile.largest_rank();
    for (const Integer& place : draw_places(ways.front()[at(rank)], quota[at(rank)], holds_minimum, random)) {
      numeric::require_running();
      result.push_back(manifold_at(profile, ways, rank, place));
    }
  }
  return result;
}

}  // namespace laecert::theory
