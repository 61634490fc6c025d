#include "instances/csv_lines.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

constexpr std::string_view blank_characters = " \t";

std::string_view trimmed(std::string_view text, char delimiter) {
  const auto blank = [delimiter](char c) { return (c == ' ' || c == '\t') && c != delimiter; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Takes the cells of one line from the left.
class CellScanner {
 public:
  CellScanner(const TextLine& line, char delimiter, const std::string& name)
      : rest_(line.text), number_(line.number), delimiter_(delimiter), name_(name) {}

  std::vector<Cell> take_all() {
    std::vector<Cell> cells;
    if (delimiter_ == ' ') take_run_of_blank_characters();
    for (bool more = true; more;) {
      skip_blank_characters();
      cells.push_back(take_cell(cells.size() + 1));
      more = take_delimiter();
    }
    return cells;
  }

 private:
  void skip_blank_characters() {
    if (delimiter_ == ' ') return;
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t') && rest_.front() != delimiter_) {
      rest_.remove_prefix(1);
    }
  }

  Cell take_cell(std::size_t column) {
    const bool is_quoted = !rest_.empty() && rest_.front() == '"';
    return {is_quoted ? take_quoted(column) : take_plain(), is_quoted};
  }

  void take_run_of_blank_characters() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(blank_characters), rest_.size()));
  }

  /// Whether a cell follows; behind a delimiter that is no blank one does, perhaps an empty one.
  bool take_delimiter() {
    if (rest_.empty()) return false;
    if (delimiter_ != ' ') return rest_.remove_prefix(1), true;
    take_run_of_blank_characters();
    return !rest_.empty();
  }

  [[nodiscard]] std::size_t end_of_cell() const {
    return delimiter_ == ' ' ? rest_.find_first_of(blank_characters) : rest_.find(delimiter_);
  }

  std::string_view take_plain() {
    const std::size_t end = std::min(end_of_cell(), rest_.size());
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
    skip_blank_characters();
    if (!rest_.empty() && end_of_cell() != 0) throw DataError(message(column, "text after a closing quote"));
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

std::vector<Cell> split_cells(const TextLine& line, char delimiter, const std::string& name) {
  return CellScanner(line, delimiter, name).take_all();
}

bool is_blank(std::string_view text) { return text.find_first_not_of(blank_characters) == std::string_view::npos; }

}  // namespace laecert::instances
