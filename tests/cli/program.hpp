#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <string>

namespace laecert::cli {

/// The exit code of a line of shell, in which "$laecert" is the program itself; -1 where a signal ended it.
inline int shell(const std::string& line) {
  const std::string all = "laecert='" LAECERT_PROGRAM "'; " + line;
  const int status = std::system(all.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace laecert::cli
