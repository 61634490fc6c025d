#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "numeric/matrix.hpp"

namespace laecert::propose {

using numeric::Index;

/// The samples of a data set, read a few at a time: it may exceed memory.
class SampleSource {
 public:
  virtual ~SampleSource() = default;
  SampleSource() = default;
  SampleSource(const SampleSource&) = delete;
  SampleSource& operator=(const SampleSource&) = delete;

  /// n.
  [[nodiscard]] virtual Index count() const = 0;
  /// m.
  [[nodiscard]] virtual Index dimension() const = 0;
  /// Puts sample rows[j] into column j of the batch, which is m x rows.size().
  virtual void read(std::span<const Index> rows, Eigen::MatrixXd& batch) const = 0;
};

/// X, m x n, in memory.
class SamplesInMemory final : public SampleSource {
 public:
  explicit SamplesInMemory(Eigen::MatrixXd data) : data_(std::move(data)) {}
  [[nodiscard]] Index count() const override { return data_.cols(); }
  [[nodiscard]] Index dimension() const override { return data_.rows(); }
  void read(std::span<const Index> rows, Eigen::MatrixXd& batch) const override;

 private:
  Eigen::MatrixXd data_;
};

/// The samples of batch t: `size` different ones of 0, ..., count - 1, increasing, drawn from (seed, t) alone.
/// Every set of them is equally likely (Floyd); for size = count it is all of them.
/// Requires: 1 <= size <= count. Errors: PreconditionError.
std::vector<Index> draw_batch(std::uint64_t seed, long t, Index size, Index count);

}  // namespace laecert::propose
