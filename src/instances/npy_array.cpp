#include "instances/npy_array.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

/// One call of the system reads at most so much, and over gaps shorter than a page, which costs less than another call.
constexpr std::uint64_t longest_piece = std::uint64_t{1} << 20;
constexpr std::uint64_t longest_gap = 4096;

NpyHeader read_header(const ByteSource& bytes, const std::string& name, bool allow_vector) {
  std::string head(std::min<std::uint64_t>(bytes.size(), longest_npy_header), '\0');
  bytes.read(0, head);
  return parse_npy_header(head, bytes.size(), name, allow_vector);
}

/// The end of the piece of `places`, from `first` on, that is read at once: they ascend, close to each other.
std::size_t end_of_piece(const std::vector<std::uint64_t>& places, std::size_t first, std::uint64_t size) {
  std::size_t last = first;
  while (last + 1 < places.size() && places[last + 1] > places[last] &&
         places[last + 1] - places[last] <= longest_gap / size &&
         places[last + 1] - places[first] < longest_piece / size) {
    ++last;
  }
  return last + 1;
}

}  // namespace

NpyArray::NpyArray(std::shared_ptr<const ByteSource> bytes, std::string name, bool allow_vector)
    : bytes_(std::move(bytes)), name_(std::move(name)), header_(read_header(*bytes_, name_, allow_vector)) {}

/// The bytes of the entries with these numbers, counted as they stand in the file, one after another.
std::string NpyArray::read_entries(const std::vector<std::uint64_t>& places) const {
  const std::size_t size = header_.type.bytes;
  std::string entries(places.size() * size, '\0');
  std::string piece;
  for (std::size_t first = 0; first < places.size();) {
    const std::size_t end = end_of_piece(places, first, size);
    piece.resize((places[end - 1] - places[first] + 1) * size);
    bytes_->read(header_.data_offset + places[first] * size, piece);
    for (std::size_t e = first; e < end; ++e) {
      std::copy_n(piece.data() + (places[e] - places[first]) * size, size, entries.data() + e * size);
    }
    first = end;
  }
  return entries;
}

Dyadic NpyArray::decoded(std::string_view bytes, Index row, Index col) const {
  const std::optional<Dyadic> number = read_binary_number(bytes, header_.type);
  if (number) return *number;
  throw DataError(
      fmt::format("{}: row {}, column {}: {}", name_, row + 1, col + 1, reason_against(bytes, header_.type)));
}

NumberBlock NpyArray::block(std::span<const Index> rows, std::span<const Index> cols) const {
  // In the file's order: row by row, or column by column.
  const bool by_columns = header_.fortran_order;
  const std::span<const Index> outer = by_columns ? cols : rows;
  const std::span<const Index> inner = by_columns ? rows : cols;
  const std::uint64_t length = by_columns ? header_.rows : header_.cols;
  std::vector<std::uint64_t> places;
  places.reserve(rows.size() * cols.size());
  for (const Index o : outer) {
    for (const Index i : inner)
      places.push_back(static_cast<std::uint64_t>(o) * length + static_cast<std::uint64_t>(i));
  }
  const std::string entries = read_entries(places);
  const std::size_t size = header_.type.bytes;
  std::vector<Dyadic> numbers;
  numbers.reserve(places.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < cols.size(); ++j) {
      const std::size_t entry = by_columns ? j * rows.size() + i : i * cols.size() + j;
      numbers.push_back(decoded(std::string_view(entries).substr(entry * size, size), rows[i], cols[j]));
    }
  }
  return {std::move(numbers), static_cast<Index>(cols.size())};
}

}  // namespace laecert::instances
