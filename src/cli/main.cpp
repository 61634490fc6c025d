#include <iostream>
#include <string>
#include <vector>

#include "cli/memory.hpp"
#include "cli/run.hpp"

int main(int argc, char** argv) {
  laecert::cli::end_on_failures_of_libraries();
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return laecert::cli::run(arguments, std::cout, std::cerr);
}
