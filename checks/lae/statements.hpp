#pragma once

#include "checks/lae/findings.hpp"

namespace laecert::checks {

// One file each, with its controls. The propositions, hypotheses, floors and sources are those of the registry.
SumStatement sum_critical();
SumStatement sum_map();
SumStatement sum_value();
SumStatement sum_index();
SumStatement sum_nullity();
SumStatement sum_parameterization();
SumStatement sum_strict_saddles();
SumStatement sum_symmetry();
SumStatement sum_only_critical_points();
SumStatement sum_transpose();
SumStatement sum_balanced();
SumStatement sum_principal_directions();
SumStatement sum_singular_values();
SumStatement sum_spectrum();
SumStatement sum_repeated();
SumStatement sum_morse_bott();
SumStatement sum_eigenvalue_name();

}  // namespace laecert::checks
