#include "theory/lae/manifolds.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"

namespace laecert::theory {

namespace {

using RankVector = std::vector<Index>;

Index total(const RankVector& ranks) { return std::accumulate(ranks.begin(), ranks.end(), Index{0}); }

void require_rank_vector(const Profile& profile, const RankVector& ranks) {
  bool fits = ranks.size() == profile.multiplicities.size() && total(ranks) <= profile.k;
  for (std::size_t e = 0; fits && e < ranks.size(); ++e) fits = 0 <= ranks[e] && ranks[e] <= profile.multiplicities[e];
  if (!fits) {
    throw PreconditionError(fmt::format("rank vector [{}] does not fit multiplicities [{}] and k = {}",
                                        fmt::join(ranks, ","), fmt::join(profile.multiplicities, ","), profile.k));
  }
}

// Pairs of a chosen direction and one not chosen whose eigenvalue is larger (smaller, where reversed).
Index inversions(const Profile& profile, const RankVector& ranks, bool reversed) {
  Index pairs = 0, chosen = 0, left = 0;  // of the eigenvalues passed
  for (std::size_t e = 0; e < ranks.size(); ++e) {
    const Index here = profile.multiplicities[e] - ranks[e];
    pairs += reversed ? chosen * here : ranks[e] * left;
    chosen += ranks[e];
    left += here;
  }
  return pairs;
}

// The first index set of a rank vector: the first l_e indices of each eigenvalue.
std::vector<Index> first_index_set(const Profile& profile, const RankVector& ranks) {
  std::vector<Index> result;
  result.reserve(static_cast<std::size_t>(total(ranks)));
  Index before = 0;
  for (std::size_t e = 0; e < ranks.size(); ++e) {
    for (Index i = 1; i <= ranks[e]; ++i) result.push_back(before + i);
    before += profile.multiplicities[e];
  }
  return result;
}

// How many of the index set belong to each distinct eigenvalue. Requires: all in 1..q.
RankVector ranks_of(const Profile& profile, const std::vector<Index>& index_set) {
  RankVector ranks;
  Index before = 0;
  for (const Index multiplicity : profile.multiplicities) {
    const Index after = before + multiplicity;
    ranks.push_back(
        std::count_if(index_set.begin(), index_set.end(), [&](Index i) { return before < i && i <= after; }));
    before = after;
  }
  return ranks;
}

void require_index_set(const Profile& profile, const std::vector<Index>& sorted) {
  const auto text = [&] { return fmt::format("index set {{{}}}", fmt::join(sorted, ",")); };
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
    throw UsageError(text() + " repeats an index");
  }
  if (!sorted.empty() && (sorted.front() < 1 || sorted.back() > profile.m)) {
    throw UsageError(fmt::format("{} is not within 1..{}", text(), profile.m));
  }
  if (static_cast<Index>(sorted.size()) > profile.k) {
    throw UsageError(fmt::format("{} has {} indices, more than k = {}", text(), sorted.size(), profile.k));
  }
}

// The dimension of one fibre: the Stiefel manifold V_l(R^k) for `sum`, else the pairs (G, F) with F G = I_l.
Index fibre_dimension(Loss loss, Index k, Index l) {
  return loss == Loss::sum ? k * l - l * (l + 1) / 2 : 2 * k * l - l * l;
}

}  // namespace

std::string to_string(Loss loss) {
  switch (loss) {
    case Loss::none:
      return "none";
    case Loss::product:
      return "product";
    case Loss::sum:
      return "sum";
  }
  throw PreconditionError("not a loss");
}

Index Profile::q() const { return total(multiplicities); }
bool Profile::is_distinct() const { return q() == static_cast<Index>(multiplicities.size()); }
Index Profile::largest_rank() const { return k < q() ? k : q(); }

Profile distinct_profile(Index m, Index k, Index q) {
  if (k < 1 || q < 0 || q > m) throw PreconditionError(fmt::format("k = {}, q = {}, m = {}", k, q, m));
  return {m, k, std::vector<Index>(static_cast<std::size_t>(q), 1)};
}

Profile full_profile(Index m, Index k, Loss loss) {
  if (k < 1 || k > m || loss == Loss::sum) {
    throw PreconditionError(fmt::format("k = {}, m = {}, loss {}", k, m, to_string(loss)));
  }
  return {m, k, std::vector<Index>(static_cast<std::size_t>(m), 1), loss};
}

Index normal_index_term(const Profile& profile, Index rank, IndexRule rule) {
  const Index free_columns = profile.k - rank;
  if (rule == IndexRule::without_normal_term) return 0;
  if (rule == IndexRule::all_for_above_threshold) return free_columns * (profile.m - rank);
  return free_columns * (profile.q() - rank) * (rule == IndexRule::doubled_normal_term ? 2 : 1);
}

Index predict_index(const Profile& profile, const RankVector& ranks, IndexRule rule) {
  require_rank_vector(profile, ranks);
  const bool counts_inversions = rule != IndexRule::without_inversions;
  return (counts_inversions ? inversions(profile, ranks, rule == IndexRule::reversed_order) : 0) +
         normal_index_term(profile, total(ranks), rule);
}

Index predict_index(const Profile& profile, const Manifold& manifold, IndexRule rule) {
  return predict_index(profile, rank_vector_of(profile, manifold), rule);
}

Manifold predict_manifold(const Profile& profile, const RankVector& ranks) {
  require_rank_vector(profile, ranks);
  const Index l = total(ranks);
  Index grassmannians = 0;
  for (std::size_t e = 0; e < ranks.size(); ++e) grassmannians += ranks[e] * (profile.multiplicities[e] - ranks[e]);
  const Index dimension = fibre_dimension(profile.loss, profile.k, l) + grassmannians;
  return {first_index_set(profile, ranks),
          profile.is_distinct() ? std::optional<RankVector>() : ranks,
          l,
          dimension,
          predict_index(profile, ranks),
          dimension};
}

RankVector rank_vector_of(const Profile& profile, const Manifold& manifold) {
  return manifold.rank_vector ? *manifold.rank_vector : ranks_of(profile, manifold.index_set);
}

Outcome<Manifold> manifold_of(const Profile& profile, std::vector<Index> index_set) {
  std::sort(index_set.begin(), index_set.end());
  require_index_set(profile, index_set);
  if (!index_set.empty() && index_set.back() > profile.q()) {
    return Reason{fmt::format("index {} belongs to an eigenvalue that is not above lambda (q = {})", index_set.back(),
                              profile.q())};
  }
  return predict_manifold(profile, ranks_of(profile, index_set));
}

void for_each_manifold(const Profile& profile, const std::function<bool(const Manifold&)>& visit) {
  bool goes_on = true;
  // Decreasing l_1, then l_2, ...: the lexicographic order of the first index sets. `capacity` is what later
  // eigenvalues can still hold, so every branch ends in a manifold.
  const std::function<void(RankVector&, Index, Index)> extend = [&](RankVector& ranks, Index left, Index capacity) {
    if (ranks.size() == profile.multiplicities.size()) {
      numeric::require_running_after(static_cast<long>(4 * ranks.size()));
      goes_on = visit(predict_manifold(profile, ranks));
      return;
    }
    const Index multiplicity = profile.multiplicities[ranks.size()];
    const Index rest = capacity - multiplicity;
    for (Index l = std::min(multiplicity, left); goes_on && l >= 0 && left - l <= rest; --l) {
      ranks.push_back(l);
      extend(ranks, left - l, rest);
      ranks.pop_back();
    }
  };
  for (Index rank = 0; goes_on && rank <= profile.largest_rank(); ++rank) {
    RankVector ranks;
    extend(ranks, rank, profile.q());
  }
}

std::vector<Manifold> predict_manifolds(const Profile& profile, std::optional<Index> limit) {
  std::vector<Manifold> result;
  if (limit && *limit <= 0) return result;
  for_each_manifold(profile, [&](const Manifold& manifold) {
    numeric::require_running();
    result.push_back(manifold);
    return !limit || static_cast<Index>(result.size()) < *limit;
  });
  return result;
}

Manifold predict_global_minimum(const Profile& profile) {
  RankVector ranks;
  Index left = profile.k;
  for (const Index multiplicity : profile.multiplicities) {
    ranks.push_back(std::min(multiplicity, left));
    left -= ranks.back();
  }
  return predict_manifold(profile, ranks);
}

}  // namespace laecert::theory
