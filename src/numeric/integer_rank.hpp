#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "numeric/flint_matrix.hpp"

namespace laecert::numeric {

/// Integers that nobody changes: calls that may be abandoned share them.
using SharedIntegers = std::shared_ptr<const FlintIntegerMatrix>;

/// d A with the common denominator d of A's entries.
SharedIntegers integer_multiple(const Matrix<Rational>& a);

/// A with each column times the common denominator of its entries.
SharedIntegers integer_columns(const Matrix<Rational>& a);

/// The first entry of H T, column by column, that is not zero.
/// Requires: as many columns of H as rows of T.
std::optional<std::pair<Index, Index>> nonzero_of_product(const SharedIntegers& h, const SharedIntegers& t);

/// The prime number after this one, for pivots_modulo; the first after 0.
ulong next_prime(ulong prime);

/// The columns of A, from the left, that are independent of those before them modulo a prime.
/// Guarantee: they are independent over the rationals; others may be too, for finitely many primes.
///            Where A is symmetric, the principal submatrix of these rows and columns is regular.
/// Requires:  prime is one.
std::vector<Index> pivots_modulo(const SharedIntegers& a, ulong prime);

/// Whether the columns of A, each by an exact solution, are combinations of those chosen: then the rank of A is at most
/// their number.
/// Requires: A square, the principal submatrix of the chosen rows and columns regular, the choice increasing.
bool are_spanned_by(const SharedIntegers& a, const std::vector<Index>& chosen);

}  // namespace laecert::numeric
