#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "instances/table.hpp"

namespace laecert::instances {

/// Reads a CSV text strictly: every chosen cell is a number, every line has as many cells as the first.
///
/// A first line in which nothing looks like a number and something is a name is a header. Cells may be quoted and have
/// blanks around them; CRLF, a byte order mark and blank lines at the end are accepted.
/// Units:     as written, each decimal read exactly.
/// Errors:    DataError `name:line: ...` or `name:line:column: ...`, column counting cells from 1, for an empty text,
///            ragged lines, text, NaN, infinity or nothing in a cell, an open quote, a header alone, or numbers beyond
///            the limits of table_size.hpp; UsageError for a column that does not exist, is ambiguous or comes twice,
///            or an impossible delimiter.
Table parse_csv(std::string_view text, const std::string& name, const TableOptions& options = {});

/// parse_csv of a file's content, whatever the file is called. Errors: also MissingFileError.
Table read_csv(const std::filesystem::path& file, const TableOptions& options = {});

}  // namespace laecert::instances
