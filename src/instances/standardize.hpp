#pragma once

#include "problem/instance.hpp"

namespace laecert::instances {

/// The instance of the same samples, each variable divided by its standard deviation.
///
/// S = D C D for the centred Gram matrix C and D = diag(d), d_j = 1 / sqrt(C_jj / N), N = n or n - 1. A d_j that is not
/// rational is replaced by a rational near it: S is then that of other samples, and what is decided of it is exact
/// about those. The setting tells which of the two it is, and D. As D is regular, the rank is that of C in both cases.
///
/// Guarantee: |d_j sqrt(C_jj / N) - 1| <= 2^-256, and 0 where d_j is rational.
/// Requires:  an instance of n >= 2 centred samples. Errors: PreconditionError.
/// Errors:    DataError naming a variable by its number, where its variance is 0; where S is beyond the limit of
///            require_rationals. Stopped, in a StopScope.
problem::Instance standardized(const problem::Instance& centered, bool over_n_less_one);

}  // namespace laecert::instances
