#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "instances/text_lines.hpp"

namespace laecert::instances {

/// A cell of a line, without quotes and surrounding blanks; a doubled quote inside quotes stays doubled.
struct Cell {
  std::string_view text;
  bool is_quoted = false;
};

/// The cells of a line. With the delimiter ' ' a run of blanks and tabs stands between two cells, and there may be more
/// before the first and behind the last; any other stands alone.
/// Errors: DataError for an open quote or text after a closing one.
std::vector<Cell> split_cells(const TextLine& line, char delimiter, const std::string& name);

/// Whether there is nothing but blanks and tabs.
bool is_blank(std::string_view text);

}  // namespace laecert::instances
