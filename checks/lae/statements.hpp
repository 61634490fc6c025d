#pragma once

#include "families/lae/findings.hpp"

namespace laecert::checks {

// One file each, with its controls. The propositions, hypotheses, floors and sources are those of the registry.

// The rows X.* of every loss X.
LaeStatement critical_statement(Loss loss);
LaeStatement map_statement(Loss loss);
LaeStatement value_statement(Loss loss);
LaeStatement index_statement(Loss loss);
LaeStatement nullity_statement(Loss loss);
LaeStatement parameterization_statement(Loss loss);
LaeStatement strict_saddles_statement(Loss loss);
LaeStatement symmetry_statement(Loss loss);
LaeStatement only_critical_points_statement(Loss loss);

// The rows of `sum` alone.
LaeStatement sum_transpose();
LaeStatement sum_balanced();
LaeStatement sum_principal_directions();
LaeStatement sum_singular_values();
LaeStatement sum_spectrum();
LaeStatement sum_repeated();
LaeStatement sum_morse_bott();
LaeStatement sum_morse_complex();
LaeStatement sum_barrier();

}  // namespace laecert::checks
