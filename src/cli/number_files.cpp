#include "cli/number_files.hpp"

#include <fmt/format.h>

#include "instances/number.hpp"
#include "instances/write_npy.hpp"
#include "numeric/errors.hpp"

namespace laecert::cli {
namespace {

bool is_npy(const std::string& file) {
  return instances::small_letters(std::filesystem::path(file).extension().string()) == ".npy";
}

std::string csv_text(const Eigen::MatrixXd& a) {
  std::string text;
  for (Eigen::Index i = 0; i < a.rows(); ++i) {
    for (Eigen::Index j = 0; j < a.cols(); ++j) text += fmt::format("{}{}", j == 0 ? "" : ",", a(i, j));
    text += '\n';
  }
  return text;
}

}  // namespace

void require_number_file(const std::string& option, const std::string& file) {
  if (file.empty()) return;
  const std::string ending = instances::small_letters(std::filesystem::path(file).extension().string());
  if (ending != ".npy" && ending != ".csv")
    throw UsageError(option + ": " + file + " ends neither in .npy nor in .csv");
  report::require_place_for(file);
}

report::FileContent matrix_file(const std::string& file, const Eigen::MatrixXd& a) {
  return {file, is_npy(file) ? instances::npy_text(a) : csv_text(a)};
}

report::FileContent vector_file(const std::string& file, const Eigen::VectorXd& a) {
  return {file, is_npy(file) ? instances::npy_vector_text(a) : csv_text(a)};
}

}  // namespace laecert::cli
