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

std::vector<std::size_t> widths_of(const Table& table) {
  std::vector<std::size_t> widths;
  for (std::size_t j = 0; j < table.columns.size(); ++j) {
    std::size_t width = table.columns[j].min_width;
    if (table.headings) width = std::max(width, display_width(table.columns[j].heading));
    for (const Row& row : table.rows) width = std::max(width, display_width(printable(row.cells[j])));
    widths.push_back(width);
  }
  return widths;
}

std::string row_text(const Table& table, const std::vector<std::string>& cells,
                     const std::vector<std::size_t>& widths) {
  std::string line(table.indent, ' ');
  for (std::size_t j = 0; j < cells.size(); ++j) {
    line += padded(printable(cells[j]), widths[j], table.columns[j].align);
    line += "  ";
  }
  return without_trailing_spaces(std::move(line)) + '\n';
}

std::string table_text(const Table& table, const Setting& setting) {
  require_shape(table);
  const std::vector<std::size_t> widths = widths_of(table);
  std::string result;
  if (table.headings) {
    std::vector<std::string> headings;
    headings.reserve(table.columns.size());
    for (const Column& column : table.columns) headings.push_back(column.heading);
    result += row_text(table, headings, widths);
  }
  const std::string note_indent(table.indent + 4, ' ');
  for (const Row& row : table.rows) {
    result += row_text(table, row.cells, widths);
    for (const std::string& note : row.notes) {
      for (const std::string& part : wrapped(printable(note), setting.width)) result += note_indent + part + '\n';
    }
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
    if (const Line* line = std::get_if<Line>(&block)) result += without_trailing_spaces(printable(line->text)) + '\n';
    if (const KeyLine* line = std::get_if<KeyLine>(&block)) result += key_text(*line, setting);
    if (const Table* table = std::get_if<Table>(&block)) result += table_text(*table, setting);
  }
  return result;
}

}  // namespace laecert::report
