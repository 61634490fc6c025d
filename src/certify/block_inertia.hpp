#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "certify/block_formulas.hpp"
#include "numeric/ball.hpp"
#include "numeric/inertia.hpp"

namespace laecert::certify {

using numeric::Ball;
using numeric::Inertia;

/// What is known of a real number.
enum class Sign : std::int8_t { negative, zero, positive, unknown };

/// The inertia of a symmetric matrix from the signs of the elementary symmetric functions e_0 = 1, e_1, ..., e_n of its
/// eigenvalues.
/// Guarantee: a value is right whatever the signs that are unknown; nothing where they matter.
/// Requires:  signs of one symmetric matrix, the first positive. Errors: PreconditionError where no symmetric matrix
///            has them.
/// Source:    reports/method.md, R12 (Descartes' rule, R10).
std::optional<Inertia> inertia_from_signs(const std::vector<Sign>& signs);

/// The numbers of an instance that formulas are decided on.
struct EigenNumbers {
  /// Encloses the number that an unknown of the formulas stands for; not finite where there is none.
  std::function<Ball(const numeric::Indeterminate&)> value;
  /// groups[i] = groups[j] exactly where the i-th and the j-th eigenvalue are proved equal.
  std::vector<Index> groups;
};

/// The inertia of a loss's Hessian on the manifold of any index set, as a sum over blocks.
class BlockInertia {
 public:
  /// Decides the signs of every formula for every pair of eigenvalues.
  /// Requires: numbers that obey the relations of the formulas, those of equal eigenvalues equal.
  /// Errors:   PreconditionError where the blocks of a rank do not hold N coordinates together, or as many groups as
  ///           places are not there.
  BlockInertia(HessianBlocks blocks, const EigenNumbers& numbers);

  [[nodiscard]] Index dimension() const { return blocks_.dimension; }
  [[nodiscard]] Index largest_rank() const { return static_cast<Index>(blocks_.by_rank.size()) - 1; }

  /// The inertia at the listed point of an index set: the blocks of {1..l} with the eigenvalues relabelled.
  /// Guarantee: a value is the inertia of the N x N Hessian there.
  /// Requires:  1-based, increasing, within 1..m, no more than largest_rank(). Errors: PreconditionError.
  [[nodiscard]] Outcome<Inertia> inertia(const std::vector<Index>& index_set) const;

 private:
  [[nodiscard]] const std::optional<Inertia>& cell(const PlacedBlock& block,
                                                   const std::vector<Index>& relabelled) const;

  HessianBlocks blocks_;
  // By formula; one entry, m or m x m of them.
  std::vector<std::vector<std::optional<Inertia>>> cells_;
};

}  // namespace laecert::certify
