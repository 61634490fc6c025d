#pragma once

#include <vector>

#include "theory/lae/manifolds.hpp"

namespace laecert::theory {

/// The index sets of the manifolds to which unstable directions of this one lead: I - {i} + {j} for j < i (a swap
/// block), and I + {j}, j <= q, while |I| < k (a normal block). Empty exactly at the global minimum.
/// Requires: distinct eigenvalues above lambda; for a repeated one the list is of its first index set.
/// Source:   docs/theory.md section 7.
std::vector<std::vector<Index>> predict_descents(const Profile& profile, const Manifold& manifold);

}  // namespace laecert::theory
