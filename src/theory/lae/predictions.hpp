#pragma once

#include <cstdint>
#include <optional>

#include "theory/lae/manifolds.hpp"
#include "theory/spectrum.hpp"

namespace laecert::theory {

/// What the list of manifolds depends on, from a decided spectrum.
Profile profile_of(const Spectrum& spectrum, Index k);

/// Encloses the loss `sum` on the manifold, tr S - sum_I (s_i - lambda)^2 / s_i.
/// Units:  squared data units.
/// Source: THEORY.md section 2.
Ball predict_value(const Manifold& manifold, const Spectrum& spectrum);
/// The same exactly, where the eigenvalues are rational.
std::optional<Rational> predict_exact_value(const Manifold& manifold, const Spectrum& spectrum);

/// Encloses the nonzero eigenvalues 1 - lambda / s_i of W2 W1, in the order of the index set.
Vector<Ball> predict_map_factors(const Manifold& manifold, const Spectrum& spectrum);
/// Encloses the nonzero singular values d_i = sqrt(1 - lambda / s_i) of W1 and W2.
Vector<Ball> predict_singular_values(const Manifold& manifold, const Spectrum& spectrum);

/// Encloses the map W2 W1 = U_I diag(1 - lambda / s_i) U_I^T from the enclosed eigenvectors.
/// Errors: the reason why there is none where an eigenvector of I is not enclosed (a repeated eigenvalue).
Outcome<Matrix<Ball>> predict_map(const Manifold& manifold, const Spectrum& spectrum);

/// A point of a manifold: W1 = O diag(d) U_I^T, W2 = W1^T.
struct PredictedPoint {
  Matrix<Rational> W1, W2;
  bool is_exact = false;  // the point itself is critical; else a dyadic point near one
};

/// The point with the frame O (k x l, orthonormal columns, exactly).
/// Errors: PreconditionError for a frame of another shape or that is not orthonormal.
PredictedPoint predict_point(const Manifold& manifold, const Spectrum& spectrum, const Matrix<Rational>& frame);

/// [I_l; 0], k x l. Requires: 0 <= l <= k. Errors: PreconditionError.
Matrix<Rational> canonical_frame(Index k, Index l);

/// A random orthogonal k x k matrix of small rationals: the Cayley transform (I - A)(I + A)^-1 of an antisymmetric A,
/// with one column negated where a coin says so, which reaches both components. Its first l columns are a frame.
/// Requires: k >= 1. Errors: PreconditionError.
Matrix<Rational> random_frame(Index k, std::uint64_t seed);

}  // namespace laecert::theory
