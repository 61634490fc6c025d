#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "instances/binary_number.hpp"
#include "instances/byte_source.hpp"
#include "instances/npy_header.hpp"
#include "instances/number.hpp"

namespace laecert::instances {

/// Some rows and columns of a .npy file, as the dyadic numbers that their bits are.
class NumberBlock {
 public:
  /// Shapes: rows x cols numbers, row by row.
  NumberBlock(std::vector<Dyadic> numbers, Index cols) : numbers_(std::move(numbers)), row_step_(cols) {}

  [[nodiscard]] const Dyadic& operator()(Index i, Index j) const {
    return numbers_[static_cast<std::size_t>(i * row_step_ + j * col_step_)];
  }
  [[nodiscard]] NumberBlock transposed() && {
    std::swap(row_step_, col_step_);
    return std::move(*this);
  }

 private:
  std::vector<Dyadic> numbers_;
  Index row_step_;
  Index col_step_ = 1;
};

/// The array of a .npy file, which stays where it is: what is asked for is read.
class NpyArray {
 public:
  /// Errors: those of parse_npy_header.
  NpyArray(std::shared_ptr<const ByteSource> bytes, std::string name, bool allow_vector = false);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] Index rows() const { return static_cast<Index>(header_.rows); }
  [[nodiscard]] Index cols() const { return static_cast<Index>(header_.cols); }

  /// The numbers where these rows and columns meet, in any order, with a memory of some 40 bytes for each.
  /// Requires: all in range.
  /// Errors:   DataError `name: row 3, column 2: NaN is no finite number` for the first, row by row, that is none.
  [[nodiscard]] NumberBlock block(std::span<const Index> rows, std::span<const Index> cols) const;

 private:
  [[nodiscard]] std::string read_entries(const std::vector<std::uint64_t>& places) const;
  [[nodiscard]] Dyadic decoded(std::string_view bytes, Index row, Index col) const;

  std::shared_ptr<const ByteSource> bytes_;
  std::string name_;
  NpyHeader header_;
};

}  // namespace laecert::instances
