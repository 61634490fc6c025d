#include "report/document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "numeric/errors.hpp"
#include "numeric/printable.hpp"

namespace laecert::report {

namespace {

std::string without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string padded(const std::string& text, std::size_t width, Align align) {
  const std::size_t used = display_width(text);
  const std::string fill(used < width ? width - used : 0, ' ');
  return align == Align::left ? text + fill : fill + text;
}

// Where to break a text that is wider than `width`: at the last space that fits, else at the first one.
std::size_t break_position(const std::string& text, std::size_t width) {
  if (display_width(text) <= width) return text.size();
  const std::size_t fitting = text.rfind(' ', width);
  if (fitting != std::string::npos && fitting > 0) return fitting;
  const std::size_t first = text.find(' ', width);
  return first == std::string::npos ? text.size() : first;
}

std::vector<std::string> wrapped(std::string text, std::size_t width) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = break_position(text, width);
    lines.push_back(text.substr(0, end));
    const std::size_t next = text.find_first_not_of(' ', end);
    text = next == std::string::npos ? std::string() : text.substr(next);
  }
  return lines;
}

std::string key_text(const KeyLine& line, const Setting& setting) {
  const std::size_t width = setting.width > setting.key_width ? setting.width - setting.key_width : 1;
  std::string head = padded(printable(line.key), setting.key_width, Align::left);
  std::string result;
  for (const std::string& part : wrapped(printable(line.text), width)) {
    result += without_trailing_spaces(head + part) + '\n';
    head.assign(setting.key_width, ' ');
  }
  return result.empty() ? without_trailing_spaces(head) + '\n' : result;
}

void require_shape(const Table& table) {
  for (const Row& row : table.rows) {
    if (row.cells.size() != table.columns.size()) {
      throw PreconditionError(
          fmt::format("a row has {} cells, its table {} columns", row.cells.size(), table.columns.size()));
    }
  }
}

std::string line_text(const Line& line, const Setting& setting) {
  constexpr std::size_t hang = 4;
  const std::string text = without_trailing_spaces(printable(line.text));
  if (display_width(text) <= setting.width) return text + '\n';
  const std::size_t start = text.find_first_not_of(' ');
  const std::size_t width = setting.width > start + hang ? setting.width - start - hang : 1;
  std::string result, indent(start, ' ');
  for (const std::string& part : wrapped(text.substr(start), width)) {
    result += without_trailing_spaces(indent + part) + '\n';
    indent.assign(start + hang, ' ');
  }
  return result;
}

bool is_moved(const Column& column, const std::string& cell, const Setting& setting) {
  return !setting.wide && column.most_width > 0 && display_width(cell) > column.most_width;
}

// The table with printable cells, where those that are too wide are moved: the first of a row to `before`, the others
// to its notes.
struct SetRow {
  std::string before;
  Row row;
};

SetRow set_row(const Table& table, Row row, const Setting& setting) {
  SetRow result;
  std::vector<std::string> notes;
  for (std::size_t j = 0; j < row.cells.size(); ++j) {
    row.cells[j] = printable(row.cells[j]);
    if (!is_moved(table.columns[j], row.cells[j], setting)) continue;
    if (j == 0) {
      result.before = row.cells[j];
    } else {
      notes.push_back(table.columns[j].heading.empty() ? row.cells[j] : table.columns[j].heading + ": " + row.cells[j]);
    }
    row.cells[j].clear();
  }
  row.notes.insert(row.notes.begin(), notes.begin(), notes.end());
  result.row = std::move(row);
  return result;
}

std::vector<std::size_t> widths_of(const Table& table, const std::vector<SetRow>& rows) {
  std::vector<std::size_t> widths;
  for (std::size_t j = 0; j < table.columns.size(); ++j) {
    std::size_t width = table.columns[j].min_width;
    if (table.headings) width = std::max(width, display_width(table.columns[j].heading));
    for (const SetRow& one : rows) width = std::max(width, display_width(one.row.cells[j]));
    widths.push_back(width);
  }
  return widths;
}

// A row that is too wide goes on below itself.
std::string row_text(const Table& table, const std::vector<std::string>& cells, const std::vector<std::size_t>& widths,
                     const Setting& setting) {
  std::string result, line(table.indent, ' ');
  for (std::size_t j = 0; j < cells.size(); ++j) {
    const std::string cell = padded(printable(cells[j]), widths[j], table.columns[j].align);
    const std::size_t end = display_width(without_trailing_spaces(line + cell));
    if (!setting.wide && j > 0 && end > setting.width) {
      result += without_trailing_spaces(std::move(line)) + '\n';
      line.assign(table.indent + 4, ' ');
    }
    line += cell + "  ";
  }
  return result + without_trailing_spaces(std::move(line)) + '\n';
}

std::string notes_text(const Table& table, const std::vector<std::string>& notes, const Setting& setting) {
  const std::string indent(table.indent + 4, ' ');
  std::string result;
  for (const std::string& note : notes) {
    const std::size_t width = setting.width > indent.size() ? setting.width - indent.size() : 1;
    for (const std::string& part : wrapped(printable(note), width)) result += indent + part + '\n';
  }
  return result;
}

std::string table_text(const Table& table, const Setting& setting) {
  require_shape(table);
  std::vector<SetRow> rows;
  rows.reserve(table.rows.size());
  for (const Row& row : table.rows) rows.push_back(set_row(table, row, setting));
  const std::vector<std::size_t> widths = widths_of(table, rows);
  std::string result;
  if (table.headings) {
    std::vector<std::string> headings;
    headings.reserve(table.columns.size());
    for (const Column& column : table.columns) headings.push_back(column.heading);
    result += row_text(table, headings, widths, setting);
  }
  for (const SetRow& one : rows) {
    if (!one.before.empty()) result += line_text({std::string(table.indent, ' ') + one.before}, setting);
    result += row_text(table, one.row.cells, widths, setting) + notes_text(table, one.row.notes, setting);
  }
  return result;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  // Bytes 10xxxxxx continue a UTF-8 character.
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string to_text(const Document& document, const Setting& setting) {
  std::string result;
  for (const Block& block : document.blocks) {
    if (const Line* line = std::get_if<Line>(&block)) result += line_text(*line, setting);
    if (const KeyLine* line = std::get_if<KeyLine>(&block)) result += key_text(*line, setting);
    if (const Table* table = std::get_if<Table>(&block)) result += table_text(*table, setting);
  }
  return result;
}

}  // namespace laecert::report
