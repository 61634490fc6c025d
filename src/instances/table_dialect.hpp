#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "instances/csv_lines.hpp"
#include "instances/table.hpp"

/// What the cells of a text table look like: each guess of the reader is one function here.
namespace laecert::instances {

/// Whether a cell stands for a missing value: nothing, `?`, or NA, N/A, NaN, null in capital or small letters.
bool is_missing(std::string_view cell);

/// Text that can only be a name. `5.1x`, `<0.1`, `<LOD` or `$5` is rather a number gone wrong.
bool is_name(std::string_view cell);

/// No cell looks like a number or like one gone wrong, and one is a name: no line of broken data passes for a header.
bool is_line_of_names(const std::vector<Cell>& cells);

/// Whether every cell is quoted, and what is quoted holds something.
bool is_quoted_line(const std::vector<Cell>& cells);

/// Whether the cells are first, first + 1, first + 2, ...
bool counts_from(int first, const std::vector<Cell>& cells);

/// Whether a column that `names` call so may be the index that pandas and R write: nothing, or `Unnamed: 0`.
bool is_no_name(std::string_view name);

/// The cells as names, doubled quotes undone.
std::vector<std::string> names_of(const std::vector<Cell>& cells);

/// The text of a comment line, behind its `#`; nothing where it is none. `#N/A` and the like, which spreadsheets write
/// into cells, begin no comment.
std::optional<std::string_view> comment_in(std::string_view line);

/// The delimiter of a table by one of its lines: tab, semicolon or comma where it has one, else runs of blanks.
char delimiter_in(std::string_view line, bool decimal_comma);

/// The cell with its decimal comma made a point; one that holds a point already is left as it is, with the comma.
std::string with_decimal_point(std::string_view cell);

/// Errors: UsageError for a character that numbers may hold.
void require_delimiter(char delimiter, bool decimal_comma);

/// `--delimiter`: a character, or its name (comma, semicolon, space, tab). Errors: UsageError.
char parse_delimiter(std::string_view text);

}  // namespace laecert::instances
