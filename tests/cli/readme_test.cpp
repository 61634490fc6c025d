#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <sstream>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

namespace fs = std::filesystem;

// A command of the README, and what it shows of the output: a line that ends with `...` goes on there.
struct Example {
  Strings arguments;
  Strings shown;
};

Strings lines_of(const std::string& text) {
  Strings lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Strings words_of(const std::string& line) {
  std::istringstream stream(line);
  return {std::istream_iterator<std::string>(stream), {}};
}

// The blocks that begin with `$ ./run`; a backslash at the end goes on with the next line.
std::vector<Example> examples_in(const std::string& markdown) {
  const std::string prompt = "$ ./run ";
  std::vector<Example> examples;
  bool is_inside = false, goes_on = false;
  for (const std::string& line : lines_of(markdown)) {
    if (line.starts_with("```")) {
      is_inside = false;
      continue;
    }
    if (line.starts_with(prompt)) examples.emplace_back();
    is_inside = is_inside || line.starts_with(prompt);
    if (!is_inside) continue;
    if (!goes_on && !line.starts_with(prompt)) {
      examples.back().shown.push_back(line);
      continue;
    }
    Strings words = words_of(goes_on ? line : line.substr(prompt.size()));
    goes_on = words.back() == "\\";
    if (goes_on) words.pop_back();
    Strings& arguments = examples.back().arguments;
    arguments.insert(arguments.end(), words.begin(), words.end());
  }
  return examples;
}

bool is_shown_by(const std::string& shown, const std::string& line) {
  return shown.ends_with("...") ? line.starts_with(shown.substr(0, shown.size() - 3)) : line == shown;
}

TEST(Readme, ShowsLinesThatItsCommandsPrintInTheirOrder) {
  const fs::path before = fs::current_path();
  fs::current_path(LAECERT_SOURCE_DIR);
  const std::vector<Example> examples = examples_in(content_of("README.md"));
  EXPECT_GE(examples.size(), 5U);
  for (const Example& example : examples) {
    const Ran ran = laecert(example.arguments);
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_FALSE(example.shown.empty());
    const Strings printed = lines_of(ran.out);
    auto from = printed.begin();
    for (const std::string& shown : example.shown) {
      const auto found =
          std::find_if(from, printed.end(), [&](const std::string& line) { return is_shown_by(shown, line); });
      EXPECT_NE(found, printed.end()) << example.arguments.front() << " does not print, or not there: " << shown;
      if (found != printed.end()) from = found + 1;
    }
  }
  fs::current_path(before);
}

}  // namespace
}  // namespace laecert::cli
