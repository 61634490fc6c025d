#include "cli/printable_lines.hpp"

#include "numeric/printable.hpp"

namespace laecert::cli {

PrintableLines::~PrintableLines() { out_ << printable(line_) << std::flush; }

PrintableLines::int_type PrintableLines::overflow(int_type byte) {
  if (traits_type::eq_int_type(byte, traits_type::eof())) return traits_type::not_eof(byte);
  const char c = traits_type::to_char_type(byte);
  if (c == '\n') {
    out_ << printable(line_) << std::endl;
    line_.clear();
  } else {
    line_ += c;
  }
  return byte;
}

}  // namespace laecert::cli
