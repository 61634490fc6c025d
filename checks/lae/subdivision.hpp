#pragma once

#include <vector>

#include "certify/subdivision.hpp"
#include "families/lae/findings.hpp"

namespace laecert::checks {

/// Decides that every critical point of `sum` lies on a manifold of the list, by subdivision: all zeros of the
/// equations that are left when the decoder is eliminated are enclosed, and each is a listed point. Guarantee:
/// `enclosed` only if the search is complete and every domain with at most one zero holds one listed point,
///            which is critical by the converse lemma; `refuted` only with a certified critical point on no manifold of
///            the list; else undecided with the reason.
/// Requires:  the loss `sum`; manifolds of context.profile.
/// Source:    reports/method.md, S1 to S7.
Finding decide_by_subdivision(const LaeContext& context, const std::vector<theory::Manifold>& list,
                              const certify::SubdivisionOptions& options = {});

}  // namespace laecert::checks
