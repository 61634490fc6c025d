#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "instances/text_lines.hpp"

namespace laecert::instances {

/// Takes the lines of a Matrix Market file one after another, as words between blanks.
/// Errors: DataError `name:line: ...`, the line being the last one taken.
class MatrixMarketLines {
 public:
  explicit MatrixMarketLines(TextLines lines) : lines_(std::move(lines)) {}

  /// The five words of the first line, `%%MatrixMarket matrix ...`, in small letters.
  std::vector<std::string> take_banner();
  /// The words of the first line after comments and blank lines.
  std::vector<std::string_view> take_sizes();
  /// The words of the next line that is not blank, which are there until then; none at the end. Errors: also for a
  /// comment.
  std::vector<std::string_view> take_words();

  /// `name:line` of the last line taken.
  [[nodiscard]] std::string here() const;
  [[noreturn]] void fail(std::string_view rule) const;

 private:
  std::optional<std::string_view> take_line();

  TextLines lines_;
  std::size_t number_ = 0;
};

}  // namespace laecert::instances
