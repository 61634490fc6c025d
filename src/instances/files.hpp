#pragma once

#include <filesystem>
#include <string>

#include "instances/errors.hpp"
#include "instances/text_lines.hpp"

namespace laecert::instances {

/// Errors: MissingFileError where there is no such file, or it is a directory.
void require_file(const std::filesystem::path& file);

/// The whole content of a file, byte by byte.
/// Errors: MissingFileError where there is no such file, or it cannot be read.
std::string read_text_file(const std::filesystem::path& file);

/// The same content piece by piece, from its start each time; what is no regular file, a pipe, is read once.
/// Errors: as read_text_file, then and while it is read; DataError where a pipe is to be read again.
TextSource text_in_file(const std::filesystem::path& file);

}  // namespace laecert::instances
