#include "checks/registry.hpp"

#include "checks/lae/statements.hpp"

namespace laecert::checks {

claims::Registry<SumContext> sum_registry() {
  return {sum_critical(),
          sum_map(),
          sum_value(),
          sum_index(),
          sum_nullity(),
          sum_parameterization(),
          sum_strict_saddles(),
          sum_symmetry(),
          sum_only_critical_points(),
          sum_transpose(),
          sum_balanced(),
          sum_principal_directions(),
          sum_singular_values(),
          sum_spectrum(),
          sum_repeated(),
          sum_morse_bott(),
          sum_eigenvalue_name()};
}

}  // namespace laecert::checks
