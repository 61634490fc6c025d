#include "project/source_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>

namespace laecert::project {
namespace {

namespace fs = std::filesystem;

const fs::path& top() {
  static const fs::path path = LAECERT_SOURCE_DIR;
  return path;
}

SourceFile read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {fs::relative(path, top()).generic_string(), {std::istreambuf_iterator<char>(in), {}}};
}

bool is_cpp(const fs::path& path) {
  static const std::set<std::string> extensions{".hpp", ".cpp", ".h", ".cc", ".ipp"};
  return extensions.contains(path.extension().string());
}

bool is_build_file(const fs::path& path) {
  static const std::set<std::string> extensions{".cmake", ".sh", ".in", ".py"};
  return extensions.contains(path.extension().string()) || path.filename() == "CMakeLists.txt" ||
         path.filename() == "run" || path.filename() == "CMakePresets.json";
}

// recheck builds alone too, into a folder of its own.
bool is_built(const fs::path& path) {
  const fs::path relative = fs::relative(path, top());
  return std::find(relative.begin(), relative.end(), "build") != relative.end();
}

template <class Keep>
std::vector<SourceFile> read_below(const std::vector<std::string>& directories, Keep keep) {
  std::vector<SourceFile> files;
  for (const std::string& directory : directories) {
    if (!fs::exists(top() / directory)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(top() / directory)) {
      if (entry.is_regular_file() && !is_built(entry.path()) && keep(entry.path())) files.push_back(read(entry.path()));
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

// Calls `visit` for everything in the project but what is built, and what belongs to git.
template <class Visit>
void walk(Visit visit) {
  for (auto entry = fs::recursive_directory_iterator(top()); entry != fs::recursive_directory_iterator(); ++entry) {
    const std::string name = entry->path().filename().string();
    if (name == "build" || name == ".git") {
      entry.disable_recursion_pending();
    } else {
      visit(*entry);
    }
  }
}

}  // namespace

std::vector<SourceFile> read_cpp_files() { return read_below({"src", "checks", "recheck", "tests", "bench"}, is_cpp); }

std::vector<SourceFile> read_all_sources() {
  std::vector<SourceFile> files = read_below({"src", "checks", "recheck", "tests", "bench", "cmake", ".ci"},
                                             [](const fs::path& path) { return is_cpp(path) || is_build_file(path); });
  for (const char* name : {"CMakeLists.txt", "CMakePresets.json", "run"}) {
    if (fs::exists(top() / name)) files.push_back(read(top() / name));
  }
  return files;
}

std::vector<SourceFile> read_pages() {
  std::vector<SourceFile> pages;
  walk([&pages](const fs::directory_entry& entry) {
    if (entry.is_regular_file() && entry.path().extension() == ".md") pages.push_back(read(entry.path()));
  });
  std::ranges::sort(pages, {}, &SourceFile::path);
  return pages;
}

std::set<std::string> read_file_names() {
  std::set<std::string> names;
  walk(
      [&names](const fs::directory_entry& entry) { names.insert(fs::relative(entry.path(), top()).generic_string()); });
  return names;
}

std::vector<SourceFile> read_mutant_patches() {
  return read_below({"tests/mutants"}, [](const fs::path& path) { return path.extension() == ".patch"; });
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace laecert::project
