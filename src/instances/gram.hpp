#pragma once

#include "instances/scaled_matrix.hpp"

namespace laecert::instances {

/// The Gram matrix S = X X^T, summed over samples, of samples as they are.
/// Shapes:    samples n x m, one sample a row (that is X^T); the result m x m.
/// Units:     squared data units.
/// Guarantee: exact; symmetric positive semidefinite by construction.
/// Requires:  n, m >= 1.
/// Errors:    PreconditionError with the shape.
Matrix<Rational> exact_gram(const ScaledMatrix& samples);

/// The Gram matrix of the samples less their mean: S - n mean mean^T, the mean being exact.
/// Shapes, Units, Guarantee, Requires, Errors: as exact_gram.
Matrix<Rational> exact_centered_gram(const ScaledMatrix& samples);

}  // namespace laecert::instances
