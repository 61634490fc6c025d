#include "instances/table_dialect.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "instances/number.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view text, const std::string_view (&list)[N]) {
  return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

bool is_letter(char c) {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80U;
}

/// What stands for nothing in a line of names: a missing value, and some marks that are no number and no name either.
bool is_empty_mark(std::string_view cell) {
  constexpr std::string_view marks[] = {"NA", "na", "None", "-"};
  return cell == "Na" ? false : is_one_of(cell, marks) || is_missing(cell);
}

/// A reading beyond what was measurable: below or above a limit.
bool is_censored(std::string_view cell) {
  constexpr std::string_view marks[] = {"<", ">", "\u2264", "\u2265"};
  return std::any_of(std::begin(marks), std::end(marks), [cell](auto mark) { return cell.starts_with(mark); });
}

/// The length of the sign at the front that is no letter, digit or underscore; 0 where there is none.
std::size_t leading_sign(std::string_view text) {
  constexpr std::string_view signs[] = {"\u2212", "\u00B1", "\u2248", "\u223C", "\u20AC", "\u00A3", "\u00A5"};
  for (const std::string_view sign : signs) {
    if (text.starts_with(sign)) return sign.size();
  }
  const char c = text.empty() ? 'a' : text.front();
  return is_letter(c) || ('0' <= c && c <= '9') || c == '_' ? 0 : 1;
}

std::string_view without_signs(std::string_view text) {
  while (leading_sign(text) > 0) text.remove_prefix(leading_sign(text));
  return text;
}

bool is_spreadsheet_error(std::string_view cell) {
  constexpr std::string_view errors[] = {"#N/A", "#NA", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"};
  return std::any_of(std::begin(errors), std::end(errors), [cell](auto error) { return cell.starts_with(error); });
}

/// With a decimal comma or without, with signs around it, and whatever else has digits and no letter.
bool is_broken_number(std::string_view cell) {
  if (is_censored(cell) || is_spreadsheet_error(cell)) return true;
  if (looks_numeric(with_decimal_point(without_signs(cell)))) return true;
  return cell.find_first_of("0123456789") != std::string_view::npos &&
         std::none_of(cell.begin(), cell.end(), is_letter);
}

}  // namespace

bool is_missing(std::string_view cell) {
  constexpr std::string_view marks[] = {"", "?", "na", "n/a", "nan", "null"};
  return cell.size() <= 4 && is_one_of(small_letters(cell), marks);
}

bool is_name(std::string_view cell) {
  if (is_empty_mark(cell) || is_censored(cell) || cell.find_first_of("0123456789+-.") == 0) return false;
  const std::string_view word = without_signs(cell);
  return !word.empty() && !('0' <= word.front() && word.front() <= '9');
}

bool is_line_of_names(const std::vector<Cell>& cells) {
  const auto is_number = [](const Cell& cell) { return looks_numeric(cell.text) || is_broken_number(cell.text); };
  return std::none_of(cells.begin(), cells.end(), is_number) &&
         std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return is_name(cell.text); });
}

bool is_quoted_line(const std::vector<Cell>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.is_quoted; }) &&
         std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return !is_missing(cell.text); });
}

bool counts_from(int first, const std::vector<Cell>& cells) {
  int next = first;
  return std::all_of(cells.begin(), cells.end(),
                     [&next](const Cell& cell) { return cell.text == std::to_string(next++); });
}

bool is_no_name(std::string_view name) { return name.empty() || name == "Unnamed: 0"; }

std::vector<std::string> names_of(const std::vector<Cell>& cells) {
  std::vector<std::string> names;
  names.reserve(cells.size());
  for (const Cell& cell : cells) {
    std::string& name = names.emplace_back(cell.text);
    for (std::size_t at = name.find("\"\""); at != std::string::npos; at = name.find("\"\"", at + 1)) name.erase(at, 1);
  }
  return names;
}

std::optional<std::string_view> comment_in(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  if (!line.starts_with('#')) return std::nullopt;
  if (is_spreadsheet_error(line)) return std::nullopt;
  return line.substr(1);
}

char delimiter_in(std::string_view line, bool decimal_comma) {
  for (const char delimiter : {'\t', ';', ','}) {
    if (delimiter == ',' && decimal_comma) continue;
    if (line.find(delimiter) != std::string_view::npos) return delimiter;
  }
  return ' ';
}

std::string with_decimal_point(std::string_view cell) {
  std::string result(cell);
  const std::size_t comma = result.find(',');
  if (comma != std::string::npos && result.find('.') == std::string::npos) result[comma] = '.';
  return result;
}

void require_delimiter(char delimiter, bool decimal_comma) {
  if (delimiter == ',' && decimal_comma) {
    throw UsageError("--decimal comma: the comma cannot separate numbers too; name another --delimiter");
  }
  constexpr std::string_view impossible = "0123456789+-./eE\"#\r\n";
  if (impossible.find(delimiter) == std::string_view::npos && delimiter != '\0') return;
  throw UsageError(fmt::format("--delimiter {} cannot separate numbers", in_quotes({&delimiter, 1})));
}

char parse_delimiter(std::string_view text) {
  constexpr std::pair<std::string_view, char> names[] = {
      {"comma", ','}, {"semicolon", ';'}, {"space", ' '}, {"tab", '\t'}, {"\\t", '\t'}};
  const auto* const known =
      std::find_if(std::begin(names), std::end(names), [text](const auto& one) { return one.first == text; });
  if (known != std::end(names)) return known->second;
  if (text.size() == 1) return text.front();
  throw UsageError("--delimiter: one character, or comma, semicolon, space, tab");
}

}  // namespace laecert::instances
