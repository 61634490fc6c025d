#pragma once

#include <set>
#include <string>
#include <vector>

#include "project/source_files.hpp"

namespace laecert::project {

/// The anchors of a page of Markdown, one for each heading, in the form that GitHub gives them: lower case, spaces as
/// hyphens, other signs dropped, "-1" appended where a heading comes a second time.
std::set<std::string> anchors_of(const std::string& page);

/// One line for each relative link of a page that leads to no file, or to no heading of it:
/// "docs/a.md:3: b.md#c: no such heading". `files`: the files and folders that exist.
std::vector<std::string> broken_links(const std::vector<SourceFile>& pages, const std::set<std::string>& files);

/// One line for each citation key [Xnn] that is no heading of the bibliography: "src/a.hpp:7: [X99]".
std::vector<std::string> unknown_keys(const std::vector<SourceFile>& files, const std::string& bibliography);

/// One line for each page under docs, reports or proofs that a file names and that does not exist, and for each
/// section of a page that it names and that the page has not: "src/a.hpp:7: docs/theory.md section 99".
std::vector<std::string> missing_pages(const std::vector<SourceFile>& files, const std::vector<SourceFile>& pages);

}  // namespace laecert::project
