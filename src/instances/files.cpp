#include "instances/files.hpp"

#include <fstream>
#include <iterator>
#include <system_error>

namespace laecert::instances {

void require_file(const std::filesystem::path& file) {
  std::error_code none;
  if (!std::filesystem::exists(file, none)) throw MissingFileError(file.string() + ": no such file");
  if (std::filesystem::is_directory(file, none)) throw MissingFileError(file.string() + ": a directory, not a file");
}

std::string read_text_file(const std::filesystem::path& file) {
  require_file(file);
  std::ifstream stream(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream || stream.bad()) throw MissingFileError(file.string() + ": cannot be read");
  return text;
}

}  // namespace laecert::instances
