#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "families/lae/context.hpp"

namespace laecert::checks {

/// Proves that a certified critical point lies on a listed manifold, and not on another one.
/// Guarantee: nothing comes back only if tr(W2 W1 P_e) = l_e f(e), f the loss's map factor, for every eigenvalue e that
///            the list can take, P_e its eigenprojection and l_e the manifold's rank there; with T5 or T12 that is
///            membership. Else the reason.
/// Requires:  an enclosure of a critical point of the loss.
/// Source:    reports/method.md, C5.
std::optional<Reason> prove_membership(const LaeContext& context, const theory::Manifold& manifold,
                                       const certify::CertifiedPoint& certified);
/// The same for an enclosed point.
std::optional<Reason> prove_membership(const LaeContext& context, const theory::Manifold& manifold,
                                       const Vector<Ball>& point);

/// tr(W2 W1 P_e) of a point, P_e the eigenprojection of an eigenvalue e that index sets can take, and the loss's map
/// factor f(e): on the manifold with ranks l_e the load is l_e f(e).
struct GroupLoad {
  Ball load, factor;
};

/// Encloses these for every such e, largest first. Nothing comes back where an eigenspace is not enclosed.
std::optional<std::vector<GroupLoad>> enclose_group_loads(const LaeContext& context, const Vector<Ball>& point);
/// The same with another map factor. factor: of an eigenvalue of S.
std::optional<std::vector<GroupLoad>> enclose_group_loads(const LaeContext& context, const Vector<Ball>& point,
                                                          const std::function<Ball(const Ball& s)>& factor);

/// Why loads are not proved to be those of a manifold, and of no other; nothing where they are.
std::optional<Reason> prove_ranks(const LaeContext& context, const theory::Manifold& manifold,
                                  const std::optional<std::vector<GroupLoad>>& groups);

/// The manifold whose ranks are nearest to given loads: a guess. Nothing where there is none.
std::optional<theory::Manifold> guess_by_ranks(const LaeContext& context,
                                               const std::optional<std::vector<GroupLoad>>& groups);

/// Whether the load is within half a factor of this rank's, certainly: it is then no other rank's.
bool has_rank(const GroupLoad& group, Index rank);

/// The rank whose load is nearest, in double. Nothing comes back where the load is not finite.
std::optional<Index> nearest_rank(const GroupLoad& group, Index multiplicity);

/// The manifold whose ranks are nearest to the loads tr(W2 W1 P_e) / f(e) of a point: a guess, which proves nothing.
/// Nothing comes back where an eigenvector is not enclosed, a load is not finite, or the ranks are those of no
/// manifold.
std::optional<theory::Manifold> guess_manifold(const LaeContext& context, const Vector<Ball>& point);

}  // namespace laecert::checks
