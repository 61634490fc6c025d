#pragma once

#include <stdexcept>
#include <stop_token>
#include <string>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"

namespace laecert::instances {

/// An input file that is not there or cannot be read (exit code 66).
struct MissingFileError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using laecert::Stopped;

/// For a loop over much data. Errors: Stopped `stopped while data.csv was read` where a stop was asked for.
inline void require_running(const std::stop_token& stop, const std::string& what) {
  if (stop.stop_requested()) throw Stopped("stopped while " + what + " was read");
}

}  // namespace laecert::instances
