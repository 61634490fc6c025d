#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "instances/scaled_matrix.hpp"

namespace laecert::instances {

/// How a table of numbers is to be read.
struct CsvOptions {
  char delimiter = ',';
  /// Columns of the file to keep, in this order: header names, numbers from 1, or ranges `3-5`. Empty: all.
  std::vector<std::string> columns = {};
  /// The file has a sample per column: it is turned after the choice of columns.
  bool columns_are_samples = false;
  /// Leave out variables that have the same value in every sample.
  bool drop_constant_columns = false;
};

/// Exact samples, one a row.
struct Table {
  ScaledMatrix samples;              // n x m
  std::vector<std::string> names;    // of the m variables; empty where the file does not name them
  std::vector<std::string> dropped;  // variables left out as constant: header name, or `column 33`
};

/// Reads a CSV text strictly: every chosen cell is a number, every line has as many cells as the first.
///
/// A first line in which nothing looks like a number and something is a name is a header. Cells may be quoted and have
/// blanks around them; CRLF, a byte order mark and blank lines at the end are accepted. Units:     as written, each
/// decimal read exactly. Errors:    DataError `name:line: ...` or `name:line:column: ...`, column counting cells from
/// 1, for an empty text,
///            ragged lines, text, NaN, infinity or nothing in a cell, an open quote, a header alone; UsageError for a
///            column that does not exist or comes twice, or an impossible delimiter.
Table parse_csv(std::string_view text, const std::string& name, const CsvOptions& options = {});

/// parse_csv of a file's content. Errors: also MissingFileError.
Table read_csv(const std::filesystem::path& file, const CsvOptions& options = {});

/// The list in a `--columns` option: `1,3-5,petal_width`. Errors: UsageError for an empty entry.
std::vector<std::string> parse_column_list(std::string_view text);

}  // namespace laecert::instances
