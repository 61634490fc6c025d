#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace laecert {

/// Why something could not be decided, and what would decide it. The text is for people; what follows from the reason
/// follows from its kind.
struct Reason {
  enum class Kind : std::int8_t {
    undecided,     // more digits or another route may decide it
    inapplicable,  // a hypothesis fails: there is nothing to decide
    too_large      // beyond what any route takes
  };

  std::string text;
  Kind kind = Kind::undecided;
};

/// Either a proved value or the reason why there is none. Not deciding is an outcome, never an exception.
template <class T>
class Outcome {
 public:
  Outcome(T value) : state_(std::move(value)) {}
  Outcome(Reason reason) : state_(std::move(reason)) {}

  [[nodiscard]] bool decided() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return decided(); }

  /// Requires: decided(); throws std::bad_variant_access otherwise.
  [[nodiscard]] const T& value() const { return std::get<T>(state_); }
  const T& operator*() const { return value(); }
  const T* operator->() const { return &value(); }

  /// Requires: not decided(); throws std::bad_variant_access otherwise.
  [[nodiscard]] const Reason& reason() const { return std::get<Reason>(state_); }

 private:
  std::variant<T, Reason> state_;
};

}  // namespace laecert
