#include "report/xml_text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

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

// U+FFFE and U+FFFF, the noncharacters that XML excludes.
bool is_excluded(std::string_view three) { return three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF"; }

}  // namespace

std::string xml_escaped(std::string_view text) {
  const std::string valid = valid_utf8(text);
  std::string result;
  for (std::size_t i = 0; i < valid.size(); ++i) {
    if (is_excluded(std::string_view(valid).substr(i, 3))) {
      result += replacement;
      i += 2;
    } else {
      result += escaped_byte(valid[i]);
    }
  }
  return result;
}

}  // namespace laecert::report
