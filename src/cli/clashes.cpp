#include "cli/clashes.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

#include "cli/training_files.hpp"
#include "numeric/errors.hpp"
#include "propose/training/algorithm.hpp"
#include "report/write_file.hpp"
#include "studies/certificates.hpp"

namespace laecert::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array inputs{
    "--data", "--gram", "--matrix", "--kernel", "--w1", "--w2", "--check", "--explained-variance", "--config"};
constexpr std::array outputs{"--report",  "--json",       "--table",     "--junit",      "--timings",
                             "--journal", "--components", "--variances", "--certificate"};

// A file, and the option that names it.
struct Named {
  std::string option, file;
};

std::string value_of(const CLI::App& command, const char* option) {
  const CLI::Option* const known = command.get_option_no_throw(option);
  return known == nullptr || known->empty() ? std::string() : known->results().front();
}

template <std::size_t n>
std::vector<Named> named_by(const CLI::App& command, const std::array<const char*, n>& options) {
  std::vector<Named> files;
  for (const char* option : options) {
    std::string file = value_of(command, option);
    // The dash is standard output, for the one that may be there.
    if (!file.empty() && file != "-") files.push_back({option, std::move(file)});
  }
  return files;
}

// Where the bytes go.
fs::path real_path(const fs::path& file) {
  std::error_code error;
  const fs::path absolute = fs::absolute(report::place_of(file), error);
  fs::path real = fs::weakly_canonical(absolute, error);
  return error ? absolute : real;
}

bool is_device(const fs::path& file) {
  std::error_code error;
  return fs::exists(file, error) && !fs::is_regular_file(file, error) && !fs::is_directory(file, error);
}

bool are_same(const fs::path& a, const fs::path& b) { return !is_device(a) && real_path(a) == real_path(b); }

// The files of `train` in a folder.
std::vector<Named> training_names(const std::string& option, const std::string& folder) {
  std::vector<Named> files{{option, checkpoint_of(folder)}};
  for (const propose::Algorithm algorithm : propose::all_algorithms()) {
    for (const char* ending : {".csv", ".rows", "-w1.npy", "-w2.npy"}) {
      files.push_back({option, (fs::path(folder) / (propose::to_string(algorithm) + ending)).string()});
    }
  }
  return files;
}

std::vector<Named> figure_names(const std::string& folder, const std::string& figure) {
  std::vector<Named> files;
  for (const char* ending : {".csv", ".gp", ".svg"}) {
    files.push_back({"--figure", (fs::path(folder) / (figure + ending)).string()});
  }
  return files;
}

std::vector<Named> folder_files(const CLI::App& command) {
  if (command.get_name() != "train") return {};
  const std::string folder = value_of(command, "--output"), figure = value_of(command, "--figure");
  if (!figure.empty()) return figure_names(folder, figure);
  const std::string resumed = value_of(command, "--resume");
  std::vector<Named> files;
  if (!folder.empty()) files = training_names("--output", folder);
  if (!resumed.empty()) std::ranges::move(training_names("--resume", resumed), std::back_inserter(files));
  return files;
}

// In the folder itself, or in that of one instance of several.
bool is_certificate_in(const std::string& folder, const std::string& file) {
  if (folder.empty() || is_device(file)) return false;
  const fs::path inside = real_path(file).lexically_relative(real_path(folder));
  const auto depth = std::distance(inside.begin(), inside.end());
  const bool is_inside = !inside.empty() && *inside.begin() != ".." && depth <= 2;
  return is_inside && studies::is_certificate_name(inside.filename().string());
}

[[noreturn]] void refuse(const Named& a, const Named& b) {
  throw UsageError(a.option + " and " + b.option + " name the same file: " + b.file);
}

void require_apart(const std::vector<Named>& some, const std::vector<Named>& others) {
  for (const Named& a : some) {
    for (const Named& b : others) {
      if (are_same(a.file, b.file)) refuse(a, b);
    }
  }
}

}  // namespace

void require_no_clash(const CLI::App& command) {
  std::vector<Named> read = named_by(command, inputs);
  const std::vector<Named> written = named_by(command, outputs);
  // Read, and where it is updated written: nothing else in either case.
  if (const std::string approved = value_of(command, "--expect"); !approved.empty()) {
    read.push_back({"--expect", approved});
  }
  // A journal; of `train` a folder.
  if (const std::string journal = value_of(command, "--resume"); command.get_name() != "train" && !journal.empty()) {
    read.push_back({"--resume", journal});
  }
  const std::vector<Named> in_folders = folder_files(command);
  for (std::size_t i = 0; i < written.size(); ++i) {
    require_apart({written.begin(), written.begin() + static_cast<std::ptrdiff_t>(i)}, {written[i]});
  }
  require_apart(read, written);
  require_apart(in_folders, written);
  require_apart(in_folders, read);
  const std::string certificates = value_of(command, "--certificates");
  std::vector<Named> all = read;
  all.insert(all.end(), written.begin(), written.end());
  for (const Named& one : all) {
    if (is_certificate_in(certificates, one.file)) refuse({"--certificates", certificates}, one);
  }
}

}  // namespace laecert::cli
