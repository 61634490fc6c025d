#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "exact.hpp"

namespace laecert::recheck {

/// Reads JSON of a known form, piece by piece and without recursion: what is not expected is refused where it stands.
/// Strings are printable ASCII without escapes, which is all that a certificate holds.
/// Errors: Malformed with the position, for every function.
class Reader {
 public:
  /// Requires: text outlives the reader and all that it returns.
  explicit Reader(std::string_view text) : text_(text) {}

  std::string_view string();
  /// Calls element() at the beginning of each element.
  void list(const std::function<void()>& element);
  /// Calls member(key) at the beginning of each value. Guarantee: exactly these keys, each once, in any order.
  void object(const std::vector<std::string_view>& keys, const std::function<void(std::string_view)>& member);
  /// The same for an object of one of several forms. Guarantee: exactly the keys of one of them.
  void object_of(std::vector<std::vector<std::string_view>> forms, const std::function<void(std::string_view)>& member);
  /// Refuses anything but blanks after the document.
  void end();

 private:
  void skip_blanks();
  bool take(char c);
  void expect(char c);
  [[noreturn]] void fail(const std::string& rule) const;

  std::string_view text_;
  Index position_ = 0;
};

}  // namespace laecert::recheck
