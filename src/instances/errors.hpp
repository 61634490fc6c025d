#pragma once

#include <stdexcept>

#include "numeric/errors.hpp"

namespace laecert::instances {

/// An input file that is not there or cannot be read (exit code 66).
struct MissingFileError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace laecert::instances
