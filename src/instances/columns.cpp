#include "instances/columns.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "instances/csv_lines.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

std::size_t position(Index i) { return static_cast<std::size_t>(i); }

/// A column number from 1, where the text is one.
std::optional<Index> column_number(std::string_view text) {
  const std::optional<ShortDecimal> number = parse_short_decimal(text);
  const bool digits_only = text.find_first_not_of("0123456789") == std::string_view::npos;
  if (!number || !digits_only) return std::nullopt;
  return static_cast<Index>(number->digits);
}

std::vector<Index> columns_with_name(const std::string& entry, const TableLayout& layout) {
  std::vector<Index> result;
  for (std::size_t j = 0; j < layout.names.size(); ++j) {
    if (layout.names[j] == entry) result.push_back(static_cast<Index>(j));
  }
  return result;
}

/// The columns `3`, `3-5`, or `3-` up to the last, from 0; none where the text is no such thing or leaves 1..width.
std::vector<Index> numbered_columns(std::string_view entry, Index width) {
  const std::size_t dash = std::min(entry.find('-'), entry.size());
  const std::optional<Index> first = column_number(entry.substr(0, dash));
  const bool is_open = dash + 1 == entry.size();
  const std::optional<Index> last = is_open                ? width
                                    : dash == entry.size() ? first
                                                           : column_number(entry.substr(dash + 1));
  if (!first || !last || !(1 <= *first && *first <= *last && *last <= width)) return {};
  return index_range(*first - 1, *last - *first + 1);
}

/// The names that there are, as many as fit a line.
std::string names_there(const TableLayout& layout) {
  constexpr std::size_t longest = 200;
  if (layout.names.empty()) return " and no header";
  std::string list;
  for (const std::string& name : layout.names) {
    if (list.size() > longest) return " with a header" + list + ", ...";
    list += fmt::format("{}{}", list.empty() ? ": " : ", ", in_quotes(name));
  }
  return " with a header" + list;
}

/// The columns that one entry of a list chooses.
std::vector<Index> columns_of(const std::string& entry, const TableLayout& layout, const std::string& name) {
  const std::vector<Index> named = columns_with_name(entry, layout);
  if (named.size() == 1) return named;
  if (named.size() > 1) {
    throw UsageError(
        fmt::format("--columns {}: {} columns of {} have this name", in_quotes(entry), named.size(), name));
  }
  std::vector<Index> numbered = numbered_columns(entry, layout.width);
  if (!numbered.empty()) return numbered;
  throw UsageError(fmt::format("--columns {}: no such column in {}, which has {}{}", in_quotes(entry), name,
                               layout.width, names_there(layout)));
}

/// What to call a variable that stands in this column or, turned, this row of the file.
std::string label(const TableLayout& layout, const std::vector<Index>& chosen, Index variable, bool turned) {
  if (turned) {
    const bool in_sequence = layout.row_numbers.empty();
    const Index number = in_sequence ? variable + layout.first_row : layout.row_numbers[position(variable)];
    return fmt::format("{} {}", layout.row_word, number);
  }
  const Index column = chosen[position(variable)];
  return layout.names.empty() ? fmt::format("column {}", column + 1) : layout.names[position(column)];
}

/// The entries of an option's list, which may be quoted like cells.
std::vector<Cell> list_entries(std::string_view text) {
  try {
    return split_cells({1, text}, ',', "--columns");
  } catch (const DataError& error) {
    throw UsageError(error.what());
  }
}

}  // namespace

std::vector<Index> index_range(Index first, Index count) {
  std::vector<Index> range(position(count));
  std::iota(range.begin(), range.end(), first);
  return range;
}

std::vector<Index> chosen_columns(const std::vector<std::string>& list, const TableLayout& layout,
                                  const std::string& name) {
  std::vector<Index> result;
  const Index first = layout.has_index ? 1 : 0;
  if (list.empty()) result = index_range(first, layout.width - first);
  std::vector<bool> taken(position(layout.width), false);
  for (const std::string& entry : list) {
    for (const Index column : columns_of(entry, layout, name)) {
      if (taken[position(column)]) {
        throw UsageError(fmt::format("--columns {}: column {} is chosen twice", in_quotes(entry), column + 1));
      }
      taken[position(column)] = true;
      result.push_back(column);
    }
  }
  return result;
}

VaryingVariables varying_variables(const std::vector<bool>& is_constant, const TableLayout& layout,
                                   const std::vector<Index>& chosen, bool turned, const std::string& name) {
  VaryingVariables result;
  for (Index j = 0; j < std::ssize(is_constant); ++j) {
    if (is_constant[position(j)]) {
      result.dropped.push_back(label(layout, chosen, j, turned));
    } else {
      result.kept.push_back(j);
    }
  }
  if (result.kept.empty()) throw DataError(fmt::format("{}: every variable is constant, none is left", name));
  return result;
}

Table table_of(ScaledMatrix numbers, const std::vector<Index>& chosen, const TableLayout& layout,
               const TableOptions& options, const std::string& name) {
  const bool turned = options.columns_are_samples;
  ScaledMatrix samples = turned ? numbers.transposed() : std::move(numbers);
  VaryingVariables variables{.kept = index_range(0, samples.cols())};
  if (options.drop_constant_columns) {
    std::vector<bool> is_constant(position(samples.cols()));
    for (Index j = 0; j < samples.cols(); ++j) is_constant[position(j)] = samples.is_constant_column(j);
    variables = varying_variables(is_constant, layout, chosen, turned, name);
    samples = samples.columns(variables.kept);
  }
  Table table{std::move(samples), {}, std::move(variables.dropped)};
  if (turned || layout.names.empty()) return table;
  table.names.reserve(variables.kept.size());
  for (const Index j : variables.kept) table.names.push_back(layout.names[position(chosen[position(j)])]);
  return table;
}

std::vector<std::string> parse_column_list(std::string_view text) {
  std::vector<std::string> result;
  for (const Cell& entry : list_entries(text)) {
    if (entry.text.empty()) throw UsageError(fmt::format("--columns {}: an empty entry", in_quotes(text)));
    result.emplace_back(entry.text);
  }
  return result;
}

}  // namespace laecert::instances
