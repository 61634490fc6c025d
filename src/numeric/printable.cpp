#include "numeric/printable.hpp"

#include <algorithm>

namespace laecert {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

/// The length that a first byte announces; 0 for a byte that begins no character.
std::size_t announced_length(unsigned first) {
  if (first < 0x80U) return 1;
  if (0xC2U <= first && first <= 0xDFU) return 2;
  if (0xE0U <= first && first <= 0xEFU) return 3;
  return 0xF0U <= first && first <= 0xF4U ? 4 : 0;
}

/// The second byte excludes overlong forms, surrogates and what is beyond U+10FFFF (Unicode, table 3-7).
bool is_second(unsigned first, unsigned second) {
  const unsigned low = first == 0xE0U ? 0xA0U : first == 0xF0U ? 0x90U : 0x80U;
  const unsigned high = first == 0xEDU ? 0x9FU : first == 0xF4U ? 0x8FU : 0xBFU;
  return low <= second && second <= high;
}

bool is_control(std::string_view character) {
  const unsigned first = byte_at(character, 0);
  return first < 0x20U || first == 0x7FU || begins_with_c1(character);
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  const std::size_t length = announced_length(byte_at(text, 0));
  if (length <= 1) return length;
  if (text.size() < length || !is_second(byte_at(text, 0), byte_at(text, 1))) return 0;
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  const std::string_view rest = text.substr(2, length - 2);
  return std::all_of(rest.begin(), rest.end(), continues) ? length : 0;
}

bool begins_with_c1(std::string_view text) {
  return text.size() >= 2 && byte_at(text, 0) == 0xC2U && 0x80U <= byte_at(text, 1) && byte_at(text, 1) <= 0x9FU;
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
    if (length == 0 || is_control(character)) {
      result += '?';
    } else {
      result += character;
    }
    text.remove_prefix(character.size());
  }
  return result;
}

}  // namespace laecert
