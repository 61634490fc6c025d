#pragma once

#include "report/document.hpp"
#include "theory/lae/manifolds.hpp"
#include "theory/topology/grassmannian.hpp"

namespace laecert::studies {

using numeric::Index;

/// Most index sets of a Grassmannian whose complex is built, largest m of a table of all, most q and k of a table of
/// the Morse-Bott identity.
inline constexpr long most_planes = 200'000;
inline constexpr Index most_dimensions = 16, most_ranks = 40;

/// Tables, and whether all that they hold is as predicted.
struct TopologyAnswer {
  report::Document document = {};
  bool as_predicted = false;
};

/// The Morse complex of tr((1 - P) S) on Gr_k(R^m): its planes with their indices and trajectories (the first `limit`
/// of them), and its homology over Z, Q and Z/2 by degree, from Smith normal forms, held against the closed form.
/// Requires: 1 <= k <= m, at most most_planes index sets. Errors: UsageError; Stopped.
/// Source:   docs/theory.md section 5; method.md, M1 to M3.
TopologyAnswer grassmannian_document(const theory::Grassmannian& gr, Index limit);

/// Whether the complex of each Gr_k(R^n), 1 <= k < n <= m, has the predicted homology, a row each.
/// Requires: 2 <= m <= most_dimensions. Errors: UsageError; Stopped.
TopologyAnswer grassmannians_document(Index m);

/// The Morse-Bott identity of `sum` for each 1 <= q' <= q, 1 <= k' <= k, its quotient Q, and which wrong index rules it
/// notices.
/// Requires: 1 <= q, k <= most_ranks. Errors: UsageError; Stopped.
/// Source:   docs/theory.md section 5; method.md, T9.
TopologyAnswer morse_bott_document(Index q, Index k);

}  // namespace laecert::studies
