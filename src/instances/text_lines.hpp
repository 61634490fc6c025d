#pragma once

#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace laecert::instances {

/// Fills `out` with the next bytes of a text and says how many they are: fewer than asked for at its end only.
using NextBytes = std::function<std::size_t(std::span<char> out)>;

/// A text that can be read from its start, as often as asked; a pipe once.
using TextSource = std::function<NextBytes()>;

/// The bytes of a text in memory, which outlives them.
TextSource text_in_memory(std::string_view text);

/// One line of a text file with its number, from 1.
struct TextLine {
  std::size_t number;
  std::string_view text;
};

/// Takes the lines of a text one after another, without line ends and byte order mark; a block of it is in memory.
class TextLines {
 public:
  /// Most bytes of one line.
  static constexpr std::size_t longest_line = std::size_t{1} << 28;

  TextLines(NextBytes source, std::string name, std::stop_token stop = {});

  /// The next line, which is there until the next call; nothing at the end.
  /// Errors: DataError `name:line: ...` for UTF-16, a zero byte, or a line beyond longest_line; Stopped.
  std::optional<TextLine> take();

  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  bool read_block();
  void require_text(std::string_view piece) const;

  NextBytes source_;
  std::string name_;
  std::stop_token stop_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of what was not taken yet
  bool at_end_ = false;
  std::size_t number_ = 0;
};

}  // namespace laecert::instances
