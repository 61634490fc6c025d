#pragma once

#include <optional>

#include "families/lae/context.hpp"

/// How far weights in double lie from a critical point, without a Hessian: the list gives the point, the converse lemma
/// its criticality.
namespace laecert::studies {

using namespace checks;

/// A listed critical point near given weights: its manifold, and how far it is at most.
struct NearPoint {
  theory::Manifold manifold;
  Ball distance;  // an upper bound of |(W1, W2) - (W1*, W2*)|, Frobenius; of radius zero
};

/// Bounds the distance from the weights to a critical point on this manifold.
/// Guarantee: a critical point lies within `distance` of the weights, which are taken as the doubles that they are.
///            It need not be the nearest one of the manifold, or of the list.
/// Requires:  context.has_manifolds(), weights of the instance's shapes, a listed manifold. Errors: PreconditionError.
/// Errors:    the reason where the weights are not finite, an eigenvector of the list is not enclosed, or the weights
///            are too far from the manifold to propose a point on it.
/// Source:    reports/method.md, D1 and D2; the listed points are critical by T6 and T13.
Outcome<NearPoint> enclose_manifold_distance(const LaeContext& context, const theory::Manifold& manifold,
                                             const problem::Autoencoder<double>& weights);

/// The manifold whose ranks are nearest to the loads tr(W2 W1 P_e) / f(e), as in guess_manifold, but in double: a guess
/// for weights in double at little cost, which proves nothing. Nothing where the ranks are those of no manifold.
/// Requires: as enclose_manifold_distance.
std::optional<theory::Manifold> approx_nearest_manifold(const LaeContext& context,
                                                        const problem::Autoencoder<double>& weights);

/// The distance to the manifold that approx_nearest_manifold names.
/// Errors:    also the reason where it names none.
Outcome<NearPoint> enclose_list_distance(const LaeContext& context, const problem::Autoencoder<double>& weights);

/// |A^T A - I|, Frobenius, enclosed: a matrix with orthonormal columns lies within it of A (its polar factor), as
/// |c - 1| <= |c^2 - 1| for every singular value c >= 0.
Ball enclose_orthonormality_defect(const Matrix<Ball>& a);

}  // namespace laecert::studies
