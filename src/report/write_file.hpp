#pragma once

#include <filesystem>
#include <stdexcept>
#include <string_view>

namespace laecert::report {

/// An output cannot be written (exit code 73).
struct OutputError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Writes a file whole or not at all: into a temporary file beside it, which then takes its name.
/// Guarantee: after an error the file is as it was, and nothing is left beside it. What is there and is no regular
///            file (a device, a pipe) is written to directly.
/// Errors:    OutputError naming the file and the cause.
void write_file(const std::filesystem::path& file, std::string_view content);

}  // namespace laecert::report
