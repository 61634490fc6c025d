#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "numeric/free_algebra.hpp"
#include "theory/lae/manifolds.hpp"

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

/// The unknowns: A = W1 (k x m), B = W2^T (k x m), the Gram matrix S, lambda; beside them v (m x 1) with the symbol
/// sigma, any k x k matrices M and M^-1, what the proof of `sum` names: P, Z, T = S^-1 (symmetric) and C (m x m), and
/// Y = (S + lambda)^-1 (symmetric) and N = W2 W1 (m x m) of the other; W (m x k) and V (k x m) are a second decoder and
/// encoder.
const numeric::Alphabet& lae_alphabet();

/// Random rationals j / 2^63 in [-1, 1) (2^64 of them) for every letter of lae_alphabet() (S symmetric) but M^-1, and
/// for its symbols. Shapes: k, m >= 1.
numeric::Assignment random_lae_assignment(std::uint64_t seed, numeric::Index k, numeric::Index m);

/// A polynomial whose trace is the loss less the constant tr S. Shapes: W1 k x m, W2 m x k, S m x m.
numeric::Polynomial loss_polynomial(Loss loss, const numeric::Polynomial& W1, const numeric::Polynomial& W2,
                                    const numeric::Polynomial& S, numeric::Symbol lambda);
/// grad_W1 / 2 = W2^T R + mu W1 with R = W2 W1 S' - S.
numeric::Polynomial half_gradient_W1(Loss loss, const numeric::Polynomial& W1, const numeric::Polynomial& W2,
                                     const numeric::Polynomial& S, numeric::Symbol lambda);
/// grad_W2 / 2 = R W1^T + mu W2.
numeric::Polynomial half_gradient_W2(Loss loss, const numeric::Polynomial& W1, const numeric::Polynomial& W2,
                                     const numeric::Polynomial& S, numeric::Symbol lambda);

/// Identities (1) to (4) of `sum`: from the gradients to N = Z P. Source: docs/theory.md section 4.
std::vector<Identity> balance_identities();
/// The later steps of the proof for `sum`, each an identity modulo what was proved before it. Source: as above.
std::vector<Identity> completeness_identities();
/// The two traces of that proof.
std::vector<TraceIdentity> trace_identities();

/// The steps of the proof for `none` and `product`: from the gradients to N M = M N with M = S^2 S'^-1.
/// Requires: a loss that is not `sum`. Errors: PreconditionError. Source: docs/theory.md section 4.
std::vector<Identity> commuting_identities(Loss loss);

/// g1 and g2 are half the gradients of the loss (cyclic derivatives of its trace).
std::vector<Identity> gradient_identities(Loss loss);

/// The loss at (M W1, W2 M^-1) is the loss at (W1, W2): for M M^T = M^T M = 1, and for any regular M (false for `sum`).
/// The wrong twin of the first has W2 M, that of the second W2 M^T.
Identity orthogonal_invariance(Loss loss);
Identity linear_invariance(Loss loss);

/// How the diagonal letters belong to the eigenvalues L. `sum`: the true root D^2 L = L - lambda, or the plausible D L
/// = L - lambda. `product`: the true E (L + lambda) = L, or the plausible E (L + 2 lambda) = L. `none`: the true F G =
/// 1, or the plausible F = G^T.
enum class ConverseRule : std::int8_t { true_rule, wrong_twin };
/// Both gradients vanish at the listed points: for all k, m, I at once, for repeated eigenvalues too, where S U = U L,
/// U^T U = 1 and the rule hold. `sum`: W2 = U D O^T, W1 = W2^T, O^T O = 1, L D = D L. Else W1 = G E U^T (E = 1 for
/// `none`), W2 = U F, F G = 1. Last: W2 W1.
std::vector<Identity> converse_identities(Loss loss, ConverseRule rule = ConverseRule::true_rule);

}  // namespace laecert::theory
