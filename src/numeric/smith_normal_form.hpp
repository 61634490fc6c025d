#pragma once

#include <cstdint>
#include <vector>

#include "numeric/matrix.hpp"

namespace laecert::numeric {

/// A matrix of machine integers.
using IntegerMatrix = Matrix<std::int64_t>;

/// The elementary divisors d_1 | d_2 | ... | d_r of an integer matrix, all positive: its Smith normal form is
/// diag(d_1, ..., d_r, 0, ..., 0).
/// Guarantee: exact. Errors: Stopped.
std::vector<Integer> elementary_divisors(const IntegerMatrix& a);

/// The rank over the rationals, by elimination without fractions: a second route to their number.
/// Guarantee: exact. Errors: Stopped.
Index rank_over_rationals(const IntegerMatrix& a);

/// The rank over the integers modulo a prime, by elimination there: the number of divisors that the prime does not
/// divide.
/// Requires: p prime, at least 2. Guarantee: exact. Errors: PreconditionError; Stopped.
Index rank_modulo(const IntegerMatrix& a, unsigned long p);

/// The divisors d_1 | d_2 | ... of a diagonal matrix with these entries.
/// Requires: positive entries. Errors: PreconditionError.
std::vector<Integer> divisors_of_diagonal(std::vector<Integer> diagonal);

}  // namespace laecert::numeric
