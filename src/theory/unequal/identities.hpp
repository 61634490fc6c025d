#pragma once

#include <vector>

#include "theory/lae/identities.hpp"

// The identities behind the lemmas on `unequal` (reports/method.md, U1 to U4), in the free algebra: A = W1 and B = W2^T
// (k x m), S (m x m), Lambda (k x k, symmetric), and what the proof names. What is used of Lambda = diag(lambda_a)
// beyond that is said in the lemmas.

namespace laecert::theory {

/// 2 g1 and 2 g2 are the derivatives of the loss by A and B, g1 = B (B^T A S - S) + Lambda A, g2 = A (S A^T B - S) +
/// Lambda B.
std::vector<Identity> unit_gradient_identities();

/// Both vanish at A = B = E D U^T, E the k x l matrix of the active units, where S U = U L, U^T U = E^T E = 1, Lambda E
/// = E Q and D^2 L = L - Q, D, L and Q commuting. Their twins: D^2 L = L + Q.
std::vector<Identity> unit_converse_identities();

/// From the gradients to A A^T = B B^T, to the diagonal M = A B^T, and to rows that are eigenvectors.
std::vector<Identity> unit_completeness_identities();

/// |A - B|^2 = tr(A A^T) + tr(B B^T) - 2 tr(A B^T).
std::vector<TraceIdentity> unit_trace_identities();

/// Random rationals for every letter and symbol, S and the other symmetric ones symmetric. Shapes: k, m >= 1.
numeric::Assignment random_unit_assignment(std::uint64_t seed, Index k, Index m);

}  // namespace laecert::theory
