#pragma once

namespace laecert::propose {

/// What the bound is computed from; all in squared data units.
struct SublevelSet {
  double loss = 0;           // f: the set is {loss <= f}
  double trace = 0;          // tr S
  double largest = 0;        // s_1
  double tail = 0;           // s_{k+1} + ... + s_m: no k units reconstruct them
  double least_penalty = 0;  // of the units' penalties; for `sum` both are lambda
  double largest_penalty = 0;
};

/// A Lipschitz constant of half the gradient of `sum` (unit a with a penalty of its own or not) along every segment on
/// which the loss is at most f:
///
///   L = s_1 (f - E) / least penalty + sqrt(s_1 E) + largest penalty,
///   E the point of [tail, f] next to least penalty^2 / (4 s_1).
///
/// Guarantee: none beyond double; f is taken 1e-12 (f + tr S) larger, the tail 1e-12 tr S smaller, which is more than
///            they are rounded by, and L 1e-12 L larger.
/// Requires:  least penalty > 0, all finite and not negative.
/// Errors:    PreconditionError.
/// Source:    reports/method.md, G1.
double gradient_lipschitz_bound(const SublevelSet& set);

/// The same where the set is met by the ball of this radius about a point of it: also at most
///
///   s_1 (norm + radius)^2 + sqrt(s_1 f) + largest penalty,   norm^2 = |W1|^2 + |W2|^2 at the point (spectral norms).
///
/// Requires: norm, radius >= 0. Errors and guarantee: as above. Source: reports/method.md, G2.
double gradient_lipschitz_bound_near(const SublevelSet& set, double norm, double radius);

/// A step a of the halved gradient that so many iterations may take from a point of the set: a L <= 1 for the L of the
/// ball that they cannot leave, as iterations that fall by a |g|^2 each go no farther than
/// sqrt(iterations a (f - tail)).
/// Requires: iterations >= 0, norm >= 0. Errors and guarantee: as above. Source: reports/method.md, G3.
double descent_step(const SublevelSet& set, double norm, long iterations);

}  // namespace laecert::propose
