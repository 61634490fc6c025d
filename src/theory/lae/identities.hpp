#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "numeric/free_algebra.hpp"

namespace laecert::theory {

/// left = right in the free algebra modulo the relations, for all k and m at once, and a plausible false twin.
struct Identity {
  std::string id, text;
  numeric::Polynomial left, right, wrong_right;
  numeric::Relations relations = {};
};

/// An identity between traces, without relations.
struct TraceIdentity {
  std::string id, text;
  numeric::Trace left, right, wrong_right;
};

/// Whether left - right has the normal form zero. Guarantee: true is a proof, for matrices of every size.
bool holds(const Identity& x);
bool holds(const TraceIdentity& x);
/// The same for the false twin: it must come out false.
bool wrong_twin_holds(const Identity& x);
bool wrong_twin_holds(const TraceIdentity& x);

/// The second route: both sides at given matrices. False refutes the identity; true alone proves nothing.
/// Requires: the matrices satisfy the relations. Errors: PreconditionError.
bool holds_at(const Identity& x, const numeric::Assignment& at);
bool wrong_twin_holds_at(const Identity& x, const numeric::Assignment& at);

/// The unknowns of `sum`: A = W1 (k x m), B = W2^T (k x m), the Gram matrix S, lambda; beside them v (m x 1), any
/// k x k matrices M and M^-1, and what the proof of section 4 names: P, Z, T = S^-1 (symmetric) and C (m x m).
const numeric::Alphabet& sum_alphabet();

/// Random rationals j / 2^63 in [-1, 1) (2^64 of them) for every letter of sum_alphabet() (S symmetric) but M^-1, and
/// for lambda. Shapes: k, m >= 1.
numeric::Assignment random_sum_assignment(std::uint64_t seed, numeric::Index k, numeric::Index m);

/// A polynomial whose trace is the loss `sum` less the constant tr S. Shapes: W1 k x m, W2 m x k, S m x m.
numeric::Polynomial sum_loss(const numeric::Polynomial& W1, const numeric::Polynomial& W2, const numeric::Polynomial& S,
                             numeric::Symbol lambda);
/// grad_W1 / 2 = W2^T R + lambda W1 with R = W2 W1 S - S.
numeric::Polynomial half_gradient_W1(const numeric::Polynomial& W1, const numeric::Polynomial& W2,
                                     const numeric::Polynomial& S, numeric::Symbol lambda);
/// grad_W2 / 2 = R W1^T + lambda W2.
numeric::Polynomial half_gradient_W2(const numeric::Polynomial& W1, const numeric::Polynomial& W2,
                                     const numeric::Polynomial& S, numeric::Symbol lambda);

/// Identities (1) to (4): from the gradients to N = Z P. Source: THEORY.md section 4.
std::vector<Identity> balance_identities();
/// The later steps of the proof, each an identity modulo what was proved before it. Source: as above.
std::vector<Identity> completeness_identities();
/// The two traces of the proof, and the gradients as derivatives of the loss.
std::vector<TraceIdentity> trace_identities();
/// g1 and g2 are half the gradients of the loss (cyclic derivatives of its trace).
std::vector<Identity> gradient_identities();

/// The loss at (M W1, W2 M^-1) is the loss at (W1, W2): for M M^T = M^T M = 1, and (false) for any regular M.
Identity orthogonal_invariance();
Identity linear_invariance();

/// How the diagonal letter D belongs to the eigenvalues L: the true root D^2 L = L - lambda, or the plausible D L = L -
/// lambda.
enum class DiagonalRule { square_root, without_root };
/// Both gradients vanish at W2 = U D O^T, W1 = W2^T, where S U = U L, U^T U = 1, O^T O = 1, D L = L D and the rule:
/// the listed points are critical for all k, m, I, and repeated eigenvalues, at once. Last: W2 W1 = U D^2 U^T.
std::vector<Identity> converse_identities(DiagonalRule rule = DiagonalRule::square_root);

}  // namespace laecert::theory
