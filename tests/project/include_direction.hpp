#pragma once

#include <string>
#include <vector>

#include "project/source_files.hpp"

namespace laecert::project {

/// The house a file belongs to: "numeric" for src/numeric/ball.hpp; "checks", "recheck", "tests", "bench" by their
/// folder; empty for a file in none.
std::string house_of(const std::string& path);

/// Whether a file of `house` may include `include` (as written between quotes): the table "who may know whom".
bool may_include(const std::string& house, const std::string& include);

/// One line for each forbidden include: "src/numeric/ball.hpp:7: numeric may not include problem/instance.hpp".
/// An include that goes up, that names no house, or that names a house between angle brackets is forbidden everywhere.
std::vector<std::string> forbidden_includes(const std::vector<SourceFile>& files);

/// Circles between the folders of one house: "checks/lae -> checks/search -> checks/lae", each told once. Files in the
/// house's own folder count as a folder of their own.
/// house: its folder, "checks" or "src/studies".
std::vector<std::string> circles_between_folders(const std::string& house, const std::vector<SourceFile>& files);

}  // namespace laecert::project
