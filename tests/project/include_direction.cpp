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
  static const Names names{"numeric", "problem", "theory",  "certify", "propose",  "claims", "families",
                           "checks",  "report",  "studies", "pca",     "training", "cli",    "instances"};
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
      {"families", {"theory", "propose", "certify", "claims", "problem", "numeric"}},
      {"checks", all_but({"report", "studies", "pca", "training", "cli"})},
      {"instances", {"problem", "numeric"}},
      {"report", {"claims", "numeric"}},
      {"studies", all_but({"pca", "training", "cli"})},
      {"pca", all_but({"training", "cli"})},
      {"training", all_but({"pca", "cli"})},
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

using Graph = std::map<std::string, Names>;

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

// Which folders of the house include which others. An include names the house by its last part.
Graph folder_graph(const std::string& house, const std::vector<SourceFile>& files) {
  const std::string root = house.substr(0, house.size() - house.substr(house.rfind('/') + 1).size());
  Graph graph;
  for (const SourceFile& file : files) {
    if (!file.path.starts_with(house + "/")) continue;
    for (const std::string& line : lines_of(file.text)) {
      const std::optional<Include> include = include_in(line);
      if (!include || !include->is_quoted || !(root + include->path).starts_with(house + "/")) continue;
      const std::string from = folder_of(file.path), to = folder_of(root + include->path);
      if (from != to) graph[from].insert(to);
    }
  }
  return graph;
}

// A way from one folder back to itself, by folders that come after it in the alphabet: so each circle is found once.
bool find_circle(const Graph& graph, const std::string& first, std::vector<std::string>& way, Names& seen) {
  const auto next = graph.find(way.back());
  if (next == graph.end()) return false;
  for (const std::string& folder : next->second) {
    if (folder == first) return true;
    if (folder < first || !seen.insert(folder).second) continue;
    way.push_back(folder);
    if (find_circle(graph, first, way, seen)) return true;
    way.pop_back();
  }
  return false;
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

std::vector<std::string> circles_between_folders(const std::string& house, const std::vector<SourceFile>& files) {
  const Graph graph = folder_graph(house, files);
  std::vector<std::string> circles;
  for (const auto& [folder, others] : graph) {
    std::vector<std::string> way{folder};
    Names seen;
    if (!find_circle(graph, folder, way, seen)) continue;
    std::string text;
    for (const std::string& one : way) text += one + " -> ";
    circles.push_back(text + folder);
  }
  return circles;
}

}  // namespace laecert::project
