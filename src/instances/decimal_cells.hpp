#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "instances/scaled_matrix.hpp"
#include "numeric/outcome.hpp"

namespace laecert::instances {

/// Most bits of a common denominator: every number of a matrix is written over it.
inline constexpr std::uint64_t max_denominator_bits = 1'000'000;

/// Collects number texts, row by row, into a matrix over their least common denominator 10^p (times what fractions
/// and long literals need).
class DecimalCells {
 public:
  /// Takes the next cell; the reason why it is no number, where it is none, or where the common
  /// denominator grows beyond max_denominator_bits.
  std::optional<Reason> push(std::string_view text);

  /// A bound of the bits of every numerator over the common denominator.
  [[nodiscard]] std::uint64_t bits() const;

  /// The cells as a matrix with this many columns. Requires: cols >= 1 divides the number of cells.
  /// Errors: Stopped, naming `name`.
  [[nodiscard]] ScaledMatrix build(Index cols, const std::stop_token& stop = {}, const std::string& name = {}) const;

 private:
  [[nodiscard]] Integer denominator() const;

  std::vector<ShortDecimal> cells_;  // places < 0: the index of an entry of long_cells_
  std::vector<Rational> long_cells_;
  int most_places_ = 0;
  std::uint64_t most_bits_ = 1;  // of a cell's own numerator
  Integer long_denominator_ = 1;
};

}  // namespace laecert::instances
