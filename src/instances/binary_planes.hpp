#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "instances/number.hpp"

namespace laecert::instances {

/// A block of integers N, one sample a row, cut into planes of binary digits: N = sum over l of 2^(20 l) A_l^T.
///
/// Shapes: N rows x m; each A_l m x rows, so that samples are columns, as in X.
/// Law:    the entries of a plane are integers of modulus below 2^20, exactly, in double; rows <= 2048.
/// Why:    each partial sum of A_l A_k^T + A_k A_l^T, in any order, is then an integer of modulus at most
///         2 rows (2^20 - 1)^2 < 2^53, that is a double (so it would be for 4096 rows; fewer stay in the cache). A
///         product of planes by ordinary floating-point arithmetic has no rounding at all, with or without fused
///         operations.
/// Source: K. Ozaki, T. Ogita, S. Oishi, S. M. Rump, "Error-free transformations of matrix multiplication by using fast
///         routines of matrix multiplication and its applications", Numer. Algorithms 59 (2012); here the cuts are at
///         fixed binary places, since the numbers are integers.
class BinaryPlanes {
 public:
  static constexpr int digit_bits = 20;
  static constexpr Index most_rows = 2048;

  /// Zero, with planes for |N_ij| < 2^bits. Errors: PreconditionError for a shape outside the law.
  BinaryPlanes(Index rows, Index m, std::uint64_t bits);

  /// How many planes hold numbers below 2^bits.
  static Index count_for(std::uint64_t bits) { return static_cast<Index>(bits / digit_bits) + 1; }

  /// Makes N_ij, which was zero, the integer of these words, least significant first, times 2^shift, or its negative.
  /// Requires: its modulus is below 2^bits.
  void set(Index i, Index j, bool negative, std::span<const std::uint64_t> words, std::uint64_t shift = 0);

  [[nodiscard]] Index rows() const { return planes_.front().cols(); }
  [[nodiscard]] Index m() const { return planes_.front().rows(); }
  [[nodiscard]] Index count() const { return static_cast<Index>(planes_.size()); }
  [[nodiscard]] const Eigen::MatrixXd& plane(Index l) const { return planes_[static_cast<std::size_t>(l)]; }
  /// Whether any number has a digit there.
  [[nodiscard]] bool is_used(Index l) const { return used_[static_cast<std::size_t>(l)]; }

 private:
  void add_word(Index i, Index j, bool negative, std::uint64_t word, std::uint64_t place);

  std::vector<Eigen::MatrixXd> planes_;
  std::vector<bool> used_;
};

}  // namespace laecert::instances
