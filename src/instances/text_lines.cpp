#include "instances/text_lines.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "instances/errors.hpp"

namespace laecert::instances {
namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 20;

bool begins_as_utf16(std::string_view text) { return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"); }

}  // namespace

TextSource text_in_memory(std::string_view text) {
  return [text] {
    return [rest = text](std::span<char> out) mutable {
      const std::size_t count = rest.copy(out.data(), out.size());
      rest.remove_prefix(count);
      return count;
    };
  };
}

TextLines::TextLines(NextBytes source, std::string name, std::stop_token stop)
    : source_(std::move(source)), name_(std::move(name)), stop_(std::move(stop)) {}

/// Appends a block to what was not taken yet. Returns: whether there was more.
bool TextLines::read_block() {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (at_end_) return false;
  require_running(stop_, name_);
  const bool is_first = number_ == 0 && buffer_.empty();
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + block_bytes);
  const std::size_t count = source_({buffer_.data() + before, block_bytes});
  buffer_.resize(before + count);
  at_end_ = count < block_bytes;
  if (is_first && begins_as_utf16(buffer_)) {
    throw DataError(name_ + ":1: text in UTF-16 (it begins with its byte order mark); save it as UTF-8");
  }
  if (is_first && std::string_view(buffer_).starts_with(byte_order_mark)) begin_ = byte_order_mark.size();
  return count > 0;
}

/// Requires: a piece of the line after number_.
void TextLines::require_text(std::string_view piece) const {
  if (piece.find('\0') == std::string_view::npos) return;
  throw DataError(fmt::format("{}:{}: a zero byte: text in UTF-16, or no text; save it as UTF-8", name_, number_ + 1));
}

std::optional<TextLine> TextLines::take() {
  std::size_t searched = 0;  // bytes of this line without an end
  for (;;) {
    const std::size_t end = buffer_.find('\n', begin_ + searched);
    const std::string_view line = std::string_view(buffer_).substr(begin_, end - begin_);
    require_text(line.substr(std::min(searched, line.size())));
    searched = line.size();
    if (searched > longest_line) {
      throw DataError(
          fmt::format("{}:{}: a line of more than {} bytes, which is the limit", name_, number_ + 1, longest_line));
    }
    const bool whole = end != std::string::npos;
    if (!whole && read_block()) continue;
    // A block may have moved the line.
    std::string_view text = std::string_view(buffer_).substr(begin_, searched);
    if (!whole && text.empty()) return std::nullopt;
    begin_ += searched + (whole ? 1 : 0);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return TextLine{++number_, text};
  }
}

}  // namespace laecert::instances
