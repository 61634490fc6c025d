#include "instances/byte_source.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "instances/errors.hpp"
#include "instances/files.hpp"

namespace laecert::instances {

void MemoryBytes::read(std::uint64_t offset, std::span<char> out) const {
  const std::string_view piece = bytes_.substr(offset, out.size());
  std::copy(piece.begin(), piece.end(), out.begin());
}

FileBytes::FileBytes(const std::filesystem::path& file) : name_(file.string()), descriptor_(-1), size_(0) {
  require_file(file);
  std::error_code error;
  size_ = std::filesystem::file_size(file, error);
  if (!error) descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) throw MissingFileError(name_ + ": cannot be read");
}

FileBytes::~FileBytes() { ::close(descriptor_); }

void FileBytes::read(std::uint64_t offset, std::span<char> out) const {
  while (!out.empty()) {
    const ssize_t count = ::pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw MissingFileError(name_ + ": cannot be read");
    if (count == 0) throw DataError(name_ + ": became shorter while it was read");
    out = out.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
}

}  // namespace laecert::instances
