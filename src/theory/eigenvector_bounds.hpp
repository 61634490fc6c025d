#pragma once

#include <optional>

#include "theory/spectrum.hpp"

namespace laecert::theory {

/// An upper bound of the distance of column i of `vectors` from a unit eigenvector of s_i.
/// Shapes:    image m: S times the column.
/// Guarantee: |u~ - u| <= ||u~| - 1| + sqrt(2) |S u~ - t u~| / (|u~| gap), t the midpoint of values[i], gap = min |t -
///            s_j| over its neighbours. Nothing where the bound is not finite.
/// Requires:  spectrum.values, vectors and precision; s_i simple.
/// Source:    reports/method.md, T10, eigenvectors.
std::optional<Ball> enclose_vector_radius(const Spectrum& spectrum, const Vector<Ball>& image, Index i);

/// An upper bound of the distance of the group's columns of `vectors`, together, from an orthonormal basis of its
/// eigenspace (Frobenius).
/// Shapes:    images m x m: S times `vectors`.
/// Guarantee: |U - V| <= delta + sqrt(2) |S U - t U| / (gap sqrt(1 - delta)), delta = |U^T U - 1|, t the midpoint of
///            the group's first value, gap its distance to all other eigenvalues. Nothing where the bound is not
///            finite.
/// Requires:  spectrum.values, vectors and precision; the group's eigenvalues are equal.
/// Source:    reports/method.md, T10, eigenspaces.
std::optional<Ball> enclose_basis_radius(const Spectrum& spectrum, const Group& group, const Matrix<Ball>& images);

}  // namespace laecert::theory
