#pragma once

#include "families/family.hpp"
#include "families/unequal/context.hpp"

namespace laecert::checks {

/// The statements about `unequal`.
claims::Registry<UnequalContext> unequal_registry();

/// The loss `unequal`, of instances whose units have penalties.
/// theory: what is put to the test; the one of docs/theory.md section 9, unless a caller brings a wrong one.
Family unequal_family(const UnequalTheory& theory = {});

}  // namespace laecert::checks
