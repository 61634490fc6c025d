#pragma once

#include <set>
#include <string>
#include <vector>

namespace laecert::project {

/// A file of the project, in memory: the rules are tried on invented ones too.
struct SourceFile {
  std::string path;  ///< from the top of the project, with slashes: "src/numeric/ball.hpp"
  std::string text;
};

/// The C++ files under src, checks, recheck, tests and bench, in the order of their paths.
std::vector<SourceFile> read_cpp_files();

/// The C++ files and those of the build: CMake files, run, .ci.
std::vector<SourceFile> read_all_sources();

/// The pages of Markdown, wherever they stand in the project.
std::vector<SourceFile> read_pages();

/// The paths of all files and folders of the project.
std::set<std::string> read_file_names();

/// The patches of tests/mutants.
std::vector<SourceFile> read_mutant_patches();

/// The lines of a text, without their ends.
std::vector<std::string> lines_of(const std::string& text);

}  // namespace laecert::project
