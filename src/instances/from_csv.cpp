#include <fmt/core.h>

#include <bit>
#include <cstdlib>
#include <utility>

#include "instances/csv.hpp"
#include "instances/from_table.hpp"
#include "instances/gram.hpp"
#include "instances/read_table.hpp"
#include "instances/table_size.hpp"
#include "numeric/errors.hpp"

namespace laecert {
namespace {

/// The name says that variables of the file are missing; which ones, the table.
problem::Setting completed(problem::Setting setting, const instances::Table& table, bool center) {
  if (!table.dropped.empty()) setting.name += " without constant columns";
  setting.samples = static_cast<long>(table.samples.rows());
  setting.centered = center;
  return setting;
}

/// Each entry of S is a sum of n products, a fraction over the square of the common denominator.
void require_gram_memory(const instances::ScaledMatrix& samples, const std::string& name) {
  const auto m = static_cast<std::uint64_t>(samples.cols());
  const auto bits = static_cast<std::uint64_t>(std::abs(fmpz_mat_max_bits(samples.numerators())));
  const auto sum_bits = static_cast<std::uint64_t>(std::bit_width(static_cast<std::uint64_t>(samples.rows())));
  const std::string where = name + ": Gram matrix";
  instances::require_cells(where, m, m, instances::max_cells);
  // A numerator and a denominator for each entry.
  instances::require_memory(where, 2 * m, m, 2 * bits + sum_bits);
}

problem::Matrix<problem::Rational> gram_of(const instances::Table& table, bool center, const std::string& name) {
  require_gram_memory(table.samples, name);
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
  Setting named = named_after(file, std::move(setting));
  problem::Matrix<problem::Rational> gram = gram_of(table, center, named.name);
  return {std::move(gram), completed(std::move(named), table, center), std::nullopt};
}

problem::Instance instances::instance_from_table(const Table& table, problem::Setting setting, bool center) {
  problem::Matrix<problem::Rational> gram = gram_of(table, center, setting.name);
  return problem::Instance::from_gram(std::move(gram), completed(std::move(setting), table, center));
}

problem::Instance instances::instance_from_gram_file(const std::filesystem::path& file, problem::Setting setting,
                                                     std::optional<char> delimiter) {
  const ScaledMatrix gram = read_matrix(file, delimiter);
  if (gram.rows() != gram.cols()) {
    throw DataError(
        fmt::format("{}: {} x {} numbers, expected a square Gram matrix", file.string(), gram.rows(), gram.cols()));
  }
  try {
    return problem::Instance::from_gram(gram.to_rational(), named_after(file, std::move(setting)));
  } catch (const DataError& error) {
    throw DataError(fmt::format("{}: {}", file.string(), error.what()));
  }
}

}  // namespace laecert
