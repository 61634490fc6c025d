#include "report/write_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <deque>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace laecert::report {

namespace {

namespace fs = std::filesystem;

constexpr mode_t default_mode = 0666;  // less the umask
constexpr mode_t private_mode = 0600;
constexpr mode_t permissions = 0777;
constexpr std::size_t bytes_of_a_write = 1U << 16U;
constexpr int most_links = 40;  // as the kernel follows
constexpr std::chrono::milliseconds between_looks{20};

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

// Waits until a pipe takes more. False with errno set where nobody wants to wait any longer.
bool await_room(const Descriptor& descriptor, const GiveUp& give_up) {
  pollfd room{.fd = descriptor.number(), .events = POLLOUT, .revents = 0};
  while (::poll(&room, 1, static_cast<int>(between_looks.count())) <= 0) {
    if (!give_up || !give_up()) continue;
    errno = EINTR;
    return false;
  }
  return true;
}

// False with errno set where not all could be written.
bool write_all(const Descriptor& descriptor, std::string_view content, const GiveUp& give_up) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor.number(), content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN && await_room(descriptor, give_up)) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Errors: OutputError.
void write_content(const Descriptor& descriptor, const FileContent& one, const GiveUp& give_up = {}) {
  const auto write = [&](std::string_view piece) {
    if (!write_all(descriptor, piece, give_up)) fail(one.file, errno);
  };
  write(one.content);
  if (!one.more) return;
  std::string gathered;
  one.more([&](std::string_view piece) {
    gathered += piece;
    if (gathered.size() < bytes_of_a_write) return;
    write(gathered);
    gathered.clear();
  });
  write(gathered);
}

bool is_pipe(const fs::path& file) {
  std::error_code error;
  return fs::is_fifo(file, error);
}

// What is there and is neither a regular file nor a directory. A pipe is open as soon as somebody reads it: it is asked
// again and again, as an ordinary opening would wait whatever the user does.
Descriptor open_special(const fs::path& file, const GiveUp& give_up) {
  for (;;) {
    Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK));
    if (descriptor.number() >= 0) return descriptor;
    if (errno != ENXIO || !is_pipe(file)) fail(file, errno);
    if (give_up && give_up()) throw OutputError(file.string() + ": cannot be written: no process reads this pipe");
    std::this_thread::sleep_for(between_looks);
  }
}

// Opens a file that was not there, beside the target and named after it.
std::pair<fs::path, Descriptor> open_beside(const fs::path& target, const fs::path& named, mode_t mode) {
  for (int attempt = 0; attempt < 1000; ++attempt) {
    fs::path path = target.parent_path() / fmt::format(".laecert-{}-{}.tmp", ::getpid(), attempt);
    Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (descriptor.number() >= 0) return {std::move(path), std::move(descriptor)};
    if (errno != EEXIST) break;
  }
  fail(named, errno);
}

// A link stays a link: what it points to is replaced.
fs::path target_of(const fs::path& file) {
  std::error_code error;
  if (fs::is_directory(file, error)) fail(file, EISDIR);
  return place_of(file);
}

// What is there and is neither a regular file nor a directory: a device, a pipe.
bool is_special(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

// Owner and permissions of what is replaced; nothing where there is nothing yet.
std::optional<struct stat> replaced_file(const fs::path& target) {
  struct stat status {};
  if (::stat(target.c_str(), &status) != 0) return {};
  return status;
}

// Who may not give a file away keeps it, with the same permissions. Whether these could be given.
bool take_after(const Descriptor& descriptor, const struct stat& old) {
  (void)!::fchown(descriptor.number(), old.st_uid, old.st_gid);
  return ::fchmod(descriptor.number(), old.st_mode & permissions) == 0;
}

// The new content, whole, beside the file whose name it will take; removed again unless it takes it.
class Replacement {
 public:
  explicit Replacement(const FileContent& one) : file_(one.file), target_(target_of(file_)), is_index_(one.is_index) {
    const std::optional<struct stat> old = replaced_file(target_);
    auto [path, descriptor] = open_beside(target_, file_, old ? private_mode : default_mode);
    temporary_.emplace(std::move(path));
    write_content(descriptor, one);
    const bool kept = (!old || take_after(descriptor, *old)) && ::fsync(descriptor.number()) == 0;
    if (!kept || !descriptor.close()) fail(file_, errno);
  }

  [[nodiscard]] bool is_index() const { return is_index_; }

  void remove_old() {
    if (::unlink(target_.c_str()) != 0 && errno != ENOENT) fail(file_, errno);
  }

  void take_name() {
    if (!temporary_->rename_to(target_)) fail(file_, errno);
  }

 private:
  fs::path file_, target_;
  bool is_index_;
  std::optional<TemporaryFile> temporary_;
};

// An index never stands beside files that it does not tell of: the old one goes first, the new one comes last.
void take_names(std::deque<Replacement>& replacements) {
  const bool is_set = replacements.size() > 1;
  for (Replacement& one : replacements) {
    if (is_set && one.is_index()) one.remove_old();
  }
  for (const bool indexes : {false, true}) {
    for (Replacement& one : replacements) {
      if (one.is_index() == indexes) one.take_name();
    }
  }
}

}  // namespace

void write_file(const fs::path& file, std::string_view content) { write_files({{file, std::string(content)}}); }

void write_files(const std::vector<FileContent>& files, const GiveUp& give_up) {
  // Whoever waits for a pipe has nothing lying about yet.
  std::vector<std::pair<const FileContent*, Descriptor>> special;
  for (const FileContent& one : files) {
    if (is_special(one.file)) special.emplace_back(&one, open_special(one.file, give_up));
  }
  std::deque<Replacement> replacements;
  for (const FileContent& one : files) {
    if (!is_special(one.file)) replacements.emplace_back(one);
  }
  // A pipe takes back nothing: it comes before the names, which nearly always can be given.
  for (auto& [one, descriptor] : special) {
    write_content(descriptor, *one, give_up);
    if (!descriptor.close()) fail(one->file, errno);
  }
  take_names(replacements);
}

fs::path place_of(const fs::path& file) {
  fs::path place = file;
  std::error_code error;
  for (int links = 0; fs::is_symlink(fs::symlink_status(place, error)); ++links) {
    if (links == most_links) fail(file, ELOOP);
    const fs::path to = fs::read_symlink(place, error);
    if (error) fail(file, error.value());
    place = place.parent_path() / to;
  }
  return place;
}

void require_place_for(const fs::path& file) {
  std::error_code error;
  if (fs::is_directory(file, error)) fail(file, EISDIR);
  if (is_special(file)) return;
  const fs::path place = place_of(file);
  const fs::path directory = place.has_parent_path() ? place.parent_path() : fs::path(".");
  if (!fs::is_directory(directory, error)) fail(file, error ? error.value() : ENOTDIR);
  if (::access(directory.c_str(), W_OK) != 0) fail(file, errno);
}

}  // namespace laecert::report
