#include "project/mutant_patches.hpp"

#include <algorithm>
#include <optional>
#include <regex>

namespace laecert::project {
namespace {

/// One patch, taken apart.
struct Mutant {
  std::string target = {};
  std::string suite = {};
  std::string test = {};
  std::string path = {};
  std::vector<std::string> before = {};  // the lines of the hunk without the mutant
  std::size_t removed = 0;
  std::size_t added = 0;
  std::size_t hunks = 0;
};

std::optional<Mutant> header_of(const std::vector<std::string>& lines) {
  // Instance/Suite.Law/parameter; of a plain test Suite.Law.
  static const std::regex red(R"(# red: (\w+)_test (?:\w+/)?(\w+)\.(\w+)(?:/\w+)?)");
  std::smatch match;
  if (lines.size() < 3 || !lines[0].starts_with("# ") || !std::regex_match(lines[1], match, red)) return std::nullopt;
  return Mutant{.target = match[1], .suite = match[2], .test = match[3]};
}

Mutant with_diff(Mutant mutant, const std::vector<std::string>& lines) {
  const std::string new_file = "+++ b/";
  for (std::size_t i = 2; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    if (line.starts_with("--- ")) continue;
    if (line.starts_with(new_file)) {
      mutant.path = line.substr(new_file.size());
    } else if (line.starts_with("@@")) {
      ++mutant.hunks;
    } else if (line.starts_with('+')) {
      ++mutant.added;
    } else {
      mutant.removed += line.starts_with('-') ? 1U : 0U;
      mutant.before.push_back(line.empty() ? line : line.substr(1));
    }
  }
  return mutant;
}

std::size_t count_blocks(const std::vector<std::string>& lines, const std::vector<std::string>& block) {
  std::size_t count = 0;
  for (auto from = lines.begin();; ++from) {
    from = std::search(from, lines.end(), block.begin(), block.end());
    if (from == lines.end()) return count;
    ++count;
  }
}

bool declares(const SourceFile& file, const Mutant& mutant) {
  const std::regex declaration("\\b(?:TEST|TEST_F|TEST_P|TYPED_TEST)\\(" + mutant.suite + ",\\s*" + mutant.test +
                               "\\)");
  return std::regex_search(file.text, declaration);
}

// tests/numeric for numeric_test and for numeric_scalars_test.
bool is_of_target(const SourceFile& file, const Mutant& mutant) {
  const std::string tests = "tests/";
  if (!file.path.starts_with(tests)) return false;
  const std::string folder = file.path.substr(tests.size(), file.path.find('/', tests.size()) - tests.size());
  return mutant.target == folder || mutant.target.starts_with(folder + "_");
}

bool is_of_a_house(const std::string& path) {
  return path.starts_with("src/") || path.starts_with("checks/") || path.starts_with("recheck/");
}

std::string why_unusable(const SourceFile& patch, const std::vector<SourceFile>& sources) {
  const std::vector<std::string> lines = lines_of(patch.text);
  const std::optional<Mutant> header = header_of(lines);
  if (!header) return "does not begin with its two lines";
  const Mutant mutant = with_diff(*header, lines);
  if (mutant.hunks != 1 || mutant.removed != 1 || mutant.added != 1) return "does not change one line";
  if (!is_of_a_house(mutant.path)) return "is not about src, checks or recheck";
  const auto changed = std::ranges::find(sources, mutant.path, &SourceFile::path);
  if (changed == sources.end()) return "there is no file " + mutant.path;
  const std::size_t places = count_blocks(lines_of(changed->text), mutant.before);
  if (places != 1) return "fits " + std::to_string(places) + " places of " + mutant.path;
  const bool is_tested = std::ranges::any_of(
      sources, [&](const SourceFile& file) { return is_of_target(file, mutant) && declares(file, mutant); });
  return is_tested ? "" : "there is no test " + mutant.suite + "." + mutant.test + " of " + mutant.target + "_test";
}

}  // namespace

std::vector<std::string> unusable_patches(const std::vector<SourceFile>& patches,
                                          const std::vector<SourceFile>& sources) {
  std::vector<std::string> faults;
  for (const SourceFile& patch : patches) {
    const std::string why = why_unusable(patch, sources);
    if (!why.empty()) faults.push_back(patch.path + ": " + why);
  }
  return faults;
}

}  // namespace laecert::project
