#include "instances/binary_planes.hpp"

#include <fmt/core.h>

#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

// The law's inequality.
constexpr std::uint64_t largest_digit = (std::uint64_t{1} << BinaryPlanes::digit_bits) - 1;
static_assert(2 * BinaryPlanes::most_rows * largest_digit * largest_digit < std::uint64_t{1} << 53);

}  // namespace

BinaryPlanes::BinaryPlanes(Index rows, Index m, std::uint64_t bits) {
  if (!(1 <= rows && rows <= most_rows && m >= 1)) {
    throw PreconditionError(fmt::format("binary planes: {} x {} numbers, expected 1 to {} rows", rows, m, most_rows));
  }
  const auto count = static_cast<std::size_t>(count_for(bits));
  planes_.assign(count, Eigen::MatrixXd::Zero(m, rows));
  used_.assign(count, false);
}

void BinaryPlanes::set(Index i, Index j, bool negative, std::span<const std::uint64_t> words, std::uint64_t shift) {
  constexpr std::uint64_t word_bits = 64;
  for (const std::uint64_t word : words) {
    add_word(i, j, negative, word, shift);
    shift += word_bits;
  }
}

/// Different words of a number have different binary places: where two meet in one digit, they are added without carry.
void BinaryPlanes::add_word(Index i, Index j, bool negative, std::uint64_t word, std::uint64_t place) {
  std::size_t l = place / digit_bits;
  std::uint64_t offset = place % digit_bits;
  for (; word != 0; ++l, offset = 0) {
    const std::uint64_t room = digit_bits - offset;
    const std::uint64_t digit = (word & ((std::uint64_t{1} << room) - 1)) << offset;
    planes_.at(l)(j, i) += negative ? -static_cast<double>(digit) : static_cast<double>(digit);
    if (digit != 0) used_[l] = true;
    word >>= room;
  }
}

}  // namespace laecert::instances
