#include "numeric/printable.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace laecert {
namespace {

struct Text {
  std::string raw;
  std::string shown;
};

TEST(Printable, KeepsWhatIsPrintable) {
  for (const char* text :
       {"", "a b~", "caf\u00E9", "\u2264 0.1", "\U0001F600", "\u00A0", "\uD7FF", "\uE000", "\U0010FFFF"}) {
    EXPECT_EQ(printable(text), text);
  }
}

TEST(Printable, ReplacesControlsAndWhatIsNoUtf8) {
  const std::vector<Text> table = {{"a\033[31mX\rY\xFF", "a?[31mX?Y?"},
                                   {"a\nb\tc\x7F", "a?b?c?"},
                                   {std::string("a\0b", 3), "a?b"},
                                   {"\xC2\x80 \xC2\x9B \xC2\x9F \xC2\xA1", "? ? ? \xC2\xA1"},
                                   {"\x80", "?"},
                                   {"\xC3", "?"},
                                   {"\xC3(", "?("},
                                   {"\xC0\xAF", "??"},            // an overlong slash
                                   {"\xE0\x80\xAF", "???"},       // another
                                   {"\xED\xA0\x80", "???"},       // a surrogate
                                   {"\xF4\x90\x80\x80", "????"},  // beyond U+10FFFF
                                   {"\xF0\x9F\x98", "???"},       // cut short
                                   {"\xE2\x82(",
                                    "?"
                                    "?("}};

  for (const Text& text : table) EXPECT_EQ(printable(text.raw), text.shown);
}

// Every string of two bytes becomes one without controls, and is itself once it is printable.
TEST(Printable, IsWhatItMakes) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string raw{static_cast<char>(first), static_cast<char>(second)};
      const std::string shown = printable(raw);
      EXPECT_EQ(printable(shown), shown);
      EXPECT_EQ(shown.find_first_of("\033\r\n\t\x7F"), std::string::npos);
      EXPECT_EQ(shown.find("\xC2\x9B"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace laecert
