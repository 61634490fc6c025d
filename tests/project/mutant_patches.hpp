#pragma once

#include <string>
#include <vector>

#include "project/source_files.hpp"

namespace laecert::project {

/// One line for each patch that tests/mutants/run could not use: "tests/mutants/01-a.patch: <why>". A patch is usable
/// where it begins with "# <the slip>" and "# red: <target> <test>", the test stands in a file of the target's folder
/// under tests, and what it changes is one line of src, checks or recheck, whose surroundings occur in that file just
/// once.
std::vector<std::string> unusable_patches(const std::vector<SourceFile>& patches,
                                          const std::vector<SourceFile>& sources);

}  // namespace laecert::project
