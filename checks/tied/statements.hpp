#pragma once

#include "families/lae/findings.hpp"
#include "families/tied/context.hpp"

namespace laecert::checks {

using TiedStatement = claims::Statement<TiedContext>;
using TiedControl = claims::Control<TiedContext>;

// What the tied loss has in common with `sum`: each decided from its own Hessian, on a TiedContext.
TiedStatement tied_index();
TiedStatement tied_nullity();

}  // namespace laecert::checks
