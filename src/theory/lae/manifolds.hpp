#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "numeric/matrix.hpp"
#include "numeric/outcome.hpp"

namespace laecert::theory {

using numeric::Index;
using numeric::Integer;

/// The losses of docs/theory.md section 1.
enum class Loss : std::int8_t { none, product, sum };

/// "none", "product" or "sum".
std::string to_string(Loss loss);

/// All that the list of critical manifolds depends on: the loss, m, k and how often each distinct eigenvalue occurs
/// that an index set may take, largest first: those of S above lambda for `sum`, all m (distinct ones) for `none`,
/// `product`.
struct Profile {
  Index m = 1, k = 1;
  std::vector<Index> multiplicities = {};
  Loss loss = Loss::sum;

  /// How many indices there are to choose from: #{i : s_i > lambda} for `sum`, m for `none` and `product`.
  [[nodiscard]] Index q() const;
  [[nodiscard]] bool is_distinct() const;
  [[nodiscard]] Index largest_rank() const;
};

/// The profile of `sum` for q distinct eigenvalues above lambda. Requires: 1 <= k, 0 <= q <= m.
Profile distinct_profile(Index m, Index k, Index q);
/// The profile of `none` or `product` for m distinct eigenvalues. Requires: 1 <= k <= m, a loss that is not `sum`.
Profile full_profile(Index m, Index k, Loss loss);

/// A critical manifold and what the theory says of it.
struct Manifold {
  std::vector<Index> index_set;  // 1-based, increasing; of a rank vector the first such set
  std::optional<std::vector<Index>>
      rank_vector;  // l_e, largest e first; present iff an eigenvalue above lambda repeats
  Index rank = 0, dimension = 0, index = 0, nullity = 0;
};

/// The index as predicted, and the plausible mistakes that must come out refuted.
enum class IndexRule {
  predicted,               // inv(I) + (k - l)(q - l), where q = m for `none` and `product`
  without_normal_term,     // inv(I)
  doubled_normal_term,     // inv(I) + 2 (k - l)(q - l)
  without_inversions,      // (k - l)(q - l)
  reversed_order,          // #{(i, j) : i in I, j <= q not in I, j > i} + (k - l)(q - l)
  all_for_above_threshold  // inv(I) + (k - l)(m - l): m for q
};

/// The part (k - l)(q - l) of the index of a manifold of rank l, by the rule.
Index normal_index_term(const Profile& profile, Index rank, IndexRule rule);

/// The index of the manifold with this rank vector (l_e, one per distinct eigenvalue above lambda).
/// Requires: 0 <= l_e <= m_e, sum l_e <= k. Errors: PreconditionError.
/// Source:   docs/theory.md section 3; for distinct eigenvalues l_e is 1 exactly where e is in I.
Index predict_index(const Profile& profile, const std::vector<Index>& ranks, IndexRule rule = IndexRule::predicted);
/// The same for a listed manifold.
Index predict_index(const Profile& profile, const Manifold& manifold, IndexRule rule);

/// The manifold with this rank vector. Requires and Errors: as predict_index.
Manifold predict_manifold(const Profile& profile, const std::vector<Index>& ranks);

/// The rank vector of a listed manifold, also where all eigenvalues are distinct.
std::vector<Index> rank_vector_of(const Profile& profile, const Manifold& manifold);

/// The manifold that holds the points of an index set (1-based, any order).
/// Errors: UsageError for a repeated index, one outside 1..m, or more than k of them; the reason why it is
///         inapplicable where an index lies in q+1..m.
Outcome<Manifold> manifold_of(const Profile& profile, std::vector<Index> index_set);

/// The manifolds by rank, then by index set in lexicographic order; the first `limit` of them where one is given.
std::vector<Manifold> predict_manifolds(const Profile& profile, std::optional<Index> limit = {});

/// Calls `visit` for each of them in that order, without a list; ends early where it returns false.
void for_each_manifold(const Profile& profile, const std::function<bool(const Manifold&)>& visit);

/// How many manifolds there are of each rank 0, ..., min(k, q), and in all, without enumeration.
std::vector<Integer> predict_counts_by_rank(const Profile& profile);
Integer predict_count(const Profile& profile);

/// Most numbers of a CountTable.
inline constexpr long most_counts = 1'000'000;
/// Whether the table of counts is within most_counts.
bool is_countable(const Profile& profile, IndexRule rule = IndexRule::predicted);

/// counts[l][i] manifolds of rank l have index i, without enumeration: a product of Gaussian binomials in l_e.
/// Errors: UsageError beyond most_counts, naming k, the eigenvalues and the limit, before anything is allocated.
using CountTable = std::vector<std::vector<Integer>>;
CountTable predict_counts(const Profile& profile, IndexRule rule = IndexRule::predicted);

/// The global minimum: {1, ..., min(k, q)}; q = m >= k for `none` and `product`.
Manifold predict_global_minimum(const Profile& profile);

/// Distinct manifolds in the order of predict_manifolds: as many of each rank as of any other, what a rank cannot give
/// or what is left over going to the largest ranks, always with the global minimum; all where there are no more.
/// Requires: count >= 1. Errors: PreconditionError.
std::vector<Manifold> sample_manifolds(const Profile& profile, Index count, std::uint64_t seed);

}  // namespace laecert::theory
