#pragma once

#include <filesystem>
#include <string>

#include "instances/errors.hpp"

namespace laecert::instances {

/// Errors: MissingFileError where there is no such file, or it is a directory.
void require_file(const std::filesystem::path& file);

/// The whole content of a file, byte by byte.
/// Errors: MissingFileError where there is no such file, or it cannot be read.
std::string read_text_file(const std::filesystem::path& file);

}  // namespace laecert::instances
