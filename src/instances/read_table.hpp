#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "instances/sample_blocks.hpp"
#include "instances/table.hpp"

namespace laecert::instances {

/// Reads a table in the format that the ending of the file's name says: .csv, .npy or .mtx, in capital or small
/// letters.
/// Errors: those of parse_csv, parse_npy, parse_matrix_market and read_text_file; UsageError for another ending, naming
/// the
///         known ones, and for a delimiter where the format has none.
Table read_table(const std::filesystem::path& file, const TableOptions& options = {});

/// read_table of bytes that are already there, under this name.
Table parse_table(std::string_view bytes, const std::string& name, const TableOptions& options = {});

/// The samples of such a file: those of a .npy file stay on disk, so that n may exceed memory.
/// Errors: as read_table, or NpySamples.
std::unique_ptr<const SampleBlocks> open_samples(const std::filesystem::path& file, const TableOptions& options = {});

/// The numbers of a file as a matrix, row by row as they stand there: weights, a Gram matrix.
/// Errors: as read_table.
ScaledMatrix read_matrix(const std::filesystem::path& file, std::optional<char> delimiter = {});

}  // namespace laecert::instances
