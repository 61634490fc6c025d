#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace laecert::instances {

/// One line of a text file with its number, from 1.
struct TextLine {
  std::size_t number;
  std::string_view text;
};

/// The lines of a text without byte order mark, line ends and blank lines at its end.
/// Errors: DataError where nothing is left, or a blank line stands between others.
std::vector<TextLine> split_lines(std::string_view text, const std::string& name);

/// The cells of a line, without quotes and surrounding blanks; a doubled quote inside quotes stays doubled.
/// Errors: DataError for an open quote or text after a closing one.
std::vector<std::string_view> split_cells(const TextLine& line, char delimiter, const std::string& name);

}  // namespace laecert::instances
