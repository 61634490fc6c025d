#include "instances/csv.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "instances/columns.hpp"
#include "instances/csv_lines.hpp"
#include "instances/decimal_cells.hpp"
#include "instances/files.hpp"
#include "instances/number.hpp"
#include "instances/table_dialect.hpp"
#include "instances/table_size.hpp"
#include "instances/text_layout.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

/// Whether a line after the first holds a quote.
bool has_later_quotes(const TextSource& source, const std::string& name, const TableOptions& options) {
  DataLines lines(TextLines(source(), name, options.stop));
  (void)lines.take();
  while (const std::optional<TextLine> line = lines.take()) {
    if (line->text.find('"') != std::string_view::npos) return true;
  }
  return false;
}

/// Takes the lines of data into numbers.
class RowReader {
 public:
  RowReader(TextLayout layout, std::vector<Index> chosen, const TableOptions& options, std::string name)
      : layout_(std::move(layout)), chosen_(std::move(chosen)), options_(options), name_(std::move(name)) {}

  void push(const TextLine& line) {
    const std::vector<Cell> cells = split_cells(line, layout_.delimiter, name_);
    require_width(cells.size(), line.number);
    look_at_index(cells.front().text);
    if (options_.drop_rows_with_missing && has_missing(cells)) {
      ++dropped_;
      return;
    }
    require_cells(name_, rows_ + 1, chosen_.size(), max_cells);
    for (const Index column : chosen_) push_cell(cells[static_cast<std::size_t>(column)].text, line.number, column);
    ++rows_;
    if (options_.columns_are_samples) layout_.table.row_numbers.push_back(static_cast<Index>(line.number));
  }

  /// All rows. Errors: DataError where none is left.
  Table build() {
    if (rows_ == 0) throw DataError(name_ + ": every row has a missing value, none is left");
    require_memory(name_, rows_, chosen_.size(), numbers_.bits());
    ScaledMatrix numbers = numbers_.build(static_cast<Index>(chosen_.size()), options_.stop, name_);
    Table table = table_of(std::move(numbers), chosen_, layout_.table, options_, name_);
    table.notes = notes();
    return table;
  }

 private:
  void require_width(std::size_t size, std::size_t line) const {
    if (static_cast<Index>(size) == layout_.table.width) return;
    throw DataError(
        fmt::format("{}:{}: {} value{}, expected {}", name_, line, size, size == 1 ? "" : "s", layout_.table.width));
  }

  /// Keeps in mind whether the first column counts rows, from 0 or 1.
  void look_at_index(std::string_view cell) {
    if (!layout_.may_count_rows) return;
    if (seen_ == 0) first_index_ = cell == "1" ? 1 : 0;
    layout_.may_count_rows = cell == std::to_string(first_index_ + seen_++);
  }

  [[nodiscard]] bool has_missing(const std::vector<Cell>& cells) const {
    return std::any_of(chosen_.begin(), chosen_.end(),
                       [&](Index column) { return is_missing(cells[static_cast<std::size_t>(column)].text); });
  }

  void push_cell(std::string_view cell, std::size_t line, Index column) {
    if (options_.decimal_comma && cell.find('.') != std::string_view::npos) {
      fail(line, column, in_quotes(cell) + " has a point, and the decimal sign is the comma");
    }
    const std::optional<Reason> broken =
        options_.decimal_comma ? numbers_.push(with_decimal_point(cell)) : numbers_.push(cell);
    if (broken) fail(line, column, broken->text + advice(cell, line, column));
  }

  [[noreturn]] void fail(std::size_t line, Index column, const std::string& rule) const {
    throw DataError(fmt::format("{}:{}:{}: {}", name_, line, column + 1, rule));
  }

  /// The option that reads what is no number, where there is one.
  [[nodiscard]] std::string advice(std::string_view cell, std::size_t line, Index column) const {
    const TableLayout& table = layout_.table;
    if (!layout_.has_header && options_.header == Choice::automatic && layout_.has_more_lines && is_name(cell) &&
        static_cast<Index>(line) == table.first_row) {
      return "; --header yes reads this line as names";
    }
    if (column == 0 && layout_.has_header && is_no_name(table.names.front()) && is_name(cell)) {
      return "; --index-column yes leaves column 1 out";
    }
    if (!options_.decimal_comma && cell.find(',') != std::string_view::npos &&
        parse_rational(with_decimal_point(cell))) {
      return "; --decimal comma reads it";
    }
    return {};
  }

  [[nodiscard]] std::vector<std::string> notes() const {
    std::vector<std::string> notes = layout_.notes;
    if (layout_.may_count_rows && seen_ >= 2) {
      notes.emplace_back("column 1 has no name and counts rows: kept; --columns 2- leaves it out");
    }
    if (dropped_ > 0) {
      notes.push_back(fmt::format("{} row{} with missing values left out", dropped_, dropped_ == 1 ? "" : "s"));
    }
    return notes;
  }

  TextLayout layout_;
  std::vector<Index> chosen_;
  const TableOptions& options_;
  std::string name_;
  DecimalCells numbers_;
  std::uint64_t rows_ = 0;
  std::uint64_t dropped_ = 0;
  std::uint64_t seen_ = 0;
  std::uint64_t first_index_ = 0;
};

std::vector<Index> columns_to_read(const TextLayout& layout, const TableOptions& options, const std::string& name) {
  std::vector<Index> chosen = chosen_columns(options.columns, layout.table, name);
  if (options.index_column == Choice::yes && std::find(chosen.begin(), chosen.end(), 0) != chosen.end()) {
    throw UsageError("--columns: column 1 is the index column");
  }
  return chosen;
}

}  // namespace

Table parse_text_table(const TextSource& source, const std::string& name, const TableOptions& options,
                       std::optional<char> delimiter) {
  if (options.drop_rows_with_missing && options.columns_are_samples) {
    throw UsageError("--missing drop-rows leaves samples out; with --columns-are-samples rows are variables");
  }
  DataLines lines(TextLines(source(), name, options.stop));
  const Opening opening = lines.take_opening();
  TextLayout layout =
      text_layout(opening, options, delimiter, name, [&] { return has_later_quotes(source, name, options); });
  const bool has_header = layout.has_header;
  std::vector<Index> chosen = columns_to_read(layout, options, name);
  RowReader rows(std::move(layout), std::move(chosen), options, name);
  if (!has_header) rows.push(opening.first.view());
  if (opening.second) rows.push(opening.second->view());
  while (const std::optional<TextLine> line = lines.take()) rows.push(*line);
  return rows.build();
}

Table parse_csv(std::string_view text, const std::string& name, const TableOptions& options) {
  return parse_text_table(text_in_memory(text), name, options, ',');
}

Table read_csv(const std::filesystem::path& file, const TableOptions& options) {
  return parse_text_table(text_in_file(file), file.string(), options, ',');
}

}  // namespace laecert::instances
