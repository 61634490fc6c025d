#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace laecert::instances {

/// Bytes that are read piece by piece, in any order: a file need not fit in memory.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  [[nodiscard]] virtual std::uint64_t size() const = 0;
  /// Fills `out` with the bytes from `offset` on.
  /// Requires: offset + out.size() <= size().
  /// Errors:   MissingFileError where they cannot be read; DataError where a file has become shorter.
  virtual void read(std::uint64_t offset, std::span<char> out) const = 0;
};

/// Bytes in memory, which outlive the source.
class MemoryBytes final : public ByteSource {
 public:
  explicit MemoryBytes(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
  void read(std::uint64_t offset, std::span<char> out) const override;

 private:
  std::string_view bytes_;
};

/// The bytes of a file, open as long as this object lives. Safe to read from several threads.
class FileBytes final : public ByteSource {
 public:
  /// Errors: as read_text_file.
  explicit FileBytes(const std::filesystem::path& file);
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;
  ~FileBytes() override;

  [[nodiscard]] std::uint64_t size() const override { return size_; }
  void read(std::uint64_t offset, std::span<char> out) const override;

 private:
  std::string name_;
  int descriptor_;
  std::uint64_t size_;
};

}  // namespace laecert::instances
