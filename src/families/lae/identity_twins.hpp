#pragma once

#include <vector>

#include "families/lae/findings.hpp"
#include "theory/lae/identities.hpp"

namespace laecert::checks {

/// Whether all identities hold, by normal form. Guarantee: true is a proof for all sizes; of an empty list it is false.
bool all_hold(const std::vector<theory::Identity>& identities);
bool all_hold(const std::vector<theory::TraceIdentity>& identities);

/// The finding about the false twins of identities (a sign changed, a term doubled), by normal form and at random
/// rational matrices; where the two routes disagree a case is undecided. Identities with relations are left out: random
/// matrices do not satisfy them.
Finding decide_twins(const std::vector<theory::Identity>& identities,
                     const std::vector<theory::TraceIdentity>& traces = {});

}  // namespace laecert::checks
