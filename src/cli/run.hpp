#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace laecert::cli {

/// The command line: parses the arguments (without the program's name), runs the command, writes text to `out`, one
/// clear line for each mistake and warning to `err`, and returns the exit code of the design page.
/// Guarantee: no exception leaves it; files are written whole or not at all.
int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

}  // namespace laecert::cli
