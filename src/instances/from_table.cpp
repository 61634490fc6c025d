#include "instances/from_table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "instances/csv.hpp"
#include "instances/gram.hpp"
#include "instances/read_table.hpp"
#include "instances/table_samples.hpp"
#include "instances/table_size.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

/// The name says that variables of the file are missing; which ones, the layout.
problem::Setting completed(problem::Setting setting, const SampleLayout& samples, bool center) {
  if (!samples.dropped.empty()) setting.name += " without constant columns";
  setting.samples = static_cast<long>(samples.count);
  setting.centered = center;
  setting.notes.insert(setting.notes.end(), samples.notes.begin(), samples.notes.end());
  return setting;
}

/// The bits that all numbers need over their common denominator.
std::uint64_t common_bits(const SampleLayout& layout) {
  std::int64_t lowest = 0;
  std::int64_t end = 1;
  for (const VariableScale& scale : layout.scales) {
    lowest = std::min(lowest, scale.shift);
    end = std::max(end, scale.shift + static_cast<std::int64_t>(scale.bits));
  }
  return static_cast<std::uint64_t>(end - lowest);
}

/// Each entry of S is a sum of n products, a fraction over the square of the common denominator.
void require_gram_memory(const SampleBlocks& samples, const std::string& name) {
  const auto m = static_cast<std::uint64_t>(samples.dimension());
  const auto sum_bits = static_cast<std::uint64_t>(std::bit_width(static_cast<std::uint64_t>(samples.count())));
  const std::string where = name + ": Gram matrix";
  require_cells(where, m, m, max_cells);
  require_rationals(where, m, m, 2 * common_bits(samples.layout()) + sum_bits);
}

problem::Matrix<problem::Rational> gram_of(const SampleBlocks& samples, bool center, const std::string& name,
                                           const std::stop_token& stop) {
  require_gram_memory(samples, name);
  return center ? exact_centered_gram(samples, stop) : exact_gram(samples, stop);
}

problem::Setting named_after(const std::filesystem::path& file, problem::Setting setting) {
  if (setting.name.empty()) setting.name = file.filename().string();
  return setting;
}

}  // namespace

problem::Instance instance_from_csv(const std::filesystem::path& file, problem::Setting setting, bool center) {
  return instance_from_table(read_csv(file), named_after(file, std::move(setting)), center);
}

problem::Instance instance_from_samples(const SampleBlocks& samples, problem::Setting setting, bool center,
                                        const std::stop_token& stop) {
  problem::Matrix<problem::Rational> gram = gram_of(samples, center, setting.name, stop);
  return problem::Instance::from_sample_gram(std::move(gram), completed(std::move(setting), samples.layout(), center));
}

problem::Instance instance_from_table(Table table, problem::Setting setting, bool center) {
  return instance_from_samples(TableSamples(std::move(table)), std::move(setting), center);
}

problem::Instance instance_from_gram_file(const std::filesystem::path& file, problem::Setting setting,
                                          const TableOptions& options) {
  RationalMatrix gram = read_matrix(file, options);
  if (gram.numbers.rows() != gram.numbers.cols()) {
    throw DataError(fmt::format("{}: {} x {} numbers, expected a square Gram matrix", file.string(),
                                gram.numbers.rows(), gram.numbers.cols()));
  }
  setting.notes.insert(setting.notes.end(), gram.notes.begin(), gram.notes.end());
  try {
    return problem::Instance::from_gram(std::move(gram.numbers), named_after(file, std::move(setting)));
  } catch (const DataError& error) {
    throw DataError(fmt::format("{}: {}", file.string(), error.what()));
  }
}

}  // namespace laecert::instances
