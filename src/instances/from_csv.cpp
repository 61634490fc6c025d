#include <fmt/core.h>

#include <utility>

#include "instances/csv.hpp"
#include "instances/from_table.hpp"
#include "instances/gram.hpp"
#include "numeric/errors.hpp"

namespace laecert {
namespace {

problem::Setting completed(problem::Setting setting, const instances::Table& table, bool center) {
  setting.samples = static_cast<long>(table.samples.rows());
  setting.centered = center;
  return setting;
}

problem::Matrix<problem::Rational> gram_of(const instances::Table& table, bool center) {
  return center ? instances::exact_centered_gram(table.samples) : instances::exact_gram(table.samples);
}

problem::Setting named_after(const std::filesystem::path& file, problem::Setting setting) {
  if (setting.name.empty()) setting.name = file.filename().string();
  return setting;
}

}  // namespace

problem::Instance problem::Instance::from_csv(const std::filesystem::path& file, Setting setting, bool center) {
  const instances::Table table = instances::read_csv(file);
  // Semidefinite by construction: a sum of x x^T.
  return {gram_of(table, center), completed(named_after(file, std::move(setting)), table, center), std::nullopt};
}

problem::Instance instances::instance_from_table(const Table& table, problem::Setting setting, bool center) {
  return problem::Instance::from_gram(gram_of(table, center), completed(std::move(setting), table, center));
}

problem::Instance instances::instance_from_gram_file(const std::filesystem::path& file, problem::Setting setting,
                                                     char delimiter) {
  CsvOptions options;
  options.delimiter = delimiter;
  const Table table = read_csv(file, options);
  const Index n = table.samples.rows();
  if (n != table.samples.cols()) {
    throw DataError(
        fmt::format("{}: {} x {} numbers, expected a square Gram matrix", file.string(), n, table.samples.cols()));
  }
  try {
    return problem::Instance::from_gram(table.samples.to_rational(), named_after(file, std::move(setting)));
  } catch (const DataError& error) {
    throw DataError(fmt::format("{}: {}", file.string(), error.what()));
  }
}

}  // namespace laecert
