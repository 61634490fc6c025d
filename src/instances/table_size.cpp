#include "instances/table_size.hpp"

#include <fmt/core.h>

#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

constexpr std::uint64_t word_bytes = 8;
/// FLINT keeps integers below 2^62 in the word itself; larger ones are a GMP integer: 16 bytes, and two blocks of
/// malloc with 16 bytes each.
constexpr std::uint64_t small_bits = 62;
constexpr std::uint64_t large_bytes = 48;

std::uint64_t bytes_of_integer(std::uint64_t bits) {
  if (bits <= small_bits) return word_bytes;
  return word_bytes + large_bytes + word_bytes * (bits / 64 + 1);
}

/// GMP's rational: two integers of 16 bytes, and a block of malloc for each, of which 24 bytes are not digits.
std::uint64_t bytes_of_rational(std::uint64_t bits) { return 2 * (16 + 24 + word_bytes * (bits / 64 + 1)); }

}  // namespace

void require_cells(const std::string& where, std::uint64_t rows, std::uint64_t cols, std::uint64_t limit) {
  if (cols == 0 || rows <= limit / cols) return;
  throw DataError(fmt::format("{}: {} x {} numbers, at most {} are read", where, rows, cols, limit));
}

void require_memory(const std::string& where, std::uint64_t rows, std::uint64_t cols, std::uint64_t bits) {
  const std::uint64_t bytes = bytes_of_integer(bits);
  if (rows == 0 || cols == 0 || bytes <= max_matrix_bytes / (rows * cols)) return;
  throw DataError(fmt::format("{}: {} x {} numbers of up to {} bits over their common denominator take more than {} GB",
                              where, rows, cols, bits, max_matrix_bytes >> 30));
}

bool rationals_fit(std::uint64_t rows, std::uint64_t cols, std::uint64_t bits) {
  return rows == 0 || cols == 0 || rows <= max_rational_bytes / bytes_of_rational(bits) / cols;
}

void require_rationals(const std::string& where, std::uint64_t rows, std::uint64_t cols, std::uint64_t bits) {
  if (rationals_fit(rows, cols, bits)) return;
  throw DataError(fmt::format("{}: {} x {} rationals of up to {} bits take more than {} GB, which is the limit", where,
                              rows, cols, bits, max_rational_bytes >> 30));
}

}  // namespace laecert::instances
