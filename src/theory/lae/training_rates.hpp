#pragma once

#include <optional>

#include "theory/lae/manifolds.hpp"
#include "theory/spectrum.hpp"

namespace laecert::theory {

/// Iterations whose linearization at a critical point of `sum` is known in closed form. Halved gradients.
enum class Iteration : std::int8_t {
  gradient_untied,  // W -= a grad / 2
  gradient_sync,    // the same, then both weights are the average of W1 and W2^T
  gradient_tied,    // regularized Oja
  exact_untied,     // the minimizing W1, then the minimizing W2
  exact_tied        // the minimizing W2 at W1 = W2^T, then W1 = W2^T
};

/// Whether the iteration has a step a.
bool has_step(Iteration iteration);

/// Encloses the factor by which one iteration shrinks the distance to the manifold, in the limit: the largest modulus
/// of an eigenvalue of the linearized iteration, those of the manifold's own directions (which are 1) left out. Above 1
/// the manifold repels. Requires: a manifold of distinct eigenvalues above lambda; step given (exact) where the
/// iteration has one. Errors:   the reason where an eigenvalue of the Hessian is not enclosed. PreconditionError for a
/// missing step. Source:   reports/method.md, D4; the Hessian's spectrum is T8.
Outcome<Ball> predict_local_rate(Iteration iteration, const Manifold& manifold, Index k, const Spectrum& spectrum,
                                 const std::optional<Ball>& step);

}  // namespace laecert::theory
