#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "instances/columns.hpp"
#include "instances/data_lines.hpp"
#include "instances/table.hpp"

namespace laecert::instances {

/// How a text table is laid out, and what of that was guessed.
struct TextLayout {
  char delimiter = ',';
  TableLayout table = {};
  bool has_header = false;         // the first line holds names
  bool has_more_lines = false;     // than the first
  bool may_count_rows = false;     // the first column has no name: does it count the rows?
  std::vector<std::string> notes;  // for the report
};

/// Lays a text table out by its first lines, as the options say or as it looks.
///
/// A line of names is a header. So is a line of quoted cells, where nothing else in the whole file is quoted:
/// `later_quotes` looks there, and is called in that case alone. A comment line before the first line names the columns
/// where it has as many names. The first column holds row names where the header is one name shorter than the rows, or
/// calls that column nothing and it holds no number, or quoted ones alone.
/// Requires: fallback is the delimiter where the options name none; nothing: as the first line looks.
/// Errors:   DataError for a header alone, or open quotes; UsageError for an impossible delimiter, or an index column
///           that is the only one.
TextLayout text_layout(const Opening& opening, const TableOptions& options, std::optional<char> fallback,
                       const std::string& name, const std::function<bool()>& later_quotes);

}  // namespace laecert::instances
