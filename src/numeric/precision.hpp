#pragma once

#include <cmath>

namespace laecert::numeric {

/// The largest working precision that is accepted: GMP and FLINT end the process where memory ends.
inline constexpr long max_precision_bits = 1L << 24;

/// The largest binary exponent, in modulus, of a dyadic number that is turned into a rational.
inline constexpr long max_rational_exponent = 1L << 24;

/// A working precision. It is an argument of every routine that rounds, never a global state.
struct Precision {
  long bits = 64;

  /// The least precision that carries `digits` decimal digits.
  static Precision of_digits(long digits) {
    return {static_cast<long>(std::ceil(static_cast<double>(digits) * bits_per_digit_)) + 1};
  }

  /// The decimal digits that this precision carries.
  [[nodiscard]] long digits() const {
    return static_cast<long>(std::floor(static_cast<double>(bits) / bits_per_digit_));
  }

 private:
  // log2(10), to double; of_digits adds a bit for its rounding.
  static constexpr double bits_per_digit_ = 3.3219280948873626;
};

}  // namespace laecert::numeric
