#pragma once

#include <string>
#include <vector>

#include "project/source_files.hpp"

namespace laecert::project {

/// One line for each mark of unfinished work and each path of one machine: "src/a.cpp:3: <the mark>".
std::vector<std::string> unfinished_marks(const std::vector<SourceFile>& files);

}  // namespace laecert::project
