#include "report/xml_text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "numeric/printable.hpp"

namespace laecert::report {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

// The JSON writer knows what is UTF-8: it replaces the rest.
std::string valid_utf8(std::string_view text) {
  const std::string quoted = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return nlohmann::json::parse(quoted).get<std::string>();
}

// What stands for one byte of valid UTF-8. White space other than the blank is a reference: a parser would make it a
// blank inside an attribute.
std::string escaped_byte(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\t':
    case '\n':
    case '\r':
      return fmt::format("&#{};", static_cast<int>(c));
    default:
      break;
  }
  return static_cast<unsigned char>(c) < 0x20U ? std::string(replacement) : std::string(1, c);
}

// U+FFFE and U+FFFF, the noncharacters that XML excludes; DEL and C1, which steer the terminal that shows the file.
bool is_excluded(std::string_view character) {
  return character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF" || character == "\x7F" || begins_with_c1(character);
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  const std::string valid = valid_utf8(text);
  std::string result;
  for (std::string_view rest = valid; !rest.empty();) {
    const std::string_view character = rest.substr(0, utf8_length(rest));
    if (is_excluded(character)) {
      result += replacement;
    } else {
      result += character.size() == 1 ? escaped_byte(character.front()) : std::string(character);
    }
    rest.remove_prefix(character.size());
  }
  return result;
}

}  // namespace laecert::report
