#pragma once

#include <optional>

#include "checks/lae/context.hpp"

namespace laecert::checks {

/// Proves that a certified critical point lies on a listed manifold, and not on another one.
/// Guarantee: nothing comes back only if tr(W2 W1 P_e) = l_e f(e), f the loss's map factor, for every eigenvalue e that
/// the
///            list can take, P_e its eigenprojection and l_e the manifold's rank there; with T5 or T12 that is
///            membership. Else the reason.
/// Source:    reports/method.md, C5.
std::optional<Reason> prove_membership(const LaeContext& context, const theory::Manifold& manifold,
                                       const certify::CertifiedPoint& certified);

/// The manifold whose ranks are nearest to the loads tr(W2 W1 P_e) / f(e) of a point: a guess, which proves nothing.
/// Nothing comes back where an eigenvector is not enclosed, a load is not finite, or the ranks are those of no
/// manifold.
std::optional<theory::Manifold> guess_manifold(const LaeContext& context, const Vector<Ball>& point);

}  // namespace laecert::checks
