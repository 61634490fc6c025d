#pragma once

#include <optional>
#include <vector>

#include "numeric/matrix.hpp"
#include "numeric/polynomial.hpp"

namespace laecert::numeric {

/// det(x I - A), exactly.
/// Requires: A square.
/// Errors: PreconditionError naming the shape.
RationalPolynomial characteristic_polynomial(const Matrix<Rational>& a);

/// The determinant, exactly; 1 for the empty matrix.
/// Requires: A square.
/// Errors: PreconditionError naming the shape.
Rational exact_determinant(const Matrix<Rational>& a);

/// The rank, exactly.
Index exact_rank(const Matrix<Rational>& a);

/// The first columns, from the left, that are independent of the columns before them: a basis of the range.
std::vector<Index> pivot_columns(const Matrix<Rational>& a);

/// A basis of {x : A x = 0} in the columns of an n x nullity matrix.
/// Shapes: A any m x n.
Matrix<Rational> exact_nullspace(const Matrix<Rational>& a);

/// X with A X = B, exactly; nothing where A is singular.
/// Shapes:   A n x n, B n x p.
/// Requires: A square, as many rows in B.
/// Errors:   PreconditionError naming the shapes.
std::optional<Matrix<Rational>> exact_solve(const Matrix<Rational>& a, const Matrix<Rational>& b);

}  // namespace laecert::numeric
