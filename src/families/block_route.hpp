#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "families/findings.hpp"

// Manifolds decided by blocks: which of them the dense route decides as well, and what statements make of the rest.

namespace laecert::checks {

/// The two routes found different inertias: an error of the program, never a verdict (exit code 70).
struct BlocksDisagree : std::logic_error {
  using std::logic_error::logic_error;
};

/// How many manifolds of a loss the dense route decides beside the blocks, where there are as many.
inline constexpr Index dense_sample_size = 36;

/// Manifolds spread over the ranks: of each rank about as many, one of each stretch of its list, chosen by the seed,
/// and the first of the largest rank.
/// Requires:  count >= 1. Errors: PreconditionError.
std::vector<theory::Manifold> spread_sample(const VisitManifolds& visit, Index count, std::uint64_t seed);

/// How many of the records have a certified point, each with the inertia that the blocks give its manifold.
/// Errors: BlocksDisagree naming the manifold and both inertias.
Index count_agreements(const certify::BlockInertia& blocks, const std::vector<ManifoldRecord>& records,
                       const std::string& loss);

/// What an inertia decided by blocks is worth: `exact` on an exact instance, else `enclosed`.
Verdict block_verdict(const CertifiedList& list);

/// The routes of a decision by blocks: "blocks C9, R12", and how many of them the dense route decided as well.
std::vector<std::string> routes_by_blocks(const DecidedByBlocks& decided);

/// How far a decision over the manifolds is taken.
enum class Walk : std::int8_t { all, until_refuted };

/// Decides a case for each manifold that the blocks decided; those that hold are counted, not named.
/// decide: (const theory::Manifold&, const numeric::Inertia&, Verdict proof) -> Decision.
/// Requires: list.by_blocks.
Finding over_blocks(
    const CertifiedList& list, Walk walk,
    const std::function<Decision(const theory::Manifold&, const numeric::Inertia&, Verdict proof)>& decide);

/// Decides a case for each manifold by its inertia, by blocks or at its certified point.
/// dense_by: the routes where it is at certified points; decide as over_blocks takes it.
template <class Context, class F>
Finding over_inertias(const Context& context, std::vector<std::string> dense_by, Walk walk, const F& decide) {
  if constexpr (std::derived_from<Context, CertifiedList>) {
    if (const CertifiedList& list = context; list.by_blocks) return over_blocks(list, walk, decide);
  }
  return over_manifolds(context, std::move(dense_by),
                        [&](const auto& record, const certify::CertifiedPoint& certified) {
                          return decide(manifold_in(record), certified.inertia, proof_verdict(certified));
                        });
}

}  // namespace laecert::checks
