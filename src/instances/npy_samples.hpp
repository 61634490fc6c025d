#pragma once

#include <memory>
#include <span>
#include <string>

#include "instances/byte_source.hpp"
#include "instances/npy_selection.hpp"
#include "instances/sample_blocks.hpp"
#include "instances/table.hpp"

namespace laecert::instances {

/// The samples of a .npy file, which stays on disk: a block of them is in memory at a time, however many there are.
///
/// The file is looked through once beforehand: every number that is chosen is checked, and the binary places that each
/// variable needs are found, so that a block is cut where they begin.
class NpySamples final : public SampleBlocks {
 public:
  /// Errors: as parse_npy, but that no number of samples is too large where they are rows; of several entries that are
  ///         no numbers, the first of the first block with one is named.
  NpySamples(std::shared_ptr<const ByteSource> bytes, const std::string& name, const TableOptions& options = {});

  /// Errors: as NpyArray::block; DataError where the numbers need other places than before: the file has changed.
  [[nodiscard]] BinaryPlanes block(Index first, Index count) const override;

  /// Errors: as NpyArray::block.
  [[nodiscard]] Eigen::MatrixXd approx_columns(std::span<const Index> rows) const override;

 private:
  struct Survey;
  explicit NpySamples(Survey survey);
  static Survey survey_of(NpySelection selection, const TableOptions& options);

  NpySelection selection_;
};

}  // namespace laecert::instances
