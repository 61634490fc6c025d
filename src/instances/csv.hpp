#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "instances/table.hpp"
#include "instances/text_lines.hpp"

namespace laecert::instances {

/// Reads a text table strictly: every chosen cell is a number, every line has as many cells as the first. The text is
/// read in blocks, once; twice where its first line alone is quoted (text_layout.hpp).
///
/// Lines that begin with `#` are comments. Names of columns and of rows are told from numbers as text_layout.hpp says,
/// and what is guessed is in the table's notes. Cells may be quoted and have blanks around them; CRLF, a byte order
/// mark and blank lines before and after the table are accepted. Units:     as written, each decimal read exactly.
/// Requires:  delimiter is the one where the options name none; nothing: as the first line looks.
/// Errors:    DataError `name:line: ...` or `name:line:column: ...`, column counting cells from 1, for an empty text,
///            UTF-16 and zero bytes, ragged lines, text, NaN, infinity or nothing in a cell, an open quote, a header
///            alone, or numbers beyond the limits of table_size.hpp; UsageError for a column that does not exist, is
///            ambiguous or comes twice, for an impossible delimiter, and for rows to be dropped that are variables;
///            Stopped.
Table parse_text_table(const TextSource& source, const std::string& name, const TableOptions& options,
                       std::optional<char> delimiter);

/// parse_text_table of a text in memory, with commas unless the options name another delimiter.
Table parse_csv(std::string_view text, const std::string& name, const TableOptions& options = {});

/// parse_csv of a file's content, whatever the file is called. Errors: also MissingFileError.
Table read_csv(const std::filesystem::path& file, const TableOptions& options = {});

}  // namespace laecert::instances
