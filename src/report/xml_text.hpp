#pragma once

#include <string>
#include <string_view>

namespace laecert::report {

/// The text as it may stand in the content or in a quoted attribute of an XML 1.0 document in UTF-8.
/// Guarantee: what a parser reads back is the text, save that bytes that are no UTF-8 and characters that XML has no
///            place for are U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace laecert::report
