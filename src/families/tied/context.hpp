#pragma once

#include "families/lae/context.hpp"
#include "problem/families/tied/loss.hpp"

namespace laecert::checks {

/// The tied loss on one instance, beside the context of `sum` there: the manifolds that were looked at, and what
/// `certify` proved next to the decoder that the theory proposes for `sum` on each, from the tied loss alone. Records:
/// points W, m x k, of the tied loss.
struct TiedContext : CertifiedList {
  LaeContext sum;  // without its records
  problem::TiedProblem problem;
};

/// Certifies the tied loss on each manifold of the context of `sum`; a certified point that is not proved to lie on its
/// manifold counts as none.
/// Requires:  a context of `sum`.
/// Guarantee: the same context for any number of jobs.
TiedContext make_tied_context(const LaeContext& sum, const claims::MapOptions& map = {});

/// (W^T, W), which is a critical point of `sum` where W is one of the tied loss (T16).
Vector<Ball> as_untied(const Vector<Ball>& weights, Index k);

}  // namespace laecert::checks
