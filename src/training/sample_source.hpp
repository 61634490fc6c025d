#pragma once

#include <memory>
#include <span>
#include <utility>

#include "instances/sample_rows.hpp"
#include "propose/training/samples.hpp"

namespace laecert::studies {

/// The samples of an instance for minibatches.
class InstanceSamples final : public propose::SampleSource {
 public:
  explicit InstanceSamples(std::unique_ptr<const instances::SampleRows> rows) : rows_(std::move(rows)) {}

  [[nodiscard]] propose::Index count() const override { return rows_->count(); }
  [[nodiscard]] propose::Index dimension() const override { return rows_->dimension(); }
  void read(std::span<const propose::Index> rows, Eigen::MatrixXd& batch) const override { rows_->read(rows, batch); }

 private:
  std::unique_ptr<const instances::SampleRows> rows_;
};

}  // namespace laecert::studies
