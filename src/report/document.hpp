#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// A document of lines, key lines and tables, before it is set as text.
namespace laecert::report {

/// A line; where it is too long it is wrapped, and goes on below its fourth letter.
struct Line {
  std::string text;
};

/// A key and its text: the texts of a document start in one column and are wrapped.
struct KeyLine {
  std::string key;
  std::string text;
};

enum class Align : std::int8_t { left, right };

/// A column of a table. Its width is that of its widest cell, and at least `min_width`; cells wider than `most_width`,
/// where that is not 0, go to a line of their own.
struct Column {
  std::string heading;
  Align align = Align::left;
  std::size_t min_width = 0;
  std::size_t most_width = 0;
};

/// A row of a table; the notes are lines of their own below it.
struct Row {
  std::vector<std::string> cells;
  std::vector<std::string> notes = {};
};

/// A table. Law: each row has as many cells as there are columns.
struct Table {
  std::vector<Column> columns;
  std::vector<Row> rows = {};
  bool headings = true;
  std::size_t indent = 0;
};

using Block = std::variant<Line, KeyLine, Table>;

struct Document {
  std::vector<Block> blocks = {};
};

/// How wide a document may be set, and where the texts of its key lines start.
struct Setting {
  std::size_t width = 100;
  std::size_t key_width = 12;
  bool wide = false;  // tables as wide as they are, each row on one line
};

/// The document in monospaced text, each line ended by a newline and without spaces at its end.
/// Guarantee: control characters in the material, and what is not UTF-8, are printed as '?', so that no text can forge
///            a line. No line is wider than the setting's width but for a word that is, and for tables where the
///            setting is `wide`.
/// Errors:    PreconditionError where a row has not as many cells as its table has columns.
std::string to_text(const Document& document, const Setting& setting = {});

/// The number of characters of a UTF-8 text.
std::size_t display_width(std::string_view text);

}  // namespace laecert::report
