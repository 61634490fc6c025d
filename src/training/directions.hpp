#pragma once

#include "families/lae/context.hpp"
#include "training/training_report.hpp"

namespace laecert::studies {

using namespace checks;

/// The principal directions and singular values that weights near a critical point of `sum` tell, each with an enclosed
/// bound of its distance from the true one: the eigenvector of S is enclosed, the left singular vector of W2 is what
/// double proposes. Where that bound leaves no digit, the direction is not told, but between which eigenvalues it is
/// not determined, and how far at most the span of those units is from the eigenvectors'. Guarantee: every number told
/// is within its radius of the true one, whatever the weights are. Requires:  the manifold is of the context's list;
/// weights of the instance's shapes.
Directions describe_directions(const LaeContext& context, const theory::Manifold& manifold,
                               const std::string& algorithm, const problem::Autoencoder<double>& weights);

/// Whether the k leading eigenvectors of S span one space, and whether each is one direction: proved, or false.
struct SvdUniqueness {
  bool subspace = false;
  bool directions = false;
};
SvdUniqueness uniqueness_of_svd(const LaeContext& context);

}  // namespace laecert::studies
