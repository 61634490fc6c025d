#include "cli/figure_output.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>

#include "cli/certificate_output.hpp"
#include "report/write_file.hpp"

namespace laecert::cli {
namespace {

// No shell in between. Whether it ran and ended well.
bool run_gnuplot(std::string script) {
  std::string name = "gnuplot";
  const std::array<char*, 3> arguments{name.data(), script.data(), nullptr};
  pid_t child = 0;
  if (posix_spawnp(&child, name.c_str(), nullptr, nullptr, arguments.data(), environ) != 0) return false;
  int status = 0;
  while (waitpid(child, &status, 0) == -1) {
    if (errno != EINTR) return false;
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

void write_figure(const report::Figure& figure, const std::string& folder, std::ostream& err) {
  require_folder(folder);
  for (const std::string& note : figure.notes) err << "laecert: note: " << note << '\n';
  const std::filesystem::path base = std::filesystem::path(folder) / figure.name;
  const std::string csv = base.string() + ".csv", script = base.string() + ".gp", svg = base.string() + ".svg";
  // Drawn beside its place, so that a drawing that fails leaves no half of one.
  const std::string drawn = svg + ".part";
  report::write_files({{csv, report::to_csv(figure)}, {script, report::to_gnuplot(figure, csv, svg)}});
  const std::string scratch = script + ".part";
  report::write_file(scratch, report::to_gnuplot(figure, csv, drawn));
  const bool has_drawn = run_gnuplot(scratch);
  std::error_code error;
  std::filesystem::remove(scratch, error);
  if (has_drawn) std::filesystem::rename(drawn, svg, error);
  if (has_drawn && !error) return;
  std::filesystem::remove(drawn, error);
  err << "laecert: note: gnuplot is not in PATH, or failed; draw " << svg << " with: gnuplot " << script << '\n';
}

}  // namespace laecert::cli
