#include "instances/csv_lines.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "instances/number.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t") == std::string_view::npos; }

std::string_view trimmed(std::string_view text, char delimiter) {
  const auto blank = [delimiter](char c) { return (c == ' ' || c == '\t') && c != delimiter; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

void require_no_blank_inside(const std::vector<TextLine>& lines, const std::string& name) {
  for (const TextLine& line : lines) {
    if (is_blank(line.text)) throw DataError(fmt::format("{}:{}: blank line between data", name, line.number));
  }
}

/// Takes the cells of one line from the left.
class CellScanner {
 public:
  CellScanner(const TextLine& line, char delimiter, const std::string& name)
      : rest_(line.text), number_(line.number), delimiter_(delimiter), name_(name) {}

  std::vector<std::string_view> take_all() {
    std::vector<std::string_view> cells;
    for (bool more = true; more;) {
      skip_blanks();
      cells.push_back(!rest_.empty() && rest_.front() == '"' ? take_quoted(cells.size() + 1) : take_plain());
      more = !rest_.empty();
      if (more) rest_.remove_prefix(1);  // the delimiter; a cell, perhaps empty, follows it
    }
    return cells;
  }

 private:
  void skip_blanks() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t') && rest_.front() != delimiter_) {
      rest_.remove_prefix(1);
    }
  }

  std::string_view take_plain() {
    const std::size_t end = std::min(rest_.find(delimiter_), rest_.size());
    const std::string_view cell = trimmed(rest_.substr(0, end), delimiter_);
    rest_.remove_prefix(end);
    return cell;
  }

  std::string_view take_quoted(std::size_t column) {
    rest_.remove_prefix(1);
    std::size_t end = rest_.find('"');
    while (end != std::string_view::npos && rest_.substr(end + 1).starts_with('"')) end = rest_.find('"', end + 2);
    if (end == std::string_view::npos) throw DataError(message(column, "quote not closed on this line"));
    const std::string_view cell = trimmed(rest_.substr(0, end), delimiter_);
    rest_.remove_prefix(end + 1);
    skip_blanks();
    if (!rest_.empty() && rest_.front() != delimiter_) throw DataError(message(column, "text after a closing quote"));
    return cell;
  }

  [[nodiscard]] std::string message(std::size_t column, std::string_view rule) const {
    return fmt::format("{}:{}:{}: {}", name_, number_, column, rule);
  }

  std::string_view rest_;
  std::size_t number_;
  char delimiter_;
  const std::string& name_;
};

}  // namespace

std::vector<TextLine> split_lines(std::string_view text, const std::string& name) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::vector<TextLine> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back({lines.size() + 1, line});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  while (!lines.empty() && is_blank(lines.back().text)) lines.pop_back();
  if (lines.empty()) throw DataError(fmt::format("{}:1: empty file, expected numbers", name));
  require_no_blank_inside(lines, name);
  return lines;
}

std::vector<std::string_view> split_cells(const TextLine& line, char delimiter, const std::string& name) {
  return CellScanner(line, delimiter, name).take_all();
}

}  // namespace laecert::instances
