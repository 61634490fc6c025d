#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

/// What the citation keys of statements, lemmas and reports stand for; docs/bibliography.md has them at length.
namespace laecert::report {

/// A key, and the work that it names, in one line.
struct Source {
  std::string key;  // "K19"
  std::string work;
};

/// All keys there are.
const std::vector<Source>& sources();

/// The sources that these texts cite as "[K19]" or "[K19, ...]", in the order of sources(); where a text says
/// "derived" or "section 4", the page that is meant too.
std::vector<Source> cited(const std::vector<std::string>& texts);

/// A section `sources` of them; nothing where nothing is cited.
std::vector<Block> sources_blocks(const std::vector<std::string>& texts);

}  // namespace laecert::report
