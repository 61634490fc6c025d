#pragma once

#include <string>
#include <string_view>

namespace laecert {

/// The text as it may go to a terminal, whoever wrote it: one line of valid UTF-8 without control characters.
/// Guarantee: each byte of C0, DEL and of what is not UTF-8 (overlong forms and surrogates too) is a '?', and so is
/// each
///            control character of C1; all else is kept.
std::string printable(std::string_view text);

/// The bytes of the UTF-8 character at the front, 1 to 4; 0 where there is none. Requires: text is not empty.
std::size_t utf8_length(std::string_view text);

/// Whether the text begins with a control character of C1, U+0080 to U+009F, in UTF-8.
bool begins_with_c1(std::string_view text);

}  // namespace laecert
