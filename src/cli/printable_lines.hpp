#pragma once

#include <ostream>
#include <streambuf>
#include <string>

namespace laecert::cli {

/// Passes lines on to another stream, each made printable when it is complete: what goes to standard error may hold
/// names of files and values of options, which anybody wrote.
class PrintableLines final : public std::streambuf {
 public:
  explicit PrintableLines(std::ostream& out) : out_(out) {}
  PrintableLines(const PrintableLines&) = delete;
  PrintableLines& operator=(const PrintableLines&) = delete;
  /// Passes on what is left of a line.
  ~PrintableLines() override;

 protected:
  int_type overflow(int_type byte) override;

 private:
  std::ostream& out_;
  std::string line_;
};

}  // namespace laecert::cli
