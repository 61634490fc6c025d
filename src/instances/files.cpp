#include "instances/files.hpp"

#include <fstream>
#include <iterator>
#include <memory>
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

TextSource text_in_file(const std::filesystem::path& file) {
  require_file(file);
  return [file, was_opened = false]() mutable -> NextBytes {
    if (was_opened && !std::filesystem::is_regular_file(file)) {
      throw DataError(file.string() + ": can be read once only; --header yes or no says what line 1 is");
    }
    was_opened = true;
    const auto stream = std::make_shared<std::ifstream>(file, std::ios::binary);
    if (!*stream) throw MissingFileError(file.string() + ": cannot be read");
    return [stream, name = file.string()](std::span<char> out) {
      stream->read(out.data(), static_cast<std::streamsize>(out.size()));
      if (stream->bad()) throw MissingFileError(name + ": cannot be read");
      return static_cast<std::size_t>(stream->gcount());
    };
  };
}

}  // namespace laecert::instances
