#pragma once

#include "numeric/matrix.hpp"
#include "numeric/outcome.hpp"

namespace laecert::numeric {

/// What Newton's method needs to know at an approximate zero p of F, all norms Euclidean.
struct KantorovichBounds {
  /// |F(p)| is at most the upper end.
  Ball residual;
  /// The least singular value of F'(p) is at least the lower end.
  Ball least_singular_value;
  /// |F'(x) - F'(y)| <= lipschitz |x - y| on the closed ball B(p, domain).
  Ball lipschitz;
  Ball domain;
};

/// Proved: exactly one zero in the closed ball B(p, radius), and no other one in B(p, domain) nearer to p than
/// uniqueness_radius. F' is regular at the zero where h < 1/2.
struct UniqueZero {
  Ball radius;
  Ball uniqueness_radius;
};

/// Kantorovich's theorem: h = |F(p)| lipschitz / least_singular_value^2 <= 1/2 proves a zero within
/// radius = 2 |F(p)| / least_singular_value <= domain.
/// Requires: bounds that hold, as their docstrings say; residual, lipschitz >= 0.
/// Errors:   none; what is not certain, or not finite, is undecided.
/// Source:   Kantorovich & Akilov, Functional Analysis, XVIII; reports/method.md, bound R8.
Outcome<UniqueZero> prove_unique_zero(const KantorovichBounds& bounds);

}  // namespace laecert::numeric
