#pragma once

#include "certify/block_formulas.hpp"
#include "certify/block_inertia.hpp"
#include "families/lae/context.hpp"

// The losses over polynomials: what the block route decides manifolds from.

namespace laecert::checks {

/// The listed point of {1..rank} for S = diag(s_1, ..., s_m): W2 = [diag(b); 0 | 0], W1 = [diag(a); 0 | 0] with
/// a = b = 1 for `none`; a = e_i, b = 1 and e_i (s_i + l) = s_i for `product`; a = b = d_i and d_i^2 s_i = s_i - l for
/// `sum`; l is lambda.
struct ListedFormulas {
  Matrix<numeric::SparsePolynomial> gram, W1, W2;  // m x m, k x m, m x k
  numeric::SparsePolynomial lambda;
  std::vector<numeric::Rewriting> relations;
};

/// Requires: 0 <= rank <= min(k, m). Errors: PreconditionError.
ListedFormulas listed_formulas(theory::Loss loss, Index m, Index k, Index rank);

/// The derivatives of the loss there. Requires and Errors: as listed_formulas.
certify::LossFormulas lae_formulas(theory::Loss loss, Index m, Index k, Index rank);

/// The numbers of an instance for these unknowns; there is no d_i where s_i is not above lambda.
certify::EigenNumbers lae_numbers(const theory::Spectrum& spectrum);

/// The inertia on every manifold of the list by blocks, or why not.
/// Requires: context.has_manifolds().
Outcome<certify::BlockInertia> decide_blocks(const LaeContext& context);

}  // namespace laecert::checks
