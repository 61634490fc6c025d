#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace laecert::instances {

/// Takes the lines of a Matrix Market file one after another, as words between blanks.
/// Errors: DataError `name:line: ...`, the line being the last one taken.
class MatrixMarketLines {
 public:
  MatrixMarketLines(std::string_view text, const std::string& name) : rest_(text), name_(name) {}

  /// The five words of the first line, `%%MatrixMarket matrix ...`, in small letters.
  std::vector<std::string> take_banner();
  /// The words of the first line after comments and blank lines.
  std::vector<std::string_view> take_sizes();
  /// The words of the next line that is not blank; none at the end. Errors: also for a comment.
  std::vector<std::string_view> take_words();

  /// `name:line` of the last line taken.
  [[nodiscard]] std::string here() const;
  [[noreturn]] void fail(std::string_view rule) const;

 private:
  std::string_view take_line();

  std::string_view rest_;
  const std::string& name_;
  std::size_t number_ = 0;
};

}  // namespace laecert::instances
