#pragma once

#include "numeric/outcome.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::theory {

/// How the two components det O = +1 and -1 of the global minimum of `sum` are joined: through the only manifold of
/// index 1, {1, ..., k-1, k+1} where q > k, {1, ..., k-1} where q = k.
struct Barrier {
  Manifold minimum, pass;
};

/// The barrier of `sum`.
/// Errors: the reason why there is none: for k > q, and for s_k = s_(k+1) > lambda, the minimum is connected.
/// Source: docs/theory.md section 5; method.md, M4.
Outcome<Barrier> predict_barrier(const Profile& profile);

/// Of the manifolds with these counts by rank and index, exactly one has index 0 and exactly one has index 1.
bool has_one_minimum_and_one_pass(const CountTable& counts);

/// Encloses g(s) = s (1 - lambda/s)^2 = (s - lambda)^2/s, by which a unit on an eigenvector of s lowers `sum`.
/// Requires: 0 not in s. Source: docs/theory.md section 2.
Ball predict_gain(const Ball& s, const Rational& lambda);

/// Encloses how far the pass lies above the minimum: g(s_k) - g(s_(k+1)), or g(s_k) where q = k.
Ball predict_height(const Barrier& barrier, const Spectrum& spectrum);

/// A point of the path over the pass by its last unit alone: the square of its length, and the squares of its
/// coordinates along u_k and u_(k+1).
struct PathUnit {
  Ball length_squared, first_squared, second_squared;
};

/// The unit at t in [0, 1], t = 0 on the minimum, t = 1/2 on the pass, t = 1 on the other component. Where q > k it
/// lies at r(c) = c^2 s_k + (1 - c^2) s_(k+1), c = 1 - 2t, with length^2 = 1 - lambda/r; where q = k it is c d_k u_k.
/// Source: method.md, M4.
PathUnit predict_path_unit(const Barrier& barrier, const Spectrum& spectrum, const Rational& t);

/// Encloses the loss along the path less its value at the pass: at most zero, and zero at t = 1/2 only.
Ball predict_path_value(const Barrier& barrier, const Spectrum& spectrum, const Rational& t);

}  // namespace laecert::theory
