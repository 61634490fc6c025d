#pragma once

#include <vector>

#include "theory/lae/identities.hpp"

// What regularized Oja, the tied loss, the gradient flow and the exact half steps have to do with `sum`, as identities
// for all k and m (docs/theory.md sections 4 and 7; lemmas T15 to T18 of method.md).

namespace laecert::theory {

/// Regularized Oja's update o(W) = (W W^T - 1) S W + lambda W against the half gradients of `sum` at W1 = W^T, W2 = W:
/// o is one of them, and the other is a combination of o. So o = 0 exactly where both vanish.
std::vector<Identity> oja_identities();

/// The tied loss |X - W W^T X|^2 + 2 lambda |W|^2: its gradient, and o(W) in terms of it.
std::vector<Identity> tied_identities();

/// d/dt (W1 W1^T - W2^T W2) along the negative gradient of `sum`.
std::vector<Identity> flow_identities();

/// The loss `sum` less the loss after an exact half step: a square, and a term that the step's equation makes zero.
std::vector<TraceIdentity> half_step_identities();

}  // namespace laecert::theory
