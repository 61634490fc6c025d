#include "instances/npy.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <bit>

#include "instances/binary_number.hpp"
#include "instances/columns.hpp"
#include "instances/npy_header.hpp"
#include "instances/table_size.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

/// The array of a .npy file, entry by entry.
class NpyArray {
 public:
  NpyArray(std::string_view file, const std::string& name)
      : name_(name), header_(parse_npy_header(file, name)), data_(file.substr(header_.data_offset)) {}

  [[nodiscard]] Index rows() const { return static_cast<Index>(header_.rows); }
  [[nodiscard]] Index cols() const { return static_cast<Index>(header_.cols); }

  /// Errors: DataError where the entry is no finite number. Requires: 0 <= i < rows, 0 <= j < cols.
  [[nodiscard]] Dyadic at(Index i, Index j) const {
    const Index place = header_.fortran_order ? i + j * rows() : i * cols() + j;
    const std::size_t size = header_.type.bytes;
    const std::string_view bytes = data_.substr(static_cast<std::size_t>(place) * size, size);
    const std::optional<Dyadic> number = read_binary_number(bytes, header_.type);
    if (number) return *number;
    throw DataError(fmt::format("{}: row {}, column {}: {}", name_, i + 1, j + 1, reason_against(bytes, header_.type)));
  }

 private:
  const std::string& name_;
  NpyHeader header_;
  std::string_view data_;
};

/// The places that the numbers need: all are multiples of 2^lowest and less than 2^highest.
struct BinaryPlaces {
  int lowest = 0;
  int highest = 1;
};

BinaryPlaces places_of(const NpyArray& array, const std::vector<Index>& chosen) {
  BinaryPlaces places;
  for (Index i = 0; i < array.rows(); ++i) {
    for (const Index j : chosen) {
      const Dyadic number = array.at(i, j);
      places.lowest = std::min(places.lowest, number.exponent);
      places.highest = std::max(places.highest, number.exponent + static_cast<int>(std::bit_width(number.digits)));
    }
  }
  return places;
}

/// The chosen columns over the denominator 2^-lowest. The array is decoded twice rather than kept in between.
ScaledMatrix read_numbers(const NpyArray& array, const std::vector<Index>& chosen, const std::string& name) {
  const BinaryPlaces places = places_of(array, chosen);
  require_memory(name, static_cast<std::uint64_t>(array.rows()), chosen.size(),
                 static_cast<std::uint64_t>(places.highest - places.lowest));
  ScaledMatrix result(array.rows(), static_cast<Index>(chosen.size()), Integer(1) << -places.lowest);
  for (Index i = 0; i < array.rows(); ++i) {
    for (Index c = 0; c < result.cols(); ++c) {
      const Dyadic number = array.at(i, chosen[static_cast<std::size_t>(c)]);
      fmpz* numerator = fmpz_mat_entry(result.numerators(), i, c);
      fmpz_set_ui(numerator, number.digits);
      fmpz_mul_2exp(numerator, numerator, static_cast<ulong>(number.exponent - places.lowest));
      if (number.negative) fmpz_neg(numerator, numerator);
    }
  }
  return result;
}

}  // namespace

Table parse_npy(std::string_view bytes, const std::string& name, const TableOptions& options) {
  const NpyArray array(bytes, name);
  const TableLayout layout{.width = array.cols()};
  const std::vector<Index> chosen = chosen_columns(options.columns, layout, name);
  return table_of(read_numbers(array, chosen, name), chosen, layout, options, name);
}

}  // namespace laecert::instances
