#include "instances/matrix_market.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "instances/columns.hpp"
#include "instances/decimal_cells.hpp"
#include "instances/matrix_market_lines.hpp"
#include "instances/table_size.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

enum class Symmetry { general, symmetric, skew };

/// What the first line and the sizes say.
struct Header {
  bool coordinate = false;
  bool integers = false;
  Symmetry symmetry = Symmetry::general;
  Index rows = 0;
  Index cols = 0;
  std::uint64_t entries = 0;  // lines of a coordinate file
};

/// A place of the matrix, from zero.
struct Place {
  Index i;
  Index j;
};

bool is_coordinate(const MatrixMarketLines& lines, std::string_view word) {
  if (word == "array" || word == "coordinate") return word == "coordinate";
  lines.fail(fmt::format("format {}, expected array or coordinate", in_quotes(word)));
}

bool is_integer(const MatrixMarketLines& lines, std::string_view word) {
  if (word == "real" || word == "integer") return word == "integer";
  if (word == "pattern") lines.fail("a pattern matrix has places and no numbers; expected real or integer");
  if (word == "complex") lines.fail("a complex matrix; expected real or integer numbers");
  lines.fail(fmt::format("numbers of type {}, expected real or integer", in_quotes(word)));
}

Symmetry read_symmetry(const MatrixMarketLines& lines, std::string_view word) {
  if (word == "general") return Symmetry::general;
  if (word == "symmetric") return Symmetry::symmetric;
  if (word == "skew-symmetric") return Symmetry::skew;
  if (word == "hermitian") lines.fail("a hermitian matrix is complex; a real one is called symmetric");
  lines.fail(fmt::format("symmetry {}, expected general, symmetric or skew-symmetric", in_quotes(word)));
}

/// `%%MatrixMarket matrix coordinate real general`, in capital or small letters.
Header read_banner(MatrixMarketLines& lines) {
  const std::vector<std::string> words = lines.take_banner();
  Header header;
  header.coordinate = is_coordinate(lines, words[2]);
  header.integers = is_integer(lines, words[3]);
  header.symmetry = read_symmetry(lines, words[4]);
  return header;
}

std::uint64_t whole_number(const MatrixMarketLines& lines, std::string_view word, std::string_view what) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error == std::errc() && end == word.data() + word.size()) return value;
  lines.fail(fmt::format("{} is {}, expected a whole number", what, in_quotes(word)));
}

void require_words(const MatrixMarketLines& lines, const std::vector<std::string_view>& words, std::size_t expected,
                   std::string_view what) {
  if (words.size() == expected) return;
  lines.fail(fmt::format("{} value{}, expected {}: {}", words.size(), words.size() == 1 ? "" : "s", expected, what));
}

Header with_sizes(Header header, MatrixMarketLines& lines) {
  const std::vector<std::string_view> words = lines.take_sizes();
  require_words(lines, words, header.coordinate ? 3 : 2,
                header.coordinate ? "rows, columns, entries" : "rows, columns");
  const std::uint64_t rows = whole_number(lines, words[0], "the number of rows");
  const std::uint64_t cols = whole_number(lines, words[1], "the number of columns");
  if (rows == 0 || cols == 0) lines.fail(fmt::format("{} x {} numbers, expected at least 1 x 1", rows, cols));
  require_cells(lines.here(), rows, cols, header.coordinate ? max_sparse_cells : max_cells);
  if (header.symmetry != Symmetry::general && rows != cols) {
    lines.fail(fmt::format("a symmetric matrix of {} x {} numbers, expected a square one", rows, cols));
  }
  if (header.coordinate) header.entries = whole_number(lines, words[2], "the number of entries");
  header.rows = static_cast<Index>(rows);
  header.cols = static_cast<Index>(cols);
  return header;
}

/// The first row that a column of an array file holds: symmetric ones begin at the diagonal, skew ones below it.
Index first_row(const Header& header, Index column) {
  if (header.symmetry == Symmetry::general) return 0;
  return header.symmetry == Symmetry::symmetric ? column : column + 1;
}

/// The place of an array file's first value. Requires: there is one.
Place first_place(const Header& header) { return {first_row(header, 0), 0}; }

/// The place of the value after this one's: down the column, then down the next.
Place next_place(const Header& header, const Place& place) {
  if (place.i + 1 < header.rows) return {place.i + 1, place.j};
  return {first_row(header, place.j + 1), place.j + 1};
}

/// An index from 1, as one from 0.
Index read_index(const MatrixMarketLines& lines, std::string_view word, std::string_view what, Index size) {
  const std::uint64_t index = whole_number(lines, word, what);
  if (1 <= index && index <= static_cast<std::uint64_t>(size)) return static_cast<Index>(index) - 1;
  lines.fail(fmt::format("{} {}, expected 1 to {}", what, index, size));
}

void require_stored_half(const MatrixMarketLines& lines, const Header& header, const Place& place) {
  if (place.i >= first_row(header, place.j)) return;
  const bool skew = header.symmetry == Symmetry::skew;
  lines.fail(fmt::format("entry ({},{}) {} the diagonal of a {} matrix, which is given by its lower triangle",
                         place.i + 1, place.j + 1, place.i == place.j ? "on" : "above",
                         skew ? "skew-symmetric" : "symmetric"));
}

/// Values with their places, as the lines give them.
class Entries {
 public:
  explicit Entries(const Header& header) : header_(header) {
    if (header.coordinate) taken_.resize(static_cast<std::size_t>(header.rows * header.cols), false);
  }

  void push_coordinate(const MatrixMarketLines& lines, const std::vector<std::string_view>& words) {
    require_words(lines, words, 3, "row, column, number");
    const Place place{read_index(lines, words[0], "row", header_.rows),
                      read_index(lines, words[1], "column", header_.cols)};
    require_stored_half(lines, header_, place);
    const auto cell = static_cast<std::size_t>(place.i * header_.cols + place.j);
    if (taken_[cell]) lines.fail(fmt::format("entry ({},{}) comes twice", place.i + 1, place.j + 1));
    taken_[cell] = true;
    places_.push_back(place);
    push_number(lines, words[2]);
  }

  void push_number(const MatrixMarketLines& lines, std::string_view word) {
    if (header_.integers && word.find_first_of("./eE") != std::string_view::npos) {
      lines.fail(fmt::format("{} in a matrix of integers", in_quotes(word)));
    }
    const std::optional<Reason> broken = numbers_.push(word);
    if (broken) lines.fail(broken->text);
    ++count_;
  }

  [[nodiscard]] std::uint64_t count() const { return count_; }

  /// The full matrix. Requires: a value for every place of an array file.
  [[nodiscard]] ScaledMatrix build(const std::string& name) const {
    require_memory(name, 2 * count_, 1, numbers_.bits());
    const ScaledMatrix values = numbers_.build(1);
    ScaledMatrix result(header_.rows, header_.cols, values.denominator());
    Place place = first_place(header_);
    for (Index e = 0; e < values.rows(); ++e) {
      if (header_.coordinate) place = places_[static_cast<std::size_t>(e)];
      set(result, place, fmpz_mat_entry(values.numerators(), e, 0));
      place = next_place(header_, place);
    }
    return result;
  }

 private:
  /// Writes a value to its place, and to the mirrored one.
  void set(ScaledMatrix& result, const Place& place, const fmpz* value) const {
    fmpz_set(fmpz_mat_entry(result.numerators(), place.i, place.j), value);
    if (header_.symmetry == Symmetry::general) return;
    fmpz* mirrored = fmpz_mat_entry(result.numerators(), place.j, place.i);
    if (header_.symmetry == Symmetry::symmetric) fmpz_set(mirrored, value);
    if (header_.symmetry == Symmetry::skew) fmpz_neg(mirrored, value);
  }

  Header header_;
  std::vector<bool> taken_;
  std::vector<Place> places_;  // of a coordinate file
  DecimalCells numbers_;
  std::uint64_t count_ = 0;
};

/// How many values an array file has, or entries a coordinate file.
std::uint64_t expected_count(const Header& header) {
  if (header.coordinate) return header.entries;
  const auto n = static_cast<std::uint64_t>(header.rows);
  if (header.symmetry == Symmetry::symmetric) return n * (n + 1) / 2;
  if (header.symmetry == Symmetry::skew) return n * (n - 1) / 2;
  return n * static_cast<std::uint64_t>(header.cols);
}

ScaledMatrix read_numbers(const Header& header, MatrixMarketLines& lines, const std::string& name) {
  const std::uint64_t expected = expected_count(header);
  Entries entries(header);
  for (std::vector<std::string_view> words = lines.take_words(); !words.empty(); words = lines.take_words()) {
    if (entries.count() == expected) lines.fail(fmt::format("a line after the {} that the sizes ask for", expected));
    if (header.coordinate) {
      entries.push_coordinate(lines, words);
    } else {
      require_words(lines, words, 1, "one number a line");
      entries.push_number(lines, words[0]);
    }
  }
  if (entries.count() == expected) return entries.build(name);
  lines.fail(fmt::format("the file ends after {} of {} {}", entries.count(), expected,
                         header.coordinate ? "entries" : "numbers"));
}

}  // namespace

Table parse_matrix_market(std::string_view text, const std::string& name, const TableOptions& options) {
  return read_matrix_market(text_in_memory(text), name, options);
}

Table read_matrix_market(const TextSource& source, const std::string& name, const TableOptions& options) {
  MatrixMarketLines lines(TextLines(source(), name, options.stop));
  const Header banner = read_banner(lines);
  const Header header = with_sizes(banner, lines);
  const TableLayout layout{.width = header.cols};
  const std::vector<Index> chosen = chosen_columns(options.columns, layout, name);
  ScaledMatrix all = read_numbers(header, lines, name);
  return table_of(options.columns.empty() ? std::move(all) : all.columns(chosen), chosen, layout, options, name);
}

}  // namespace laecert::instances
