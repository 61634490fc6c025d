#pragma once

#include <optional>

#include "families/findings.hpp"
#include "families/listed_loss.hpp"
#include "families/unequal/context.hpp"

namespace laecert::checks {

/// Encloses the loads (W1 u_j)_a (u_j^T W2)_a, k x r: of unit a along the j-th eigenvector of S, r the farthest reach
/// of a unit. At a listed point the load is 1 - lambda_a/s_j where unit a takes j, else 0.
/// Guarantee: nothing comes back where an eigenvector is not enclosed.
/// Requires:  context.has_manifolds().
std::optional<Matrix<Ball>> enclose_unit_loads(const UnequalContext& context, const Vector<Ball>& point);

/// Encloses 1 - lambda_a/s_j; units from 0, indices from 1.
Ball listed_load(const UnequalContext& context, Index unit, Index index);

/// Proves that a certified critical point is one of the points of an injection, and of no other.
/// Guarantee: nothing comes back only if every load within reach is proved nearer to that of this injection than half a
///            factor 1 - lambda_a/s_j; with U3 that is membership. Else the reason.
/// Source:    reports/method.md, U6.
std::optional<Reason> prove_units(const UnequalContext& context, const theory::Manifold& manifold,
                                  const Vector<Ball>& point);

/// The injection whose loads are nearest to those of a point: a guess, which proves nothing.
std::optional<theory::Manifold> guess_units(const UnequalContext& context, const Vector<Ball>& point);

/// Holds certified points against a list of injections, without assuming that the list is complete: each load is 0 or
/// 1 - lambda_a/s_j, |W2 W1|^2 is the sum of their squares, |W1 - W2^T| = 0, and index, nullity and value are those
/// listed. Nothing for the list: that of the context's theory. The context must outlive it.
Matcher unit_matcher(const UnequalContext& context, std::optional<std::vector<theory::Manifold>> list);

}  // namespace laecert::checks
