#pragma once

#include <stdexcept>

namespace laecert {

/// A wrong option or option value (exit code 64).
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Malformed content of an input file, with file, line and column in its text (exit code 65).
struct DataError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A caller broke a rule that a docstring states under "Requires" (exit code 70 if it reaches the command line).
struct PreconditionError : std::logic_error {
  using std::logic_error::logic_error;
};

}  // namespace laecert
