#include "instances/table_samples.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "numeric/rational.hpp"

namespace laecert::instances {
namespace {

/// The largest power of two that divides all numerators of each column, and the bits that are left; zero for zeros.
std::vector<VariableScale> scales_of(const ScaledMatrix& samples) {
  constexpr ulong none = std::numeric_limits<ulong>::max();
  std::vector<ulong> shifts(static_cast<std::size_t>(samples.cols()), none), bits(shifts.size(), 0);
  // Row by row, as they lie in memory.
  for (Index i = 0; i < samples.rows(); ++i) {
    for (std::size_t j = 0; j < shifts.size(); ++j) {
      const fmpz* entry = fmpz_mat_entry(samples.numerators(), i, static_cast<Index>(j));
      if (fmpz_is_zero(entry) != 0) continue;
      shifts[j] = std::min(shifts[j], fmpz_val2(entry));
      bits[j] = std::max(bits[j], fmpz_bits(entry));
    }
  }
  std::vector<VariableScale> scales(shifts.size());
  for (std::size_t j = 0; j < shifts.size(); ++j) {
    if (shifts[j] != none) scales[j] = {static_cast<std::int64_t>(shifts[j]), bits[j] - shifts[j]};
  }
  return scales;
}

SampleLayout layout_of(const Table& table) {
  SampleLayout layout{.count = table.samples.rows(),
                      .denominator = table.samples.denominator(),
                      .dropped = table.dropped,
                      .notes = table.notes};
  layout.scales = scales_of(table.samples);
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
