#include "instances/npy.hpp"

#include <algorithm>
#include <bit>
#include <memory>
#include <utility>

#include "instances/columns.hpp"
#include "instances/errors.hpp"
#include "instances/npy_array.hpp"
#include "instances/table_size.hpp"

namespace laecert::instances {
namespace {

constexpr Index block_numbers = Index{1} << 19;

/// Calls visit(i, c, number) for each number of the chosen columns, row by row.
template <class Visit>
void for_each_number(const NpyArray& array, const std::vector<Index>& chosen, const std::stop_token& stop,
                     Visit visit) {
  const Index cols = std::ssize(chosen);
  const Index rows = std::max<Index>(1, block_numbers / cols);
  for (Index first = 0; first < array.rows(); first += rows) {
    require_running(stop, array.name());
    const std::vector<Index> some = index_range(first, std::min(rows, array.rows() - first));
    const NumberBlock numbers = array.block(some, chosen);
    for (Index i = 0; i < std::ssize(some); ++i) {
      for (Index c = 0; c < cols; ++c) visit(first + i, c, numbers(i, c));
    }
  }
}

/// The places that the numbers need: all are multiples of 2^lowest and less than 2^highest.
struct BinaryPlaces {
  int lowest = 0;
  int highest = 1;
};

BinaryPlaces places_of(const NpyArray& array, const std::vector<Index>& chosen, const std::stop_token& stop) {
  BinaryPlaces places;
  for_each_number(array, chosen, stop, [&places](Index, Index, const Dyadic& number) {
    places.lowest = std::min(places.lowest, number.exponent);
    places.highest = std::max(places.highest, number.exponent + static_cast<int>(std::bit_width(number.digits)));
  });
  return places;
}

/// The chosen columns over the denominator 2^-lowest. The array is decoded twice rather than kept in between.
ScaledMatrix read_numbers(const NpyArray& array, const std::vector<Index>& chosen, const std::stop_token& stop) {
  const BinaryPlaces places = places_of(array, chosen, stop);
  require_memory(array.name(), static_cast<std::uint64_t>(array.rows()), chosen.size(),
                 static_cast<std::uint64_t>(places.highest - places.lowest));
  ScaledMatrix result(array.rows(), std::ssize(chosen), Integer(1) << -places.lowest);
  for_each_number(array, chosen, stop, [&](Index i, Index c, const Dyadic& number) {
    fmpz* numerator = fmpz_mat_entry(result.numerators(), i, c);
    fmpz_set_ui(numerator, number.digits);
    fmpz_mul_2exp(numerator, numerator, static_cast<ulong>(number.exponent - places.lowest));
    if (number.negative) fmpz_neg(numerator, numerator);
  });
  return result;
}

}  // namespace

Table parse_npy(std::string_view bytes, const std::string& name, const TableOptions& options) {
  return read_npy(std::make_shared<MemoryBytes>(bytes), name, options);
}

Table read_npy(std::shared_ptr<const ByteSource> bytes, const std::string& name, const TableOptions& options) {
  const NpyArray array(std::move(bytes), name, options.allow_vector);
  require_cells(name, static_cast<std::uint64_t>(array.rows()), static_cast<std::uint64_t>(array.cols()), max_cells);
  const TableLayout layout{.width = array.cols()};
  const std::vector<Index> chosen = chosen_columns(options.columns, layout, name);
  return table_of(read_numbers(array, chosen, options.stop), chosen, layout, options, name);
}

}  // namespace laecert::instances
