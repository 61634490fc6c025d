#include "instances/text_layout.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "instances/csv_lines.hpp"
#include "instances/number.hpp"
#include "instances/table_dialect.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

char delimiter_of(const Opening& opening, const TableOptions& options, std::optional<char> fallback) {
  if (fallback == ',' && options.decimal_comma) fallback = ';';
  const char delimiter = options.delimiter ? *options.delimiter
                         : fallback        ? *fallback
                                           : delimiter_in(opening.first.text, options.decimal_comma);
  require_delimiter(delimiter, options.decimal_comma);
  return delimiter;
}

/// The first two lines as cells; the second empty where there is none.
struct FirstRows {
  std::vector<Cell> first, second;
};

/// Whether the first line is a header; a guess by quotes alone is noted.
bool decide_header(const Opening& opening, const FirstRows& rows, Choice choice, std::vector<std::string>& notes,
                   const std::function<bool()>& later_quotes) {
  if (choice != Choice::automatic) return choice == Choice::yes;
  if (is_line_of_names(rows.first)) return true;
  if (!opening.second || !is_quoted_line(rows.first) || later_quotes()) return false;
  notes.push_back(
      fmt::format("line {} read as names: it is quoted, and no other line; --header no reads it as a sample",
                  opening.first.number));
  return true;
}

/// Whether the first line, read as a sample, may as well be names: 0, 1, 2, ..., or 1, 2, 3, ... above fractions.
bool counts_columns(const FirstRows& rows) {
  if (rows.first.size() < 2 || rows.second.empty()) return false;
  const auto has_point = [](const Cell& cell) { return cell.text.find_first_of(".e") != std::string_view::npos; };
  return counts_from(0, rows.first) ||
         (counts_from(1, rows.first) && std::all_of(rows.second.begin(), rows.second.end(), has_point));
}

/// The names that a comment line gives: as many as there are columns.
std::vector<std::string> names_in_comment(const Opening& opening, std::size_t width, char delimiter,
                                          const std::string& name) {
  if (!opening.comment) return {};
  try {
    const std::vector<Cell> cells = split_cells(opening.comment->view(), delimiter, name);
    if (cells.size() == width && is_line_of_names(cells)) return names_of(cells);
  } catch (const DataError&) {
    // An open quote in a comment is none of the table's.
  }
  return {};
}

/// R leaves the row names' column without a name. A delimiter at the end of a line is no such thing.
bool is_short_header(const FirstRows& rows) {
  return rows.second.size() == rows.first.size() + 1 && !rows.second.back().text.empty();
}

/// Why the first column, which has no name, holds row names; empty where it may be a variable.
std::string reason_for_row_names(const std::vector<Cell>& row) {
  const std::string_view cell = row.front().text;
  if (!looks_numeric(cell) && !is_missing(cell)) return "has no name and no numbers";
  const bool alone = std::none_of(row.begin() + 1, row.end(), [](const Cell& other) { return other.is_quoted; });
  return row.front().is_quoted && alone ? "has no name and is quoted" : "";
}

class LayoutDecision {
 public:
  LayoutDecision(const Opening& opening, const TableOptions& options, char delimiter, const std::string& name)
      : opening_(opening), options_(options), name_(name) {
    layout_.delimiter = delimiter;
    layout_.has_more_lines = opening.second.has_value();
    rows_.first = split_cells(opening.first.view(), delimiter, name);
    if (opening.second) rows_.second = split_cells(opening.second->view(), delimiter, name);
  }

  TextLayout decide(const std::function<bool()>& later_quotes) {
    decide_names(later_quotes);
    decide_index();
    return std::move(layout_);
  }

 private:
  void decide_names(const std::function<bool()>& later_quotes) {
    layout_.has_header = decide_header(opening_, rows_, options_.header, layout_.notes, later_quotes);
    layout_.table.row_word = "line";
    layout_.table.width = static_cast<Index>(rows_.first.size());
    layout_.table.first_row = static_cast<Index>(opening_.first.number);
    if (layout_.has_header) {
      if (!opening_.second) {
        throw DataError(fmt::format("{}:{}: a header and no data", name_, opening_.first.number));
      }
      layout_.table.names = names_of(rows_.first);
      layout_.table.first_row = static_cast<Index>(opening_.second->number);
    } else if (options_.header == Choice::automatic) {
      layout_.table.names = names_in_comment(opening_, rows_.first.size(), layout_.delimiter, name_);
      if (layout_.table.names.empty() && counts_columns(rows_)) {
        note("line {} counts columns and is read as a sample; --header yes reads it as names", opening_.first.number);
      }
    }
  }

  void decide_index() {
    if (layout_.has_header && is_short_header(rows_)) {
      if (options_.index_column == Choice::no) {
        throw DataError(fmt::format("{}:{}: {} values, expected {}: line {} is one name shorter, as R writes row names",
                                    name_, opening_.second->number, rows_.second.size(), rows_.first.size(),
                                    opening_.first.number));
      }
      layout_.table.names.insert(layout_.table.names.begin(), "");
      ++layout_.table.width;
      set_index(
          fmt::format("line {} has one name fewer than the rows: column 1 read as row names", opening_.first.number));
    } else if (options_.index_column == Choice::yes) {
      set_index({});
    } else if (options_.index_column == Choice::automatic && !layout_.table.names.empty()) {
      guess_index();
    }
  }

  /// Column 1 of several, where the options leave it open.
  void guess_index() {
    if (layout_.table.width < 2 || !options_.columns.empty() || !is_no_name(layout_.table.names.front())) return;
    const std::string reason = reason_for_row_names(layout_.has_header ? rows_.second : rows_.first);
    layout_.may_count_rows = reason.empty();
    if (!reason.empty()) set_index(fmt::format("column 1 {}: read as row names", reason));
  }

  void set_index(const std::string& guess) {
    if (layout_.table.width < 2) throw UsageError("--index-column: " + name_ + " has one column only");
    layout_.table.has_index = true;
    if (!guess.empty() && options_.index_column == Choice::automatic) layout_.notes.push_back(guess);
  }

  void note(fmt::format_string<std::size_t&> text, std::size_t number) {
    layout_.notes.push_back(fmt::format(text, number));
  }

  const Opening& opening_;
  const TableOptions& options_;
  const std::string& name_;
  FirstRows rows_;
  TextLayout layout_;
};

}  // namespace

TextLayout text_layout(const Opening& opening, const TableOptions& options, std::optional<char> fallback,
                       const std::string& name, const std::function<bool()>& later_quotes) {
  return LayoutDecision(opening, options, delimiter_of(opening, options, fallback), name).decide(later_quotes);
}

}  // namespace laecert::instances
