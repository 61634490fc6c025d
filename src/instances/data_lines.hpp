#pragma once

#include <optional>
#include <string>

#include "instances/text_lines.hpp"

namespace laecert::instances {

/// A line that is kept.
struct KeptLine {
  std::size_t number;
  std::string text;

  [[nodiscard]] TextLine view() const { return {number, text}; }
};

/// The first lines of a text table.
struct Opening {
  KeptLine first;
  std::optional<KeptLine> second = {};
  std::optional<KeptLine> comment = {};  // the last one before the first line, without its `#`
};

/// Takes the lines of a text table that are no comments; blank ones may stand before and after them.
class DataLines {
 public:
  explicit DataLines(TextLines lines) : lines_(std::move(lines)) {}

  /// The first two lines. Requires: nothing was taken. Errors: DataError where there is none, and as take.
  Opening take_opening();

  /// The next line, which is there until the next call; nothing at the end.
  /// Errors: DataError for a blank line between two; as TextLines::take.
  std::optional<TextLine> take();

  [[nodiscard]] const std::string& name() const { return lines_.name(); }

 private:
  TextLines lines_;
  std::optional<KeptLine> comment_;
  std::size_t taken_ = 0;
};

}  // namespace laecert::instances
