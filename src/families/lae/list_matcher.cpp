#include "families/lae/list_matcher.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <numeric>

#include "families/lae/findings.hpp"
#include "families/lae/membership.hpp"
#include "numeric/decimal.hpp"
#include "numeric/product.hpp"

namespace laecert::checks {
namespace {

constexpr Index most_kept_manifolds = 100000;

// A rank, or why the load is that of none; neither where the enclosure is too wide.
struct RankOf {
  std::optional<Index> rank = {};
  std::string contradiction = {};
};

bool is_multiple(const GroupLoad& group, Index rank) { return group.load.overlaps(Ball(rank) * group.factor); }

RankOf rank_of(const GroupLoad& group, Index multiplicity) {
  const std::optional<Index> nearest = nearest_rank(group, multiplicity);
  if (!nearest) return {};
  if (has_rank(group, *nearest) && is_multiple(group, *nearest)) return {.rank = nearest};
  for (Index rank = 0; rank <= multiplicity; ++rank) {
    if (is_multiple(group, rank)) return {};
  }
  const Ball ratio = group.load / group.factor;
  return {.contradiction = fmt::format("tr(W2 W1 P_e) = {} f(e), no rank in 0..{}", numeric::print_enclosed(ratio, 6),
                                       multiplicity)};
}

// |W2 W1|^2 (Frobenius).
Ball enclose_squared_norm(const problem::Autoencoder<Ball>& w) {
  const Matrix<Ball> map = numeric::product(w.W2, w.W1);
  Ball sum(0);
  for (const Ball& entry : map.reshaped()) sum += sqr(entry);
  return sum;
}

// sum l_e f(e)^2.
Ball listed_squared_norm(const std::vector<GroupLoad>& groups, const std::vector<Index>& ranks) {
  Ball sum(0);
  for (std::size_t e = 0; e < groups.size(); ++e) sum += Ball(ranks[e]) * sqr(groups[e].factor);
  return sum;
}

std::map<std::vector<Index>, theory::Manifold> by_ranks(const LaeContext& context,
                                                        const std::vector<theory::Manifold>& list) {
  std::map<std::vector<Index>, theory::Manifold> result;
  for (const theory::Manifold& manifold : list) {
    result.emplace(theory::rank_vector_of(context.profile, manifold), manifold);
  }
  return result;
}

}  // namespace

ListedMap listed_map(const LaeContext& context) {
  return {.autoencoder = [](const Vector<Ball>& point) { return point; },
          .factor =
              [&context](const Ball& s) {
                const Ball lambda(context.spectrum->lambda, context.spectrum->precision);
                return theory::predict_map_factor(context.loss, s, lambda);
              },
          .value =
              [&context](const theory::Manifold& manifold) {
                return context.theory.value(context.loss, manifold, *context.spectrum);
              }};
}

ListMatcher::ListMatcher(const LaeContext& context) : ListMatcher(context, listed_map(context), {}) {}

ListMatcher::ListMatcher(const LaeContext& context, const std::vector<theory::Manifold>& list)
    : ListMatcher(context, listed_map(context), list) {}

ListMatcher::ListMatcher(const LaeContext& context, ListedMap map,
                         const std::optional<std::vector<theory::Manifold>>& list)
    : context_(context), map_(std::move(map)) {
  if (list) {
    list_ = by_ranks(context, *list);
  } else if (context.predicted.count <= most_kept_manifolds) {
    list_ = by_ranks(context, context.predicted.manifolds({}));
  }
}

std::optional<theory::Manifold> ListMatcher::find(const Ranks& ranks) const {
  if (list_) {
    const auto found = list_->find(ranks);
    return found == list_->end() ? std::optional<theory::Manifold>() : found->second;
  }
  if (std::accumulate(ranks.begin(), ranks.end(), Index{0}) > context_.profile.k) return {};
  return theory::predict_manifold(context_.profile, ranks);
}

std::string ListMatcher::disagreement(const theory::Manifold& manifold,
                                      const certify::CertifiedPoint& certified) const {
  const Index index = certified.inertia.negative, nullity = certified.inertia.zero;
  if (index != manifold.index) return fmt::format("index {}, listed {}", index, manifold.index);
  if (nullity != manifold.nullity) return fmt::format("nullity {}, listed {}", nullity, manifold.nullity);
  const Ball value = map_.value(manifold);
  if (value.overlaps(certified.value)) return {};
  return fmt::format("value {}, listed {}", numeric::print_enclosed(certified.value, 12),
                     numeric::print_enclosed(value, 12));
}

Match ListMatcher::match(const certify::CertifiedPoint& certified) const {
  const Vector<Ball> autoencoder = map_.autoencoder(certified.point);
  const std::optional<std::vector<GroupLoad>> groups = enclose_group_loads(context_, autoencoder, map_.factor);
  if (!groups) return {};
  Ranks ranks;
  for (std::size_t e = 0; e < groups->size(); ++e) {
    const RankOf one = rank_of((*groups)[e], context_.profile.multiplicities[e]);
    if (!one.contradiction.empty()) return {.contradiction = one.contradiction};
    if (!one.rank) return {};
    ranks.push_back(*one.rank);
  }
  const std::optional<theory::Manifold> manifold = find(ranks);
  if (!manifold) return {.contradiction = fmt::format("the ranks ({}) are not listed", fmt::join(ranks, ","))};
  const Ball norm = enclose_squared_norm(problem::unpack(autoencoder, context_.instance.k()));
  if (!norm.overlaps(listed_squared_norm(*groups, ranks))) {
    return {.contradiction = case_name(*manifold) + " has another W2 W1"};
  }
  const std::string wrong = disagreement(*manifold, certified);
  if (!wrong.empty()) return {.contradiction = case_name(*manifold) + ": " + wrong};
  return {.manifold = manifold};
}

}  // namespace laecert::checks
