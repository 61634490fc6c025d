#include "recheck/program.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace laecert::recheck {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Starts a program without a shell, its output in two files.
int spawn(std::vector<std::string> command, const std::string& out, const std::string& err) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  constexpr int writing = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), writing, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), writing, 0600);
  pid_t process = 0;
  const int failed = posix_spawnp(&process, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + command.front());
  int status = 0;
  waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

Ran run(std::vector<std::string> command, const std::vector<std::string>& arguments) {
  const Folder folder;
  const std::string out = folder.write("out", "");
  const std::string err = folder.write("err", "");
  command.insert(command.end(), arguments.begin(), arguments.end());
  Ran ran;
  ran.code = spawn(std::move(command), out, err);
  ran.lines = lines_of(read_text(out));
  ran.errors = read_text(err);
  return ran;
}

}  // namespace

Ran recheck(const std::vector<std::string>& arguments) { return run({LAECERT_RECHECK}, arguments); }

Ran recheck_in_python(const std::vector<std::string>& files) {
  // No file of compiled code is left beside the source.
  return run({LAECERT_PYTHON_INTERPRETER, "-B", LAECERT_RECHECK_TESTS "/recheck.py"}, files);
}

bool has_python() { return !std::string(LAECERT_PYTHON_INTERPRETER).empty(); }

std::vector<std::string> verdicts(const Ran& ran, const std::vector<std::string>& files) {
  std::vector<std::string> found;
  found.reserve(files.size());
  EXPECT_EQ(ran.lines.size(), files.size()) << ran.errors;
  for (std::size_t i = 0; i < std::min(files.size(), ran.lines.size()); ++i) {
    EXPECT_TRUE(ran.lines[i].starts_with(files[i] + ": ")) << ran.lines[i];
    found.push_back(ran.lines[i].substr(std::min(ran.lines[i].size(), files[i].size() + 2)));
  }
  return found;
}

std::vector<std::string> corpus_names() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(LAECERT_RECHECK_TESTS "/corpus")) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string corpus_file(const std::string& name) { return LAECERT_RECHECK_TESTS "/corpus/" + name + ".json"; }

std::string read_text(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file);
  return {std::istreambuf_iterator<char>(in), {}};
}

Json corpus(const std::string& name) { return Json::parse(read_text(corpus_file(name))); }

Folder::Folder() {
  static std::atomic<int> count = 0;
  path_ = fs::temp_directory_path() /
          ("laecert_recheck_" + std::to_string(::getpid()) + "_" + std::to_string(count.fetch_add(1)));
  fs::create_directories(path_);
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, const std::string& text) const {
  const fs::path file = path_ / name;
  std::ofstream(file, std::ios::binary) << text;
  return file.string();
}

Rational number(const Json& text) { return Rational(text.get<std::string>()); }

std::string text_of(const Rational& q) { return q.str(); }

Rational tenth_power(unsigned exponent) { return Rational(1, pow(boost::multiprecision::cpp_int(10), exponent)); }

}  // namespace laecert::recheck
