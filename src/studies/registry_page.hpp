#pragma once

#include <string>

namespace laecert::studies {

/// The registry as a page of Markdown, docs/statements.md: a row for each statement with its controls.
std::string registry_page();

}  // namespace laecert::studies
