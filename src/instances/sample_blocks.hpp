#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "instances/binary_planes.hpp"
#include "instances/number.hpp"

namespace laecert::instances {

/// How the numbers of one variable are written as integers: x = 2^shift N / D with |N| < 2^bits.
struct VariableScale {
  std::int64_t shift = 0;
  std::uint64_t bits = 0;
};

/// What is known of samples before they are read.
struct SampleLayout {
  Index count = 0;                         // n
  std::vector<VariableScale> scales = {};  // of the m variables
  Integer denominator = 1;                 // D
  std::vector<std::string> dropped = {};   // variables left out as constant: header name, or `column 33`
  std::vector<std::string> notes = {};     // what was guessed, and what was left out, when they were read
};

/// Exact samples x_ij = 2^shift_j N_ij / D, one a row, which are read in blocks of rows, as often as asked: they are in
/// memory, or more than fits there.
///
/// Laws: n, m >= 1; D > 0; the N_ij are integers, |N_ij| < 2^bits_j.
class SampleBlocks {
 public:
  virtual ~SampleBlocks() = default;

  [[nodiscard]] Index count() const { return layout_.count; }
  [[nodiscard]] Index dimension() const { return std::ssize(layout_.scales); }
  [[nodiscard]] const SampleLayout& layout() const { return layout_; }
  /// The largest bits_j.
  [[nodiscard]] std::uint64_t widest() const;
  /// How many samples make a block of at most 64 MB, and at least one.
  [[nodiscard]] Index block_length() const;

  /// N of the samples first, ..., first + count - 1.
  /// Requires: 0 <= first, 1 <= count <= BinaryPlanes::most_rows, first + count <= n.
  [[nodiscard]] virtual BinaryPlanes block(Index first, Index count) const = 0;

  /// The samples with these numbers, from 0, as the columns of a matrix, m x rows.size(); untrusted: each number is
  /// rounded once.
  /// Requires: all in range.
  [[nodiscard]] virtual Eigen::MatrixXd approx_columns(std::span<const Index> rows) const = 0;

 protected:
  /// Errors: PreconditionError with the shape, where it is empty.
  explicit SampleBlocks(SampleLayout layout);
  SampleBlocks(const SampleBlocks&) = default;
  SampleBlocks(SampleBlocks&&) = default;
  SampleBlocks& operator=(const SampleBlocks&) = default;
  SampleBlocks& operator=(SampleBlocks&&) = default;

 private:
  SampleLayout layout_;
};

}  // namespace laecert::instances
