#include "families/lae/membership.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/product.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::checks {
namespace {

// The first eigenvectors, widened to hold those of one orthonormal eigenbasis; nothing where one is not enclosed.
std::optional<Matrix<Ball>> enclose_leading_eigenvectors(const theory::Spectrum& spectrum, Index count) {
  Matrix<Ball> u(spectrum.m(), count);
  for (Index i = 0; i < count; ++i) {
    const std::optional<Ball>& radius = spectrum.basis_radii[static_cast<std::size_t>(i)];
    if (!radius) return {};
    for (Index row = 0; row < spectrum.m(); ++row) u(row, i) = spectrum.vectors(row, i).widened(*radius);
  }
  return u;
}

// u_i^T W2 W1 u_i.
Vector<Ball> enclose_loads(const Matrix<Ball>& u, Index k, const Vector<Ball>& point) {
  const problem::Autoencoder<Ball> w = problem::unpack(point, k);
  const Matrix<Ball> encoded = numeric::product(w.W1, u);
  const Matrix<Ball> decoded = numeric::product(Matrix<Ball>(w.W2.transpose()), u);
  Vector<Ball> loads(u.cols());
  for (Index i = 0; i < u.cols(); ++i) {
    Ball sum(0);
    for (Index a = 0; a < k; ++a) sum += decoded(a, i) * encoded(a, i);
    loads(i) = sum;
  }
  return loads;
}

}  // namespace

std::optional<std::vector<GroupLoad>> enclose_group_loads(const LaeContext& context, const Vector<Ball>& point,
                                                          const std::function<Ball(const Ball& s)>& factor) {
  const theory::Spectrum& spectrum = *context.spectrum;
  const std::optional<Matrix<Ball>> u = enclose_leading_eigenvectors(spectrum, context.profile.q());
  if (!u) return {};
  const Vector<Ball> loads = enclose_loads(*u, context.instance.k(), point);
  std::vector<GroupLoad> groups;
  for (std::size_t e = 0; e < context.profile.multiplicities.size(); ++e) {
    const theory::Group& group = spectrum.groups[e];
    Ball load(0);
    for (Index i = group.first; i < group.first + group.size; ++i) load += loads(i);
    groups.push_back({load, factor(spectrum.values[static_cast<std::size_t>(group.first)])});
  }
  return groups;
}

std::optional<std::vector<GroupLoad>> enclose_group_loads(const LaeContext& context, const Vector<Ball>& point) {
  const Ball lambda(context.spectrum->lambda, context.spectrum->precision);
  return enclose_group_loads(context, point,
                             [&](const Ball& s) { return theory::predict_map_factor(context.loss, s, lambda); });
}

bool has_rank(const GroupLoad& group, Index rank) {
  const Ball distance = abs(group.load - Ball(rank) * group.factor);
  return numeric::certainly(is_less(Ball(2) * distance, group.factor));
}

std::optional<Index> nearest_rank(const GroupLoad& group, Index multiplicity) {
  const double load = (group.load / group.factor).approx_double();
  if (!std::isfinite(load)) return {};
  return static_cast<Index>(std::clamp(std::round(load), 0.0, static_cast<double>(multiplicity)));
}

std::optional<Reason> prove_ranks(const LaeContext& context, const theory::Manifold& manifold,
                                  const std::optional<std::vector<GroupLoad>>& groups) {
  if (!groups)
    return Reason{"an eigenspace above lambda is not enclosed, so the manifold of the certified point is not proved"};
  const std::vector<Index> ranks = theory::rank_vector_of(context.profile, manifold);
  for (std::size_t e = 0; e < ranks.size(); ++e) {
    if (!has_rank((*groups)[e], ranks[e])) {
      return Reason{"the certified critical point is not proved to lie on the manifold; more digits may decide it"};
    }
  }
  return {};
}

std::optional<Reason> prove_membership(const LaeContext& context, const theory::Manifold& manifold,
                                       const Vector<Ball>& point) {
  return prove_ranks(context, manifold, enclose_group_loads(context, point));
}

std::optional<Reason> prove_membership(const LaeContext& context, const theory::Manifold& manifold,
                                       const certify::CertifiedPoint& certified) {
  return prove_membership(context, manifold, certified.point);
}

std::optional<theory::Manifold> guess_by_ranks(const LaeContext& context,
                                               const std::optional<std::vector<GroupLoad>>& groups) {
  if (!groups) return {};
  std::vector<Index> ranks;
  Index rank = 0;
  for (std::size_t e = 0; e < groups->size(); ++e) {
    const std::optional<Index> nearest = nearest_rank((*groups)[e], context.profile.multiplicities[e]);
    if (!nearest) return {};
    ranks.push_back(*nearest);
    rank += ranks.back();
  }
  if (rank > context.profile.k) return {};
  return theory::predict_manifold(context.profile, ranks);
}

std::optional<theory::Manifold> guess_manifold(const LaeContext& context, const Vector<Ball>& point) {
  return guess_by_ranks(context, enclose_group_loads(context, point));
}

}  // namespace laecert::checks
