#pragma once

#include <string>
#include <string_view>

namespace laecert::recheck {

/// The text as it may go to a terminal, whoever wrote it: one line of valid UTF-8 without control characters.
/// Guarantee: each byte of C0, DEL and of what is not UTF-8 (overlong forms and surrogates too) is a '?', and so is
/// each
///            control character of C1; all else is kept.
std::string printable(std::string_view text);

}  // namespace laecert::recheck
