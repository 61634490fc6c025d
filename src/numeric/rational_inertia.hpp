#pragma once

#include <cstdint>
#include <optional>

#include "numeric/inertia.hpp"

namespace laecert::numeric {

/// How the null space of a matrix is known.
enum class NullSpace : std::int8_t {
  none,   // the matrix is regular
  given,  // its dimension is the rank of the vectors given
  found   // its dimension was found exactly
};

/// What is proved of one symmetric matrix.
struct InertiaProof {
  Inertia inertia;
  /// Exact and positive: every eigenvalue but the zeros is at least this in modulus; nothing for the zero matrix.
  std::optional<Ball> gap;
  /// 53 bits for the double route.
  Precision precision;
  NullSpace null_space = NullSpace::none;
  /// Whether a principal submatrix of full rank was decided in place of the matrix.
  bool by_submatrix = false;
};

/// Proves the inertia of a rational symmetric matrix whose null space the columns of T span, first by R5 in double;
/// where that is open, by that of a principal submatrix of full rank, in double and in balls of 40, 80, ... digits up
/// to max. Shapes:    H N x N, T N x b' with any b' >= 0; the columns of T need not be independent. Guarantee: decided
/// only if rank T is the nullity of H, proved. Requires:  N >= 1, H symmetric and H T = 0, exactly. Errors:
/// PreconditionError naming the broken rule. Source:    reports/method.md, bounds R5, R6 and R13.
Outcome<InertiaProof> prove_rational_inertia(const Matrix<Rational>& h, const Matrix<Rational>& t, Precision max);

/// The same of a matrix of which no null vector is known. A regular one is decided as above; of a singular one the null
/// space is found exactly.
/// Guarantee, Requires, Errors, Source: as above; undecided only where the signs ask for more than max.
Outcome<InertiaProof> prove_rational_inertia(const Matrix<Rational>& h, Precision max);

}  // namespace laecert::numeric
