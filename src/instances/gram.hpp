#pragma once

#include <stop_token>

#include "instances/sample_blocks.hpp"
#include "instances/scaled_matrix.hpp"

namespace laecert::instances {

/// The sums over integer samples N, one a row, that come in blocks: N^T N, and the row of column sums.
///
/// Guarantee: exact, for any number of blocks. Products of planes are taken in double, where they have no rounding
///            (binary_planes.hpp), and summed in integers.
class GramSum {
 public:
  /// Of no samples. Requires: m >= 1.
  explicit GramSum(Index m);

  /// Numbers of many digits are multiplied whole: products of planes would take time quadratic in the digits.
  /// Requires: block.m() = m. Errors: Stopped; the sum is then of no use.
  void add(const BinaryPlanes& block, const std::stop_token& stop = {});

  /// N^T N, m x m; above the diagonal zero.
  [[nodiscard]] const fmpz_mat_struct* products() const { return products_.numerators(); }
  /// The sums of the columns, 1 x m.
  [[nodiscard]] const fmpz_mat_struct* sums() const { return sums_.numerators(); }

 private:
  ScaledMatrix products_;
  ScaledMatrix sums_;
};

/// The Gram matrix S = X X^T, summed over samples, of samples as they are.
/// Shapes:    samples n x m, one sample a row (that is X^T); the result m x m.
/// Units:     squared data units.
/// Guarantee: exact; symmetric positive semidefinite by construction.
/// Errors:    as SampleBlocks::block; Stopped.
Matrix<Rational> exact_gram(const SampleBlocks& samples, const std::stop_token& stop = {});

/// The Gram matrix of the samples less their mean: S - n mean mean^T, the mean being exact.
/// Shapes, Units, Guarantee, Errors: as exact_gram.
Matrix<Rational> exact_centered_gram(const SampleBlocks& samples, const std::stop_token& stop = {});

/// The mean of the samples, m numbers, exactly. Errors: as exact_gram.
Vector<Rational> exact_mean(const SampleBlocks& samples);

}  // namespace laecert::instances
