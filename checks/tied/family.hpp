#pragma once

#include "families/family.hpp"
#include "families/lae/listed_theory.hpp"
#include "families/tied/context.hpp"

namespace laecert::checks {

/// The statements about the tied loss at its own critical points.
claims::Registry<TiedContext> tied_registry();

/// The loss `tied`, whose list is that of `sum`.
Family tied_family(const ListedTheory& theory = {});

}  // namespace laecert::checks
