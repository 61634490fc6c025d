#include "instances/npy_selection.hpp"

#include <fmt/core.h>

#include <utility>

#include "instances/table_size.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

/// Columns, and rows that are variables, take memory each; rows that are samples do not.
const NpyArray& with_bounded_size(const NpyArray& array, bool turned) {
  require_cells(array.name(), 1, static_cast<std::uint64_t>(array.cols()), max_cells);
  if (turned) require_cells(array.name(), static_cast<std::uint64_t>(array.rows()), 1, max_cells);
  return array;
}

}  // namespace

NpySelection::NpySelection(NpyArray array, const TableOptions& options)
    : array_(std::move(array)),
      turned_(options.columns_are_samples),
      chosen_(chosen_columns(options.columns, {.width = with_bounded_size(array_, turned_).cols()}, array_.name())),
      variables_(turned_ ? index_range(0, array_.rows()) : chosen_) {}

NumberBlock NpySelection::block(std::span<const Index> samples) const {
  if (!turned_) return array_.block(samples, variables_);
  std::vector<Index> columns;
  columns.reserve(samples.size());
  for (const Index i : samples) columns.push_back(chosen_[static_cast<std::size_t>(i)]);
  return array_.block(variables_, columns).transposed();
}

std::vector<std::string> NpySelection::drop(const std::vector<bool>& is_constant) {
  const TableLayout layout{.width = array_.cols()};
  VaryingVariables varying = varying_variables(is_constant, layout, chosen_, turned_, name());
  std::vector<Index> kept;
  kept.reserve(varying.kept.size());
  for (const Index j : varying.kept) kept.push_back(variables_[static_cast<std::size_t>(j)]);
  variables_ = std::move(kept);
  return std::move(varying.dropped);
}

}  // namespace laecert::instances
