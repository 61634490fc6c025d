#pragma once

#include <fcntl.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace laecert::cli {

/// How the program is run.
struct ProcessOptions {
  bool on_terminal = false;              // standard error is a terminal
  rlim_t address_space = RLIM_INFINITY;  // bytes
};

/// What it came to.
struct Exited {
  int code = -1;    // -1: ended by a signal
  std::string err;  // standard error, of a terminal or not; standard output is dropped
  double processor_seconds = 0;
};

/// The program, as a process of its own.
class Process {
 public:
  explicit Process(std::vector<std::string> arguments, const ProcessOptions& options = {}) {
    arguments.insert(arguments.begin(), LAECERT_PROGRAM);
    std::vector<char*> words;
    words.reserve(arguments.size() + 1);
    for (std::string& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    std::array<int, 2> ends{};
    const bool failed = options.on_terminal ? openpty(ends.data(), &ends[1], nullptr, nullptr, nullptr) != 0
                                            : pipe2(ends.data(), O_CLOEXEC) != 0;
    if (failed) throw std::runtime_error("no pipe or terminal");
    id_ = fork();
    if (id_ == 0) become(words, ends[1], options);
    close(ends[1]);
    err_ = ends[0];
  }
  ~Process() { close(err_); }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void kill(int signal) const { ::kill(id_, signal); }

  /// Waits until a signal would be caught, for a minute at most: what comes before ends a process, or is ignored.
  [[nodiscard]] bool comes_to_hear(int signal) const {
    for (int i = 0; i < 6000 && !hears(signal); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return hears(signal);
  }

  /// Reads standard error until it holds this; false where it ends without.
  [[nodiscard]] bool tells(const std::string& text) {
    while (told_.find(text) == std::string::npos) {
      if (!reads_on()) return false;
    }
    return true;
  }

  [[nodiscard]] Exited wait() {
    while (reads_on()) {
    }
    Exited exited{.err = told_};
    int status = 0;
    rusage used{};
    if (wait4(id_, &status, 0, &used) == id_ && WIFEXITED(status)) exited.code = WEXITSTATUS(status);
    const auto seconds = [](const timeval& t) {
      return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    exited.processor_seconds = seconds(used.ru_utime) + seconds(used.ru_stime);
    return exited;
  }

 private:
  [[noreturn]] static void become(const std::vector<char*>& words, int err, const ProcessOptions& options) {
    const rlimit limit{options.address_space, options.address_space};
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    const bool ready =
        dup2(nowhere, STDOUT_FILENO) != -1 && dup2(err, STDERR_FILENO) != -1 && setrlimit(RLIMIT_AS, &limit) == 0;
    if (ready) execv(words.front(), words.data());
    _exit(127);
  }

  // A terminal tells an error where its last writer is gone.
  bool reads_on() {
    std::array<char, 4096> block{};
    const ssize_t n = read(err_, block.data(), block.size());
    if (n > 0) told_.append(block.data(), static_cast<std::size_t>(n));
    return n > 0;
  }

  [[nodiscard]] bool hears(int signal) const {
    std::ifstream status("/proc/" + std::to_string(id_) + "/status");
    for (std::string field; status >> field;) {
      if (field != "SigCgt:") continue;
      status >> field;
      return (std::stoull(field, nullptr, 16) >> (signal - 1) & 1U) != 0;
    }
    return false;
  }

  pid_t id_ = -1;
  int err_ = -1;
  std::string told_;
};

inline Exited run_process(const std::vector<std::string>& arguments, const ProcessOptions& options = {}) {
  return Process(arguments, options).wait();
}

/// The exit code of a line of shell, in which "$laecert" is the program itself; -1 where a signal ended it.
inline int shell(const std::string& line) {
  const std::string all = "laecert='" LAECERT_PROGRAM "'; " + line;
  const int status = std::system(all.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace laecert::cli
