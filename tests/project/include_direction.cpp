#include "project/include_direction.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <regex>
#include <set>

namespace laecert::project {
namespace {

using Names = std::set<std::string>;

const Names& houses() {
  static const Names names{"numeric", "problem", "theory",  "certify", "propose",  "claims",
                           "checks",  "report",  "studies", "cli",     "instances"};
  return names;
}

Names all_but(const Names& left_out) {
  Names names = houses();
  for (const std::string& house : left_out) names.erase(house);
  return names;
}

// The houses that each one may include beside itself. recheck is independent: nothing.
const std::map<std::string, Names>& knows() {
  static const std::map<std::string, Names> table{
      {"numeric", {}},
      {"problem", {"numeric"}},
      {"theory", {"numeric"}},
      {"certify", {"problem", "numeric"}},
      {"propose", {"problem", "certify", "numeric"}},
      {"claims", {"numeric"}},
      {"checks", all_but({"report", "studies", "cli"})},
      {"instances", {"problem", "numeric"}},
      {"report", {"claims", "numeric"}},
      {"studies", all_but({"cli"})},
      {"cli", houses()},
      {"recheck", {}},
      {"tests", houses()},
      {"bench", houses()},
  };
  return table;
}

// Single headers of a house that is otherwise closed to the including one.
const std::map<std::string, Names>& exceptions() {
  static const std::map<std::string, Names> table{{"theory", {"problem/instance.hpp"}}};
  return table;
}

std::string first_part(const std::string& path) { return path.substr(0, path.find('/')); }

bool goes_up(const std::string& include) { return include.find("..") != std::string::npos || include.starts_with('/'); }

struct Include {
  std::string path;
  bool is_quoted;
};

std::optional<Include> include_in(const std::string& line) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::smatch match;
  if (!std::regex_search(line, match, pattern)) return std::nullopt;
  return Include{match[2], match[1] == "\""};
}

// tests and recheck name their own folders without a house: "project/source_files.hpp", "exact.hpp".
bool has_own_roots(const std::string& house) { return house == "tests" || house == "recheck" || house == "bench"; }

bool names_a_house(const std::string& include) {
  return include.find('/') != std::string::npos && houses().contains(first_part(include));
}

bool is_allowed(const std::string& house, const Include& include) {
  if (goes_up(include.path)) return false;
  if (!include.is_quoted) return !names_a_house(include.path);
  return may_include(house, include.path);
}

}  // namespace

std::string house_of(const std::string& path) {
  const std::string top = first_part(path);
  if (top != "src") return knows().contains(top) ? top : "";
  const std::string house = first_part(path.substr(std::min(path.size(), top.size() + 1)));
  return knows().contains(house) ? house : "";
}

bool may_include(const std::string& house, const std::string& include) {
  if (!knows().contains(house)) return false;
  if (!names_a_house(include)) return has_own_roots(house);
  const auto exception = exceptions().find(house);
  if (exception != exceptions().end() && exception->second.contains(include)) return true;
  return first_part(include) == house || knows().at(house).contains(first_part(include));
}

std::vector<std::string> forbidden_includes(const std::vector<SourceFile>& files) {
  std::vector<std::string> faults;
  for (const SourceFile& file : files) {
    const std::string house = house_of(file.path);
    const std::vector<std::string> lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::optional<Include> include = include_in(lines[i]);
      if (!include || is_allowed(house, *include)) continue;
      faults.push_back(file.path + ":" + std::to_string(i + 1) + ": " + (house.empty() ? "a file of no house" : house) +
                       " may not include " + include->path);
    }
  }
  return faults;
}

}  // namespace laecert::project
