#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "instances/table.hpp"

namespace laecert::instances {

/// What a file tells of its columns before its numbers are read.
struct TableLayout {
  Index width = 0;
  std::vector<std::string> names = {};  // of the columns; empty where the file has none
  std::string row_word = "row";         // what messages call a row of numbers,
  Index first_row = 1;                  // and the number of the first one,
  std::vector<Index> row_numbers = {};  // or of each, where they do not follow one another
  bool has_index = false;               // the first column holds the rows' names: all columns are all but that one
};

/// first, first + 1, ...: so many. Requires: count >= 0.
std::vector<Index> index_range(Index first, Index count);

/// The columns, from 0, that the list in `--columns` chooses, in its order; all where it is empty.
/// Errors: UsageError for a column that does not exist, comes twice, or has a name that several have.
std::vector<Index> chosen_columns(const std::vector<std::string>& list, const TableLayout& layout,
                                  const std::string& name);

/// The variables that are left without the constant ones, from 0, and what those are called.
struct VaryingVariables {
  std::vector<Index> kept = {};
  std::vector<std::string> dropped = {};
};

/// Leaves constant variables out; `dropped` says `column 33`, or its name, and `row 33` where the table is turned.
/// Shapes: is_constant has an entry for each variable; chosen as from chosen_columns.
/// Errors: DataError where every variable is constant.
VaryingVariables varying_variables(const std::vector<bool>& is_constant, const TableLayout& layout,
                                   const std::vector<Index>& chosen, bool turned, const std::string& name);

/// The table of the chosen columns: turned where columns are samples, then without constant variables where asked.
/// Shapes: numbers rows x chosen.size(), the numbers of the chosen columns only.
/// Errors: DataError where every variable is constant.
Table table_of(ScaledMatrix numbers, const std::vector<Index>& chosen, const TableLayout& layout,
               const TableOptions& options, const std::string& name);

/// The list in a `--columns` option: `1,3-5,7-,petal_width`. Errors: UsageError for an empty entry.
std::vector<std::string> parse_column_list(std::string_view text);

}  // namespace laecert::instances
