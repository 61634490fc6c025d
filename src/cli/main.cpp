#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "cli/memory.hpp"
#include "cli/run.hpp"
#include "cli/stop.hpp"
#include "numeric/running.hpp"

namespace {

// A standard stream that came closed stays unusable: else the first file to be written would get its number, and the
// text with it.
void occupy_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) == -1) (void)::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

}  // namespace

int main(int argc, char** argv) {
  occupy_closed_streams();
  laecert::cli::answer_failed_writes();
  laecert::cli::end_on_failures_of_libraries();
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const int code = laecert::cli::run(arguments, std::cout, std::cerr);
  if (laecert::numeric::has_abandoned_calls()) {
    std::cout.flush();
    std::_Exit(code);
  }
  return code;
}
