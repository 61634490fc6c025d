#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace laecert::instances {

/// Takes the tokens of a Python literal from the left, as far as the header of a .npy file needs them: strings without
/// escapes, True and False, tuples of whole numbers. Blanks before a token are skipped.
/// Errors: DataError `name: header, character 12: expected ...`, from every take_ and require_.
class DictLiteral {
 public:
  DictLiteral(std::string_view text, const std::string& name) : text_(text), name_(name) {}

  /// Whether the next token is this character, which is then taken.
  bool take(char wanted);
  /// Whether the next token begins with this character, which stays.
  bool sees(char wanted);
  void require(char wanted);
  void require_end();

  std::string_view take_string();
  bool take_boolean();
  /// `(3, 4)`, `(3,)` or `()`; a number may end in L, as Python 2 wrote it.
  std::vector<std::uint64_t> take_tuple();

 private:
  void skip_blanks();
  std::uint64_t take_number();
  [[noreturn]] void fail(std::string_view expected) const;

  std::string_view text_;
  const std::string& name_;
  std::size_t position_ = 0;
};

}  // namespace laecert::instances
