#pragma once

#include <vector>

#include "theory/lae/identities.hpp"

// Probabilistic PCA against `sum`, as identities for all m, k, n, I and frames O at once (lemmas T22 to T26 of
// method.md). Letters beside those of the list: S the covariance S/n, L its eigenvalues on U = U_I, N the levels, E
// their inverses, R = sqrt(N - v), Q = sqrt(L), D the singular values of `sum`; K = C^-1 with C = W W^T + v, J = M^-1
// with M = W^T W + v, H = (S/n)^(1/2); W = U R O^T.

namespace laecert::theory {

/// How the roots belong to the levels: the true R^2 = N - v, or the plausible R^2 = N.
enum class PpcaRule : std::int8_t { true_rule, without_noise };

/// C U = U N, and the gradient of the likelihood and the marginal posterior vanishes: K W - K S K W + alpha W = 0 where
/// L = N + alpha N^2; alpha = 0 is the likelihood, with N = L.
std::vector<Identity> ppca_stationary_identities(PpcaRule rule = PpcaRule::true_rule);

/// W = H W2: the square of Q D, and the product. The wrong twin has S in place of its root.
std::vector<Identity> ppca_decoder_identities();

/// M O = O N, and W M^-1 W^T = W2 W1.
std::vector<Identity> ppca_operator_identities();

/// -2 log posterior of the regression of X on X, less its constant, is sum/v less a constant: p = 1/v, prior precision
/// lambda p. The wrong twin has a prior on the decoder alone.
TraceIdentity ppca_regression_identity();

/// The letters and symbols of the first three.
const numeric::Alphabet& ppca_alphabet();

}  // namespace laecert::theory
