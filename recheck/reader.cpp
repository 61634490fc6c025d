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

void Reader::object(std::initializer_list<std::string_view> keys, const std::function<void(std::string_view)>& member) {
  std::vector<std::string_view> missing(keys);
  expect('{');
  do {
    const std::string_view key = string();
    const auto place = std::find(missing.begin(), missing.end(), key);
    if (place == missing.end()) fail("a key that is unknown or occurs twice");
    missing.erase(place);
    expect(':');
    member(key);
  } while (take(','));
  expect('}');
  if (!missing.empty()) fail("the key \"" + std::string(missing.front()) + "\" is missing");
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
