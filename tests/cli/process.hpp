#pragma once

#include <fcntl.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

namespace laecert::cli {

/// What the program came to, run as a process of its own.
struct Exited {
  int code = -1;    // -1: ended by a signal
  std::string err;  // standard error, of a terminal or not; standard output is dropped
};

/// How it is run.
struct ProcessOptions {
  bool on_terminal = false;              // standard error is a terminal
  rlim_t address_space = RLIM_INFINITY;  // bytes
};

namespace process {

struct Ends {
  int read, write;
};

inline Ends open_ends(bool on_terminal) {
  std::array<int, 2> ends{};
  const int failed =
      on_terminal ? openpty(ends.data(), &ends[1], nullptr, nullptr, nullptr) : pipe2(ends.data(), O_CLOEXEC);
  if (failed != 0) throw std::runtime_error("no pipe or terminal");
  return {ends[0], ends[1]};
}

[[noreturn]] inline void become(std::vector<char*> arguments, const Ends& ends, const ProcessOptions& options) {
  const rlimit limit{options.address_space, options.address_space};
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  const bool ready =
      dup2(nowhere, STDOUT_FILENO) != -1 && dup2(ends.write, STDERR_FILENO) != -1 && setrlimit(RLIMIT_AS, &limit) == 0;
  if (ready) execv(arguments.front(), arguments.data());
  _exit(127);
}

// A terminal tells an error where its last writer is gone.
inline std::string all_of(int end) {
  std::string text;
  std::array<char, 4096> block{};
  for (ssize_t n = read(end, block.data(), block.size()); n > 0; n = read(end, block.data(), block.size())) {
    text.append(block.data(), static_cast<std::size_t>(n));
  }
  return text;
}

}  // namespace process

inline Exited run_process(std::vector<std::string> arguments, const ProcessOptions& options = {}) {
  arguments.insert(arguments.begin(), LAECERT_PROGRAM);
  std::vector<char*> pointers;
  pointers.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  const process::Ends ends = process::open_ends(options.on_terminal);
  const pid_t child = fork();
  if (child == 0) process::become(pointers, ends, options);
  close(ends.write);
  Exited exited{.err = process::all_of(ends.read)};
  close(ends.read);
  int status = 0;
  if (waitpid(child, &status, 0) == child && WIFEXITED(status)) exited.code = WEXITSTATUS(status);
  return exited;
}

}  // namespace laecert::cli
