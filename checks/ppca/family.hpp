#pragma once

#include "families/family.hpp"
#include "families/lae/listed_theory.hpp"
#include "families/ppca/context.hpp"

namespace laecert::checks {

/// The statements about probabilistic PCA at v = lambda/n.
claims::Registry<PpcaContext> ppca_registry();

/// Probabilistic PCA at v = lambda/n: the negative log likelihood, over n/2 (`ppca`), and the marginal posterior of its
/// context (`ppca-posterior`), with the list of `sum`.
Family ppca_family(const ListedTheory& theory = {});

}  // namespace laecert::checks
