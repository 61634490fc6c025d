#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "instances/sample_blocks.hpp"
#include "instances/table.hpp"

namespace laecert::instances {

/// Reads a table in the format that the ending of the file's name says, in capital or small letters: text with commas
/// (.csv), tabs (.tsv) or whatever its first line holds (.txt), .npy or .mtx.
/// Errors: those of parse_text_table, parse_npy, parse_matrix_market and text_in_file; UsageError for another ending,
///         naming the known ones or how to convert, and for options of text tables where the file is none.
Table read_table(const std::filesystem::path& file, const TableOptions& options = {});

/// read_table of bytes that are already there, under this name.
Table parse_table(std::string_view bytes, const std::string& name, const TableOptions& options = {});

/// The samples of such a file: those of a .npy file stay on disk, so that n may exceed memory.
/// Errors: as read_table, or NpySamples.
std::unique_ptr<const SampleBlocks> open_samples(const std::filesystem::path& file, const TableOptions& options = {});

/// The numbers of a file, row by row as they stand there: weights, a Gram matrix; and what was guessed of the file.
struct RationalMatrix {
  Matrix<Rational> numbers;
  std::vector<std::string> notes = {};
};

/// Errors: as read_table; DataError beyond the limit of require_rationals.
RationalMatrix read_matrix(const std::filesystem::path& file, const TableOptions& options = {});

}  // namespace laecert::instances
