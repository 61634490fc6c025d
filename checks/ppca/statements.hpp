#pragma once

#include "families/own_instance.hpp"
#include "families/ppca/findings.hpp"

namespace laecert::checks {

// What the points of `sum` have to do with probabilistic PCA at v = lambda/n: each decided on a PpcaContext.
PpcaStatement ppca_stationary();
PpcaStatement ppca_decoder_map();
PpcaStatement ppca_operator();
PpcaStatement ppca_index();
PpcaStatement ppca_nullity();
PpcaStatement ppca_no_collapse();
PpcaStatement ppca_marginal_limit();
PpcaStatement ppca_regression_map();
PpcaStatement ppca_noise_ml();

// Expected refuted, each on an instance of its own: the two ways in which a prior of the weights does not give `sum`.
KnownFalse ppca_joint_map();
KnownFalse ppca_marginal_map();

}  // namespace laecert::checks
