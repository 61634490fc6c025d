#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "instances/npy_header.hpp"

namespace laecert::instances {

/// The number (-1)^negative * digits * 2^exponent; digits is odd, or zero with exponent zero.
struct Dyadic {
  bool negative = false;
  std::uint64_t digits = 0;
  int exponent = 0;

  bool operator==(const Dyadic&) const = default;
};

/// Reads one number from its bytes.
/// Requires:  bytes.size() = type.bytes.
/// Guarantee: the exact value; nothing for NaN, an infinity, or a boolean that is neither 0 nor 1.
std::optional<Dyadic> read_binary_number(std::string_view bytes, const NumberType& type);

/// Why read_binary_number gave nothing: `NaN is no finite number`.
std::string_view reason_against(std::string_view bytes, const NumberType& type);

}  // namespace laecert::instances
