#pragma once

#include <memory>
#include <span>
#include <vector>

#include "instances/sample_blocks.hpp"

namespace laecert::instances {

/// Samples in double, as they are or less their mean, any of them at any time: for minibatches. Untrusted.
///
/// Up to `most_kept` numbers are converted once and kept; of more, each batch is read where the samples are.
class SampleRows {
 public:
  /// 64 MB of them.
  static constexpr Index most_numbers = Index{1} << 23;

  /// With `center` the samples are read once for their mean; each variable is multiplied by its factor, where there
  /// are some.
  /// Requires: no factors, or as many as variables.
  /// Errors:   as SampleBlocks::block.
  explicit SampleRows(std::unique_ptr<const SampleBlocks> samples, bool center = false,
                      const std::vector<Rational>& factors = {}, Index most_kept = most_numbers);

  [[nodiscard]] Index count() const { return samples_->count(); }
  [[nodiscard]] Index dimension() const { return samples_->dimension(); }

  /// Makes `batch` the samples with these numbers, from 0, which may repeat.
  /// Shapes:    batch becomes m x rows.size(): samples are columns.
  /// Guarantee: each number is rounded once, with `center` the mean too, and then their difference, the factor, and
  /// their product;
  ///            none for proofs.
  /// Requires:  all in range.
  /// Errors:    as SampleBlocks::approx_columns.
  void read(std::span<const Index> rows, Eigen::MatrixXd& batch) const;

 private:
  std::unique_ptr<const SampleBlocks> samples_;
  Eigen::VectorXd mean_;     // zero where samples are as they are
  Eigen::VectorXd factors_;  // one where variables are as they are
  Eigen::MatrixXd kept_;     // all samples, m x n, as they are; empty where they are too many
};

}  // namespace laecert::instances
