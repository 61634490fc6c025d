#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "cli/commands.hpp"
#include "numeric/errors.hpp"

namespace laecert::cli {
namespace {

constexpr const char* program = "laecert-recheck";

// Beside this program, or in the build tree, or else wherever PATH finds it.
std::string find_program() {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return program;
  for (const std::filesystem::path& folder : {self.parent_path(), self.parent_path() / ".." / ".." / "recheck"}) {
    if (std::filesystem::is_regular_file(folder / program, error)) return (folder / program).string();
  }
  return program;
}

// Another process, so that nothing of this one can decide for it. Its exit codes are this command's.
int recheck(std::vector<std::string> files) {
  std::string name = find_program();
  std::vector<char*> arguments{name.data()};
  for (std::string& file : files) arguments.push_back(file.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, name.c_str(), nullptr, nullptr, arguments.data(), environ);
  if (failed != 0) throw UsageError(std::string(program) + " is neither beside laecert nor in PATH");
  int status = 0;
  while (waitpid(child, &status, 0) == -1) {
    if (errno != EINTR) throw std::runtime_error("laecert-recheck was lost");
  }
  if (!WIFEXITED(status)) throw std::runtime_error("laecert-recheck was killed");
  return WEXITSTATUS(status);
}

}  // namespace

Action add_recheck(CLI::App& app) {
  const auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand("recheck", "start laecert-recheck, an independent program, on certificates");
  command->add_option("files", *files, "certificates")->required();
  command->footer(
      "Example:\n"
      "  laecert probe --builtin iris --index-set 1,2 --certificates certificates\n"
      "  laecert recheck certificates/sum-1-2.json");
  return [files](const Streams&) { return recheck(*files); };
}

}  // namespace laecert::cli
