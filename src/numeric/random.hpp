#pragma once

#include <bit>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <string>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/rational.hpp"

namespace laecert::numeric {

/// The generator of every random choice: 64 bits of state, the same sequence on every machine.
///
/// It is also a standard uniform random bit generator, but the distributions of <random> differ between standard
/// libraries: use the functions here.
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; constants of Vigna's
/// splitmix64.c.
class SplitMix64 {
 public:
  using result_type = std::uint64_t;

  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  /// The next 64 bits; the state is a counter, and the output its hash.
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }

  /// Uniform in 0, ..., n - 1, by rejection: without the bias of a remainder.
  /// Requires: n >= 1.
  /// Errors: PreconditionError for n = 0.
  std::uint64_t below(std::uint64_t n) {
    if (n == 0) throw PreconditionError("SplitMix64::below: n = 0, expected n >= 1");
    // The least power of two minus one that covers n - 1: every draw is accepted with probability above 1/2.
    const std::uint64_t mask = n == 1 ? 0 : ~std::uint64_t{0} >> std::countl_zero(n - 1);
    while (true) {
      const std::uint64_t draw = next() & mask;
      if (draw < n) return draw;
    }
  }

  /// Uniform in low, ..., high.
  /// Requires: low <= high.
  /// Errors: PreconditionError naming both.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    if (low > high) {
      throw PreconditionError("SplitMix64::between: low = " + std::to_string(low) +
                              " > high = " + std::to_string(high));
    }
    // Unsigned arithmetic wraps: high - low fits also where the signed difference does not.
    const std::uint64_t width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    const std::uint64_t offset = width == ~std::uint64_t{0} ? next() : below(width + 1);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + offset);
  }

  /// A uniform dyadic rational j / 2^bits in [-1, 1), j an integer.
  /// Requires: 0 <= bits <= 62.
  /// Errors: PreconditionError naming bits.
  Rational rational(int bits) {
    // First: it checks the bits, and GMP ends the process at a negative shift.
    const Integer numerator = dyadic_numerator(bits);
    return Rational(numerator, Integer(1) << bits);
  }

  /// A uniform multiple of 2^-52 in [-1, 1), exact in double.
  double real() { return static_cast<double>(dyadic_numerator(52)) * 0x1p-52; }

  /// A fair coin.
  bool coin() { return (next() >> 63) != 0; }

  static constexpr std::uint64_t min() { return 0; }
  static constexpr std::uint64_t max() { return ~std::uint64_t{0}; }
  std::uint64_t operator()() { return next(); }

 private:
  std::int64_t dyadic_numerator(int bits) {
    if (bits < 0 || bits > 62) {
      throw PreconditionError("SplitMix64: bits = " + std::to_string(bits) + ", expected 0 to 62");
    }
    const std::int64_t one = std::int64_t{1} << bits;
    return between(-one, one - 1);
  }

  std::uint64_t state_;
};

/// A standard Gaussian number by the polar method, rounded: its bytes depend on the logarithm of the C library alone.
/// Source: Marsaglia and Bray, "A convenient method for generating normal variables", SIAM Review 1964.
inline double approx_gaussian(SplitMix64& random) {
  while (true) {
    const double u = random.real();
    const double v = random.real();
    const double r = u * u + v * v;
    if (r > 0 && r < 1) return u * std::sqrt(-2 * std::log(r) / r);
  }
}

/// Puts a random access range in a uniformly random order (Fisher and Yates).
template <class Range>
void shuffle(Range& range, SplitMix64& random) {
  for (auto i = range.size(); i > 1; --i) std::swap(range[i - 1], range[random.below(i)]);
}

}  // namespace laecert::numeric
