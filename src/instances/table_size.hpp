#pragma once

#include <cstdint>
#include <string>

namespace laecert::instances {

/// Most numbers that one matrix may have. A file holds at least a byte for each, but in sparse files.
inline constexpr std::uint64_t max_cells = 100'000'000;
/// Most numbers of the full matrix that a sparse file stands for: some bytes can claim any size.
inline constexpr std::uint64_t max_sparse_cells = 25'000'000;
/// Most memory for one matrix: GMP and FLINT end the process where there is no more.
inline constexpr std::uint64_t max_matrix_bytes = std::uint64_t{4} << 30;

/// Most memory for one matrix of rationals, of which a run holds several: S, and what is made of it.
inline constexpr std::uint64_t max_rational_bytes = std::uint64_t{1} << 30;

/// Refuses a size beyond a limit, before anything is allocated by it.
/// Errors: DataError `where: 1000000 x 1000000 numbers, at most 25000000 are read`.
void require_cells(const std::string& where, std::uint64_t rows, std::uint64_t cols, std::uint64_t limit);

/// Refuses a matrix of integers of so many bits that it would take more than max_matrix_bytes.
/// Errors: DataError naming the shape and the bits.
/// Requires: rows * cols within max_cells.
void require_memory(const std::string& where, std::uint64_t rows, std::uint64_t cols, std::uint64_t bits);

/// Whether a matrix of rationals, numerator and denominator of so many bits, is within max_rational_bytes.
bool rationals_fit(std::uint64_t rows, std::uint64_t cols, std::uint64_t bits);

/// Refuses one that is not. Errors: DataError naming the shape, the bits and the limit.
void require_rationals(const std::string& where, std::uint64_t rows, std::uint64_t cols, std::uint64_t bits);

}  // namespace laecert::instances
