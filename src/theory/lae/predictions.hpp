#pragma once

#include <cstdint>
#include <optional>

#include "theory/lae/manifolds.hpp"
#include "theory/spectrum.hpp"

namespace laecert::theory {

/// What the list of manifolds depends on, from a decided spectrum.
/// Requires: for `none` and `product`, distinct eigenvalues and k <= m. Errors: PreconditionError.
Profile profile_of(const Spectrum& spectrum, Index k, Loss loss);

/// Encloses the loss on the manifold: tr S - sum_I s_i f_i^p, f the map factors, p = 0 for `none`, 1 for `product`, 2
/// for `sum`.
/// Units:  squared data units.
/// Source: docs/theory.md section 2.
Ball predict_value(Loss loss, const Manifold& manifold, const Spectrum& spectrum);
/// The same exactly, where the eigenvalues are rational.
std::optional<Rational> predict_exact_value(Loss loss, const Manifold& manifold, const Spectrum& spectrum);

/// Encloses the nonzero eigenvalue f of W2 W1 that belongs to the eigenvalue s of S: 1 for `none`, s / (s + lambda) for
/// `product`, 1 - lambda / s for `sum`.
Ball predict_map_factor(Loss loss, const Ball& s, const Ball& lambda);
/// The nonzero eigenvalues of W2 W1, in the order of the index set.
Vector<Ball> predict_map_factors(Loss loss, const Manifold& manifold, const Spectrum& spectrum);
/// Encloses the nonzero singular values d_i = sqrt(1 - lambda / s_i) of W1 and W2 of `sum`.
Vector<Ball> predict_singular_values(const Manifold& manifold, const Spectrum& spectrum);

/// Encloses the map W2 W1 = U_I diag(f_i) U_I^T from the enclosed eigenvectors.
/// Errors: the reason why there is none where an eigenvector of I is not enclosed (a repeated eigenvalue).
Outcome<Matrix<Ball>> predict_map(Loss loss, const Manifold& manifold, const Spectrum& spectrum);

/// What picks a point of a manifold of rank l: F G = I_l, exactly. For `sum` G is O and F its transpose.
struct Frame {
  Matrix<Rational> G;  // k x l
  Matrix<Rational> F;  // l x k
};

/// A point of a manifold: W1 = G diag(a) U_I^T, W2 = U_I diag(b) F with a = b = 1 for `none`; a = s_i / (s_i + lambda),
/// b = 1 for `product`; a = b = d_i for `sum`.
struct PredictedPoint {
  Matrix<Rational> W1, W2;
  bool is_exact = false;  // the point itself is critical; else a dyadic point near one
};

/// The point of this frame.
/// Errors: PreconditionError for a frame of another shape, with F G /= I_l, or for `sum` with F /= G^T.
PredictedPoint predict_point(Loss loss, const Manifold& manifold, const Spectrum& spectrum, const Frame& frame);

/// G = [I_l; 0], F = G^T. Requires: 0 <= l <= k. Errors: PreconditionError.
Frame canonical_frame(Index k, Index l);

/// A random frame of small rationals: of `sum` the first l columns of random_orthogonal, else a random G of rank l and
/// a left inverse of it that is in general not pinv(G) (any left inverse may occur).
/// Requires: 0 <= l <= k. Errors: PreconditionError.
Frame random_frame(Loss loss, Index k, Index l, std::uint64_t seed);

/// A random orthogonal k x k matrix of small rationals: the Cayley transform (I - A)(I + A)^-1 of an antisymmetric A,
/// with one column negated where a coin says so, which reaches both components.
/// Requires: k >= 1. Errors: PreconditionError.
Matrix<Rational> random_orthogonal(Index k, std::uint64_t seed);

}  // namespace laecert::theory
