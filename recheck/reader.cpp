#include "reader.hpp"

#include <algorithm>
#include <vector>

namespace laecert::recheck {

std::string_view Reader::string() {
  expect('"');
  const Index begin = position_;
  while (position_ < text_.size() && text_[position_] != '"') {
    const char c = text_[position_];
    if (c < ' ' || c > '~' || c == '\\') fail("a string holds something else than printable ASCII without escapes");
    ++position_;
  }
  if (position_ == text_.size()) fail("a string does not end");
  return text_.substr(begin, position_++ - begin);
}

void Reader::list(const std::function<void()>& element) {
  expect('[');
  if (take(']')) return;
  do {
    element();
  } while (take(','));
  expect(']');
}

void Reader::object(const std::vector<std::string_view>& keys, const std::function<void(std::string_view)>& member) {
  object_of({keys}, member);
}

// `forms` are those that all keys so far belong to, without these keys.
void Reader::object_of(std::vector<std::vector<std::string_view>> forms,
                       const std::function<void(std::string_view)>& member) {
  expect('{');
  do {
    const std::string_view key = string();
    std::erase_if(forms, [&](std::vector<std::string_view>& missing) { return std::erase(missing, key) == 0; });
    if (forms.empty()) fail("a key that is unknown or occurs twice");
    expect(':');
    member(key);
  } while (take(','));
  expect('}');
  const bool is_whole = std::any_of(forms.begin(), forms.end(), [](const auto& missing) { return missing.empty(); });
  if (!is_whole) fail("the key \"" + std::string(forms.front().front()) + "\" is missing");
}

void Reader::end() {
  skip_blanks();
  if (position_ != text_.size()) fail("text after the document");
}

void Reader::skip_blanks() { position_ = std::min(text_.find_first_not_of(" \t\n\r", position_), text_.size()); }

bool Reader::take(char c) {
  skip_blanks();
  const bool is_there = position_ < text_.size() && text_[position_] == c;
  if (is_there) ++position_;
  return is_there;
}

void Reader::expect(char c) {
  if (!take(c)) fail(std::string("expected '") + c + "'");
}

void Reader::fail(const std::string& rule) const {
  throw Malformed("byte " + std::to_string(position_ + 1) + ": " + rule);
}

}  // namespace laecert::recheck
