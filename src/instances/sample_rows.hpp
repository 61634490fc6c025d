#pragma once

#include <memory>
#include <span>

#include "instances/sample_blocks.hpp"

namespace laecert::instances {

/// Samples in double, as they are or less their mean, any of them at any time: for minibatches. Untrusted.
class SampleRows {
 public:
  /// With `center` the samples are read once for their mean.
  /// Errors: as SampleBlocks::block.
  explicit SampleRows(std::unique_ptr<const SampleBlocks> samples, bool center = false);

  [[nodiscard]] Index count() const { return samples_->count(); }
  [[nodiscard]] Index dimension() const { return samples_->dimension(); }

  /// Makes `batch` the samples with these numbers, from 0, which may repeat.
  /// Shapes:    batch becomes m x rows.size(): samples are columns.
  /// Guarantee: each number is rounded once, with `center` the mean too, and their difference; none for proofs.
  /// Requires:  all in range.
  /// Errors:    as SampleBlocks::approx_columns.
  void read(std::span<const Index> rows, Eigen::MatrixXd& batch) const;

 private:
  std::unique_ptr<const SampleBlocks> samples_;
  Eigen::VectorXd mean_;  // zero where samples are as they are
};

}  // namespace laecert::instances
