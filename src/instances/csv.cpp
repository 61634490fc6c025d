#include "instances/csv.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "instances/csv_lines.hpp"
#include "instances/decimal_cells.hpp"
#include "instances/files.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

/// The first line's part of a file.
struct Layout {
  Index width = 0;
  bool has_header = false;
  std::vector<std::string> names = {};
};

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

Layout layout_of(const std::vector<std::string_view>& first) {
  Layout layout{static_cast<Index>(first.size()), is_header(first)};
  if (!layout.has_header) return layout;
  for (const std::string_view cell : first) layout.names.push_back(header_name(cell));
  return layout;
}

void require_delimiter(char delimiter) {
  constexpr std::string_view impossible = "0123456789+-./eE\"\r\n";
  if (impossible.find(delimiter) == std::string_view::npos && delimiter != '\0') return;
  throw UsageError(fmt::format("--delimiter {} cannot separate numbers", in_quotes({&delimiter, 1})));
}

/// A column number from 1, where the text is one.
std::optional<Index> column_number(std::string_view text) {
  const std::optional<ShortDecimal> number = parse_short_decimal(text);
  const bool digits_only = text.find_first_not_of("0123456789") == std::string_view::npos;
  if (!number || !digits_only) return std::nullopt;
  return static_cast<Index>(number->digits);
}

/// The columns that one entry of a list names, from 0 to width - 1; none where it names none.
std::vector<Index> columns_named(const std::string& entry, const Layout& layout) {
  const auto name = std::find(layout.names.begin(), layout.names.end(), entry);
  if (name != layout.names.end()) return {static_cast<Index>(name - layout.names.begin())};
  const std::size_t dash = std::min(entry.find('-'), entry.size());
  const std::optional<Index> first = column_number(std::string_view(entry).substr(0, dash));
  const std::optional<Index> last =
      dash == entry.size() ? first : column_number(std::string_view(entry).substr(dash + 1));
  if (!first || !last || !(1 <= *first && *first <= *last && *last <= layout.width)) return {};
  std::vector<Index> result;
  for (Index column = *first; column <= *last; ++column) result.push_back(column - 1);
  return result;
}

std::vector<Index> all_columns(Index width) {
  std::vector<Index> result;
  for (Index column = 0; column < width; ++column) result.push_back(column);
  return result;
}

std::vector<Index> chosen_columns(const CsvOptions& options, const Layout& layout, const std::string& name) {
  if (options.columns.empty()) return all_columns(layout.width);
  std::vector<Index> result;
  for (const std::string& entry : options.columns) {
    const std::vector<Index> columns = columns_named(entry, layout);
    if (columns.empty()) {
      throw UsageError(fmt::format("--columns {}: no such column in {}, which has {}{}", in_quotes(entry), name,
                                   layout.width, layout.has_header ? " with a header" : " and no header"));
    }
    for (const Index column : columns) {
      if (std::find(result.begin(), result.end(), column) != result.end()) {
        throw UsageError(fmt::format("--columns {}: column {} is chosen twice", in_quotes(entry), column + 1));
      }
      result.push_back(column);
    }
  }
  return result;
}

/// The chosen cells of the data lines, one file line a row.
ScaledMatrix read_cells(const std::vector<TextLine>& lines, const Layout& layout, const std::vector<Index>& chosen,
                        const std::string& name, char delimiter) {
  DecimalCells numbers;
  for (std::size_t i = layout.has_header ? 1 : 0; i < lines.size(); ++i) {
    const std::vector<std::string_view> cells = split_cells(lines[i], delimiter, name);
    if (static_cast<Index>(cells.size()) != layout.width) {
      throw DataError(fmt::format("{}:{}: {} value{}, expected {}", name, lines[i].number, cells.size(),
                                  cells.size() == 1 ? "" : "s", layout.width));
    }
    for (const Index column : chosen) {
      const std::optional<Reason> broken = numbers.push(cells[static_cast<std::size_t>(column)]);
      if (broken) throw DataError(fmt::format("{}:{}:{}: {}", name, lines[i].number, column + 1, broken->text));
    }
  }
  return numbers.build(static_cast<Index>(chosen.size()));
}

std::vector<std::string> names_of(const std::vector<Index>& chosen, const Layout& layout) {
  std::vector<std::string> result;
  if (!layout.has_header) return result;
  for (const Index column : chosen) result.push_back(layout.names[static_cast<std::size_t>(column)]);
  return result;
}

/// What to call the variable that stands in this column (or, turned, row) of the file.
std::string label(const std::vector<Index>& chosen, const std::vector<std::string>& names, Index variable, bool turned,
                  bool has_header) {
  const std::size_t at = static_cast<std::size_t>(variable);
  if (turned) return fmt::format("line {}", variable + (has_header ? 2 : 1));
  return names.empty() ? fmt::format("column {}", chosen[at] + 1) : names[at];
}

/// The table without the variables numbered in `constant`, whose labels it keeps.
Table without(const Table& table, const std::vector<Index>& constant, std::vector<std::string> labels) {
  std::vector<Index> kept;
  std::vector<std::string> names;
  for (Index j = 0; j < table.samples.cols(); ++j) {
    if (std::find(constant.begin(), constant.end(), j) != constant.end()) continue;
    kept.push_back(j);
    if (!table.names.empty()) names.push_back(table.names[static_cast<std::size_t>(j)]);
  }
  return {table.samples.columns(kept), std::move(names), std::move(labels)};
}

std::vector<Index> constant_variables(const ScaledMatrix& samples) {
  std::vector<Index> result;
  for (Index j = 0; j < samples.cols(); ++j) {
    if (samples.is_constant_column(j)) result.push_back(j);
  }
  return result;
}

/// The entries of an option's list, which may be quoted like cells.
std::vector<std::string_view> list_entries(std::string_view text) {
  try {
    return split_cells({1, text}, ',', "--columns");
  } catch (const DataError& error) {
    throw UsageError(error.what());
  }
}

}  // namespace

Table parse_csv(std::string_view text, const std::string& name, const CsvOptions& options) {
  require_delimiter(options.delimiter);
  const std::vector<TextLine> lines = split_lines(text, name);
  const Layout layout = layout_of(split_cells(lines.front(), options.delimiter, name));
  if (layout.has_header && lines.size() == 1) throw DataError(name + ":1: a header and no data");
  const std::vector<Index> chosen = chosen_columns(options, layout, name);
  const ScaledMatrix cells = read_cells(lines, layout, chosen, name, options.delimiter);

  const bool turned = options.columns_are_samples;
  Table table{turned ? cells.transposed() : cells, turned ? std::vector<std::string>{} : names_of(chosen, layout), {}};
  if (!options.drop_constant_columns) return table;
  const std::vector<Index> constant = constant_variables(table.samples);
  if (static_cast<Index>(constant.size()) == table.samples.cols()) {
    throw DataError(fmt::format("{}: every variable is constant, none is left", name));
  }
  std::vector<std::string> labels;
  labels.reserve(constant.size());
  for (const Index j : constant) labels.push_back(label(chosen, table.names, j, turned, layout.has_header));
  return without(table, constant, std::move(labels));
}

Table read_csv(const std::filesystem::path& file, const CsvOptions& options) {
  return parse_csv(read_text_file(file), file.string(), options);
}

std::vector<std::string> parse_column_list(std::string_view text) {
  std::vector<std::string> result;
  for (const std::string_view entry : list_entries(text)) {
    if (entry.empty()) throw UsageError(fmt::format("--columns {}: an empty entry", in_quotes(text)));
    result.emplace_back(entry);
  }
  return result;
}

}  // namespace laecert::instances
