#include "studies/registry_page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "checks/registry.hpp"

namespace laecert::studies {

using namespace checks;
namespace {

constexpr const char* page_head = R"(# Statements

What `laecert verify` decides, as registered in [checks/registry.cpp](../checks/registry.cpp). This
page is what `laecert statements --markdown` prints; a test holds the two against each other.
`laecert explain ID` says of each statement how it is decided, and what is not proved.

- expected: `holds`, or `refuted` for what is known to be false.
- floor: the verdict that `holds` needs on exact instances / on all other input
  ([how to read a verdict](verdicts.md)).
- by: the lemmas and bounds that decide it ([method](../reports/method.md)).
- source: the paper ([bibliography](bibliography.md)); "derived" and "section N" point to the
  [theory](theory.md).
- controls: plausible wrong twins, each of which must come out refuted.

)";

// A bar would end the cell.
std::string cell(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string controls_cell(const std::vector<RegisteredControl>& controls) {
  std::vector<std::string> texts;
  texts.reserve(controls.size());
  for (const RegisteredControl& control : controls) texts.push_back(cell(control.text));
  return fmt::format("{}", fmt::join(texts, "; "));
}

std::string row(const RegisteredStatement& statement) {
  const claims::StatementInfo& info = statement.info;
  return fmt::format("| `{}` | {} | {} | {} / {} | {} | {} | {} |\n", info.id, cell(info.proposition),
                     claims::to_string(info.expected), claims::to_string(info.floors.exact),
                     claims::to_string(info.floors.real), fmt::join(info.lemmas, ", "), cell(info.source),
                     controls_cell(statement.controls));
}

}  // namespace

std::string registry_page() {
  std::string page = page_head;
  page += "| id | proposition | expected | floor | by | source | controls |\n";
  page += "| --- | --- | --- | --- | --- | --- | --- |\n";
  for (const RegisteredStatement& statement : registered_statements()) page += row(statement);
  return page;
}

}  // namespace laecert::studies
