#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace laecert::instances {

/// The kinds of binary numbers that are read.
enum class NumberKind { boolean, signed_integer, unsigned_integer, floating_point };

/// The type of every number of a .npy file.
struct NumberType {
  NumberKind kind = NumberKind::floating_point;
  std::size_t bytes = 8;
  bool big_endian = false;
};

/// What a .npy file says before its numbers.
struct NpyHeader {
  NumberType type = {};
  bool fortran_order = false;  // columns one after another, else rows
  std::uint64_t rows = 0;
  std::uint64_t cols = 0;
  std::size_t data_offset = 0;  // of the first number, in bytes
};

/// Most bytes up to the end of the header; NumPy writes some hundred.
inline constexpr std::size_t longest_npy_header = std::size_t{1} << 20;

/// Reads the magic bytes, the version (1.0, 2.0, 3.0) and the dict literal of a .npy file of `file_size` bytes from its
/// first ones.
/// With allow_vector an array of one dimension is a column.
/// Requires:  head has the file's first longest_npy_header bytes, or all where it is shorter.
/// Guarantee: rows, cols >= 1; the numbers fill the file from data_offset to its end.
/// Errors:    DataError naming the broken rule: magic, version, syntax, keys, a type or a number of dimensions that is
///            no table of numbers, a size that is not the file's, a header beyond longest_npy_header.
/// Source:    NEP 1, and numpy.lib.format.
NpyHeader parse_npy_header(std::string_view head, std::uint64_t file_size, const std::string& name,
                           bool allow_vector = false);

}  // namespace laecert::instances
