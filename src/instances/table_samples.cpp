#include "instances/table_samples.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "numeric/rational.hpp"

namespace laecert::instances {
namespace {

/// The largest power of two that divides all numerators of column j, and the bits that are left; zero for zeros.
VariableScale scale_of(const ScaledMatrix& samples, Index j) {
  constexpr ulong none = std::numeric_limits<ulong>::max();
  ulong shift = none;
  ulong bits = 0;
  for (Index i = 0; i < samples.rows(); ++i) {
    const fmpz* entry = fmpz_mat_entry(samples.numerators(), i, j);
    if (fmpz_is_zero(entry) != 0) continue;
    shift = std::min(shift, fmpz_val2(entry));
    bits = std::max(bits, fmpz_bits(entry));
  }
  if (shift == none) return {};
  return {static_cast<std::int64_t>(shift), bits - shift};
}

SampleLayout layout_of(const Table& table) {
  SampleLayout layout{.count = table.samples.rows(),
                      .denominator = table.samples.denominator(),
                      .dropped = table.dropped,
                      .notes = table.notes};
  layout.scales.reserve(static_cast<std::size_t>(table.samples.cols()));
  for (Index j = 0; j < table.samples.cols(); ++j) layout.scales.push_back(scale_of(table.samples, j));
  return layout;
}

}  // namespace

TableSamples::TableSamples(Table table) : SampleBlocks(layout_of(table)), table_(std::move(table)) {}

BinaryPlanes TableSamples::block(Index first, Index count) const {
  BinaryPlanes planes(count, dimension(), widest());
  std::vector<ulong> words;
  ScaledMatrix scratch(1, 1, Integer(1));
  fmpz* numerator = fmpz_mat_entry(scratch.numerators(), 0, 0);
  for (Index i = 0; i < count; ++i) {
    for (Index j = 0; j < dimension(); ++j) {
      const fmpz* entry = fmpz_mat_entry(table_.samples.numerators(), first + i, j);
      if (fmpz_is_zero(entry) != 0) continue;
      fmpz_tdiv_q_2exp(numerator, entry, static_cast<ulong>(layout().scales[static_cast<std::size_t>(j)].shift));
      fmpz_abs(numerator, numerator);
      words.resize(static_cast<std::size_t>(fmpz_size(numerator)));
      fmpz_get_ui_array(words.data(), std::ssize(words), numerator);
      planes.set(i, j, fmpz_sgn(entry) < 0, words);
    }
  }
  return planes;
}

Eigen::MatrixXd TableSamples::approx_columns(std::span<const Index> rows) const {
  Eigen::MatrixXd result(dimension(), std::ssize(rows));
  for (Index i = 0; i < result.cols(); ++i) {
    for (Index j = 0; j < result.rows(); ++j) {
      result(j, i) = numeric::approx_double(table_.samples(rows[static_cast<std::size_t>(i)], j));
    }
  }
  return result;
}

}  // namespace laecert::instances
