#include "instances/dict_literal.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "numeric/errors.hpp"

namespace laecert::instances {

void DictLiteral::skip_blanks() { position_ = std::min(text_.find_first_not_of(" \t\r\n", position_), text_.size()); }

void DictLiteral::fail(std::string_view expected) const {
  throw DataError(fmt::format("{}: header, character {}: expected {}", name_, position_ + 1, expected));
}

bool DictLiteral::sees(char wanted) {
  skip_blanks();
  return position_ < text_.size() && text_[position_] == wanted;
}

bool DictLiteral::take(char wanted) {
  if (!sees(wanted)) return false;
  ++position_;
  return true;
}

void DictLiteral::require(char wanted) {
  if (!take(wanted)) fail({&wanted, 1});
}

void DictLiteral::require_end() {
  skip_blanks();
  if (position_ != text_.size()) fail("nothing after the dict");
}

std::string_view DictLiteral::take_string() {
  const bool single = sees('\'');
  if (!single && !sees('"')) fail("a string");
  const char quote = text_[position_];
  const std::size_t start = position_ + 1;
  const std::size_t end = text_.find(quote, start);
  if (end == std::string_view::npos) fail("a string that is closed");
  const std::string_view value = text_.substr(start, end - start);
  if (value.find('\\') != std::string_view::npos) fail("a string without escapes");
  position_ = end + 1;
  return value;
}

bool DictLiteral::take_boolean() {
  skip_blanks();
  for (const std::string_view word : {"True", "False"}) {
    if (!text_.substr(position_).starts_with(word)) continue;
    position_ += word.size();
    return word == "True";
  }
  fail("True or False");
}

std::uint64_t DictLiteral::take_number() {
  skip_blanks();
  std::uint64_t value = 0;
  const std::string_view rest = text_.substr(position_);
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  if (error != std::errc()) fail("a whole number below 2^64");
  position_ += static_cast<std::size_t>(end - rest.data());
  if (position_ < text_.size() && text_[position_] == 'L') ++position_;
  return value;
}

std::vector<std::uint64_t> DictLiteral::take_tuple() {
  require('(');
  std::vector<std::uint64_t> numbers;
  while (!take(')')) {
    numbers.push_back(take_number());
    // `(3)` is a number in Python, `(3,)` a tuple.
    if (numbers.size() == 1 || !sees(')')) require(',');
  }
  return numbers;
}

}  // namespace laecert::instances
