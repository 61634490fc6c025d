#include "report/write_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <deque>
#include <optional>
#include <system_error>
#include <utility>

namespace laecert::report {

namespace {

namespace fs = std::filesystem;

constexpr mode_t default_mode = 0666;  // less the umask

[[noreturn]] void fail(const fs::path& file, int error) {
  throw OutputError(fmt::format("{}: cannot be written: {}", file.string(), std::generic_category().message(error)));
}

// An open file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  [[nodiscard]] int number() const { return number_; }

  // Some file systems report a failed write only here.
  [[nodiscard]] bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

// A new file that is removed again unless it was kept.
class TemporaryFile {
 public:
  explicit TemporaryFile(fs::path path) : path_(std::move(path)) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!kept_) ::unlink(path_.c_str());
  }

  [[nodiscard]] bool rename_to(const fs::path& target) {
    kept_ = ::rename(path_.c_str(), target.c_str()) == 0;
    return kept_;
  }

 private:
  fs::path path_;
  bool kept_ = false;
};

// False with errno set where not all could be written.
bool write_all(const Descriptor& descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor.number(), content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void write_directly(const fs::path& file, std::string_view content) {
  Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
  if (descriptor.number() < 0 || !write_all(descriptor, content) || !descriptor.close()) fail(file, errno);
}

// Opens a file that was not there, beside the target and named after it.
std::pair<fs::path, Descriptor> open_beside(const fs::path& target, const fs::path& named) {
  for (int attempt = 0; attempt < 1000; ++attempt) {
    fs::path path = target.parent_path() / fmt::format(".laecert-{}-{}.tmp", ::getpid(), attempt);
    Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, default_mode));
    if (descriptor.number() >= 0) return {std::move(path), std::move(descriptor)};
    if (errno != EEXIST) break;
  }
  fail(named, errno);
}

// A link stays a link: what it points to is replaced.
fs::path target_of(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (fs::is_directory(status)) fail(file, EISDIR);
  if (!fs::exists(status)) return file;
  const fs::path target = fs::canonical(file, error);
  if (error) fail(file, error.value());
  return target;
}

// What is there and is neither a regular file nor a directory: a device, a pipe.
bool is_special(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

// The new content, whole, beside the file whose name it will take; removed again unless it takes it.
class Replacement {
 public:
  Replacement(fs::path file, std::string_view content) : file_(std::move(file)), target_(target_of(file_)) {
    auto [path, descriptor] = open_beside(target_, file_);
    temporary_.emplace(std::move(path));
    const bool written = write_all(descriptor, content) && ::fsync(descriptor.number()) == 0;
    if (!written || !descriptor.close()) fail(file_, errno);
  }

  void take_name() {
    if (!temporary_->rename_to(target_)) fail(file_, errno);
  }

 private:
  fs::path file_, target_;
  std::optional<TemporaryFile> temporary_;
};

}  // namespace

void write_file(const fs::path& file, std::string_view content) {
  if (is_special(file)) return write_directly(file, content);
  Replacement(file, content).take_name();
}

void write_files(const std::vector<FileContent>& files) {
  std::deque<Replacement> replacements;
  for (const FileContent& one : files) {
    if (!is_special(one.file)) replacements.emplace_back(one.file, one.content);
  }
  // A pipe takes back nothing: it comes before the names, which nearly always can be given.
  for (const FileContent& one : files) {
    if (is_special(one.file)) write_directly(one.file, one.content);
  }
  for (Replacement& one : replacements) one.take_name();
}

void require_place_for(const fs::path& file) {
  std::error_code error;
  if (fs::is_directory(file, error)) fail(file, EISDIR);
  const fs::path directory = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::is_directory(directory, error)) fail(file, error ? error.value() : ENOTDIR);
}

}  // namespace laecert::report
