#pragma once

#include "instances/sample_blocks.hpp"
#include "instances/table.hpp"

namespace laecert::instances {

/// The samples of a table in memory.
///
/// Each variable is written without the power of two that all its numerators share: variables of different binary scale
/// are then as short as if each stood alone.
class TableSamples final : public SampleBlocks {
 public:
  /// Errors: PreconditionError for an empty table.
  explicit TableSamples(Table table);

  [[nodiscard]] BinaryPlanes block(Index first, Index count) const override;
  [[nodiscard]] Eigen::MatrixXd approx_columns(std::span<const Index> rows) const override;

 private:
  Table table_;
};

}  // namespace laecert::instances
