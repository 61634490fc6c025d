#include "instances/csv.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "instances/columns.hpp"
#include "instances/csv_lines.hpp"
#include "instances/decimal_cells.hpp"
#include "instances/files.hpp"
#include "instances/table_size.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

bool is_missing_mark(std::string_view cell) {
  constexpr std::string_view marks[] = {"", "NA", "N/A", "na", "n/a", "null", "NULL", "None", "-", "?"};
  return std::find(std::begin(marks), std::end(marks), cell) != std::end(marks);
}

/// Text that can only be a name: `5.1x` or `1;2` is rather a number gone wrong.
bool is_name(std::string_view cell) { return !is_missing_mark(cell) && cell.find_first_of("0123456789+-.") != 0; }

/// No cell of a header looks like a number and one is a name, so that no line of broken data passes for a header.
bool is_header(const std::vector<std::string_view>& cells) {
  return std::none_of(cells.begin(), cells.end(), looks_numeric) && std::any_of(cells.begin(), cells.end(), is_name);
}

/// A header cell with its doubled quotes undone.
std::string header_name(std::string_view cell) {
  std::string name(cell);
  for (std::size_t at = name.find("\"\""); at != std::string::npos; at = name.find("\"\"", at + 1)) name.erase(at, 1);
  return name;
}

/// The columns' names, where the first line is a header; else none.
TableLayout layout_of(const std::vector<std::string_view>& first) {
  TableLayout layout{.width = static_cast<Index>(first.size()), .row_word = "line"};
  if (!is_header(first)) return layout;
  layout.first_row = 2;
  layout.names.reserve(first.size());
  for (const std::string_view cell : first) layout.names.push_back(header_name(cell));
  return layout;
}

void require_delimiter(char delimiter) {
  constexpr std::string_view impossible = "0123456789+-./eE\"\r\n";
  if (impossible.find(delimiter) == std::string_view::npos && delimiter != '\0') return;
  throw UsageError(fmt::format("--delimiter {} cannot separate numbers", in_quotes({&delimiter, 1})));
}

void require_width(const std::vector<std::string_view>& cells, const TableLayout& layout, std::size_t line,
                   const std::string& name) {
  if (static_cast<Index>(cells.size()) == layout.width) return;
  throw DataError(fmt::format("{}:{}: {} value{}, expected {}", name, line, cells.size(), cells.size() == 1 ? "" : "s",
                              layout.width));
}

/// The chosen cells of the data lines, one file line a row.
ScaledMatrix read_cells(const std::vector<TextLine>& lines, const TableLayout& layout, const std::vector<Index>& chosen,
                        const std::string& name, char delimiter) {
  const std::size_t header = layout.names.empty() ? 0 : 1;
  require_cells(name, lines.size() - header, chosen.size(), max_cells);
  DecimalCells numbers;
  for (std::size_t i = header; i < lines.size(); ++i) {
    const std::vector<std::string_view> cells = split_cells(lines[i], delimiter, name);
    require_width(cells, layout, lines[i].number, name);
    for (const Index column : chosen) {
      const std::optional<Reason> broken = numbers.push(cells[static_cast<std::size_t>(column)]);
      if (broken) throw DataError(fmt::format("{}:{}:{}: {}", name, lines[i].number, column + 1, broken->text));
    }
  }
  require_memory(name, lines.size() - header, chosen.size(), numbers.bits());
  return numbers.build(static_cast<Index>(chosen.size()));
}

}  // namespace

Table parse_csv(std::string_view text, const std::string& name, const TableOptions& options) {
  const char delimiter = options.delimiter.value_or(',');
  require_delimiter(delimiter);
  const std::vector<TextLine> lines = split_lines(text, name);
  const TableLayout layout = layout_of(split_cells(lines.front(), delimiter, name));
  if (!layout.names.empty() && lines.size() == 1) throw DataError(name + ":1: a header and no data");
  const std::vector<Index> chosen = chosen_columns(options.columns, layout, name);
  return table_of(read_cells(lines, layout, chosen, name, delimiter), chosen, layout, options, name);
}

Table read_csv(const std::filesystem::path& file, const TableOptions& options) {
  return parse_csv(read_text_file(file), file.string(), options);
}

}  // namespace laecert::instances
