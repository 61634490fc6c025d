#include "instances/binary_number.hpp"

#include <bit>

namespace laecert::instances {
namespace {

/// The fields of an IEEE 754 binary format, from the sign down.
struct FloatFormat {
  int exponent_bits;
  int fraction_bits;
};

FloatFormat format_of(std::size_t bytes) {
  if (bytes == 2) return {5, 10};
  if (bytes == 4) return {8, 23};
  return {11, 52};
}

std::uint64_t low_bits(std::uint64_t bits, int count) { return bits & ((std::uint64_t{1} << count) - 1); }

/// The bytes as one unsigned integer.
std::uint64_t word_of(std::string_view bytes, bool big_endian) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char byte = big_endian ? bytes[i] : bytes[bytes.size() - 1 - i];
    word = word << 8 | static_cast<unsigned char>(byte);
  }
  return word;
}

Dyadic normalized(bool negative, std::uint64_t digits, int exponent) {
  if (digits == 0) return {};
  const int zeros = std::countr_zero(digits);
  return {negative, digits >> zeros, exponent + zeros};
}

std::optional<Dyadic> float_of(std::uint64_t word, std::size_t bytes) {
  const FloatFormat format = format_of(bytes);
  const std::uint64_t fraction = low_bits(word, format.fraction_bits);
  const std::uint64_t biased = low_bits(word >> format.fraction_bits, format.exponent_bits);
  const bool negative = (word >> (format.fraction_bits + format.exponent_bits)) != 0;
  const std::uint64_t largest = low_bits(~std::uint64_t{0}, format.exponent_bits);
  if (biased == largest) return std::nullopt;
  // The last place of the subnormal numbers (biased = 0), which is that of the least normal ones (biased = 1) too.
  const int lowest = 2 - (1 << (format.exponent_bits - 1)) - format.fraction_bits;
  if (biased == 0) return normalized(negative, fraction, lowest);
  return normalized(negative, fraction | std::uint64_t{1} << format.fraction_bits,
                    lowest + static_cast<int>(biased) - 1);
}

/// Two's complement.
Dyadic signed_of(std::uint64_t word, std::size_t bytes) {
  const int bits = static_cast<int>(8 * bytes);
  const bool negative = (word >> (bits - 1)) != 0;
  if (!negative) return normalized(false, word, 0);
  // 2^bits - word; in 64 bits the subtraction from zero wraps to just that.
  const std::uint64_t modulus = bits == 64 ? 0 : std::uint64_t{1} << bits;
  return normalized(true, modulus - word, 0);
}

}  // namespace

std::optional<Dyadic> read_binary_number(std::string_view bytes, const NumberType& type) {
  const std::uint64_t word = word_of(bytes, type.big_endian);
  switch (type.kind) {
    case NumberKind::floating_point:
      return float_of(word, type.bytes);
    case NumberKind::signed_integer:
      return signed_of(word, type.bytes);
    case NumberKind::unsigned_integer:
      return normalized(false, word, 0);
    case NumberKind::boolean:
      break;
  }
  if (word > 1) return std::nullopt;
  return normalized(false, word, 0);
}

std::string_view reason_against(std::string_view bytes, const NumberType& type) {
  if (type.kind == NumberKind::boolean) return "a boolean that is neither 0 nor 1";
  const std::uint64_t fraction = low_bits(word_of(bytes, type.big_endian), format_of(type.bytes).fraction_bits);
  return fraction == 0 ? "an infinity, not a finite number" : "NaN is no finite number";
}

}  // namespace laecert::instances
