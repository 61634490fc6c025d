#pragma once

#include "checks/lae/findings.hpp"

namespace laecert::checks {

/// The statements about `sum`, in the order of the report: the explicit list.
claims::Registry<SumContext> sum_registry();

}  // namespace laecert::checks
