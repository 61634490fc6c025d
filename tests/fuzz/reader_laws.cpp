#include "fuzz/reader_laws.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <memory>
#include <optional>
#include <string>

#include "instances/byte_source.hpp"
#include "instances/csv.hpp"
#include "instances/gram.hpp"
#include "instances/matrix_market.hpp"
#include "instances/npy.hpp"
#include "instances/npy_header.hpp"
#include "instances/npy_samples.hpp"
#include "instances/table_samples.hpp"
#include "numeric/errors.hpp"
#include "numeric/rational.hpp"

namespace laecert::fuzz {
namespace {

using instances::Index;
using instances::Integer;
using instances::Matrix;
using instances::Rational;
using instances::Table;
using instances::TableOptions;

/// Larger tables are read, and not printed: a sparse file of some bytes may stand for millions of zeros.
constexpr Index most_printed = 4096;

void require_one_line(std::string_view message, std::string_view start) {
  require(message.starts_with(start), "a message that names the file");
  require(message.size() < 400 && message.find_first_of("\r\n") == std::string_view::npos, "message is no short line");
}

/// The table, or nothing where the reader refuses the bytes in its own way.
template <class Parse>
std::optional<Table> read(Parse parse, std::string_view bytes, const std::string& name, const TableOptions& options) {
  try {
    return parse(bytes, name, options);
  } catch (const DataError& error) {
    require_one_line(error.what(), name);
  } catch (const UsageError& error) {
    require_one_line(error.what(), "--");
  }
  return std::nullopt;
}

std::string as_csv(const Matrix<Rational>& numbers) {
  std::string text;
  for (Index i = 0; i < numbers.rows(); ++i) {
    for (Index j = 0; j < numbers.cols(); ++j) {
      if (j > 0) text += ',';
      text += numbers(i, j).str();
    }
    text += '\n';
  }
  return text;
}

std::string as_matrix_market(const Matrix<Rational>& numbers) {
  std::string text = fmt::format("%%MatrixMarket matrix array real general\n{} {}\n", numbers.rows(), numbers.cols());
  for (Index j = 0; j < numbers.cols(); ++j) {
    for (Index i = 0; i < numbers.rows(); ++i) text += numbers(i, j).str() + "\n";
  }
  return text;
}

bool is_printed(const Table& table) {
  return table.samples.rows() * table.samples.cols() <= most_printed &&
         std::abs(fmpz_mat_max_bits(table.samples.numerators())) <= most_printed;
}

void require_same_when_printed(const Matrix<Rational>& numbers) {
  require(instances::parse_csv(as_csv(numbers), "printed.csv").samples.to_rational() == numbers, "printed as CSV");
  require(instances::parse_matrix_market(as_matrix_market(numbers), "printed.mtx").samples.to_rational() == numbers,
          "printed as Matrix Market");
}

/// The laws of options: turning is transposition, dropping leaves what is not constant.
template <class Parse>
void require_options(Parse parse, std::string_view bytes, const std::string& name, const Table& table) {
  const std::optional<Table> turned = read(parse, bytes, name, {.columns_are_samples = true});
  require(turned && turned->samples.transposed().to_rational() == table.samples.to_rational(), "turned");
  const std::optional<Table> dropped = read(parse, bytes, name, {.drop_constant_columns = true});
  Index constant = 0;
  for (Index j = 0; j < table.samples.cols(); ++j) constant += table.samples.is_constant_column(j) ? 1 : 0;
  require(dropped.has_value() == (constant < table.samples.cols()), "dropped all");
  if (!dropped) return;
  require(std::ssize(dropped->dropped) == constant, "labels of what was dropped");
  require(dropped->samples.cols() == table.samples.cols() - constant, "columns that are left");
}

void require_shape(const Table& table) {
  require(table.samples.rows() >= 1 && table.samples.cols() >= 1, "an empty table");
  require(table.names.empty() || std::ssize(table.names) == table.samples.cols(), "a name for each column");
  require(table.dropped.empty(), "nothing was to be dropped");
}

/// All laws that hold for every format.
template <class Parse>
std::optional<Table> check_table(Parse parse, std::string_view bytes, const std::string& name,
                                 const TableOptions& options = {}) {
  std::optional<Table> table = read(parse, bytes, name, options);
  if (!table) return table;
  require_shape(*table);
  if (!is_printed(*table)) return table;
  require_same_when_printed(table->samples.to_rational());
  if (!options.delimiter) require_options(parse, bytes, name, *table);
  return table;
}

/// One number as the file's type has it, least significant byte first. Requires: the type can hold it.
std::uint64_t encoded(const Rational& number, const instances::NumberType& type) {
  using instances::NumberKind;
  const double x = numeric::approx_double(number);
  if (type.kind == NumberKind::floating_point && type.bytes == 8) return std::bit_cast<std::uint64_t>(x);
  if (type.kind == NumberKind::floating_point) return std::bit_cast<std::uint32_t>(static_cast<float>(x));
  require(boost::multiprecision::denominator(number) == 1, "an integer");
  const Integer modulus = Integer(1) << 64;
  const Integer wrapped = number < 0 ? Integer(boost::multiprecision::numerator(number) + modulus)
                                     : Integer(boost::multiprecision::numerator(number));
  const auto word = static_cast<std::uint64_t>(wrapped);
  return type.bytes == 8 ? word : word & ((std::uint64_t{1} << (8 * type.bytes)) - 1);
}

std::uint64_t word_at(std::string_view bytes, std::size_t start, const instances::NumberType& type) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < type.bytes; ++i) {
    const std::size_t from = type.big_endian ? i : type.bytes - 1 - i;
    word = 256 * word + static_cast<unsigned char>(bytes[start + from]);
  }
  return word;
}

/// Encoding what was read gives the bytes of the file, zeros with a sign excepted.
void require_same_bytes(std::string_view bytes, const Table& table) {
  const instances::NpyHeader header = instances::parse_npy_header(bytes, bytes.size(), "fuzz.npy");
  require(static_cast<std::uint64_t>(table.samples.rows()) == header.rows, "rows as the header says");
  require(static_cast<std::uint64_t>(table.samples.cols()) == header.cols, "columns as the header says");
  require(header.data_offset + header.rows * header.cols * header.type.bytes == bytes.size(), "the whole file");
  if (header.type.kind == instances::NumberKind::floating_point && header.type.bytes == 2) return;
  for (std::uint64_t i = 0; i < header.rows; ++i) {
    for (std::uint64_t j = 0; j < header.cols; ++j) {
      const Rational number = table.samples(static_cast<Index>(i), static_cast<Index>(j));
      const std::uint64_t place = header.fortran_order ? i + j * header.rows : i * header.cols + j;
      const std::uint64_t word = word_at(bytes, header.data_offset + place * header.type.bytes, header.type);
      require(number == 0 || encoded(number, header.type) == word, "the number's own bytes");
    }
  }
}

/// Read in pieces, a file has the Gram matrix of the whole table.
void require_same_in_pieces(std::string_view bytes, const Table& table) {
  constexpr Index widest = 64;
  if (table.samples.cols() > widest) return;
  const instances::NpySamples samples(std::make_shared<instances::MemoryBytes>(bytes), "fuzz.npy");
  require(instances::exact_gram(samples) == instances::exact_gram(instances::TableSamples(table)), "read in pieces");
}

/// Symmetric where the first line says so, or symmetric but for the sign.
void require_symmetry(std::string_view bytes, const Table& table) {
  std::string first(bytes.substr(0, bytes.find('\n')));
  std::transform(first.begin(), first.end(), first.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c | 32 : c; });
  if (first.find("symmetric") == std::string::npos) return;
  const Matrix<Rational> numbers = table.samples.to_rational();
  const Matrix<Rational> transpose = numbers.transpose();
  const bool skew = first.find("skew-symmetric") != std::string::npos;
  require(skew ? numbers == Matrix<Rational>(-transpose) : numbers == transpose, "symmetry");
}

/// Each option that says how text is read: what is read is a table, and the same one where nothing is missing.
void require_dialects(std::string_view bytes, const std::optional<Table>& table) {
  using instances::Choice;
  const TableOptions dialects[] = {{.header = Choice::yes},       {.header = Choice::no},
                                   {.index_column = Choice::yes}, {.index_column = Choice::no},
                                   {.decimal_comma = true},       {.delimiter = ' ', .decimal_comma = true}};
  for (const TableOptions& dialect : dialects) {
    const std::optional<Table> other = read(instances::parse_csv, bytes, "fuzz.csv", dialect);
    if (other) require_shape(*other);
    if (other && is_printed(*other)) require_same_when_printed(other->samples.to_rational());
  }
  const std::optional<Table> dropped = read(instances::parse_csv, bytes, "fuzz.csv", {.drop_rows_with_missing = true});
  require(!table || (dropped && fmpz_mat_equal(dropped->samples.numerators(), table->samples.numerators()) != 0),
          "rows dropped where nothing is missing");
}

}  // namespace

bool check_csv(std::string_view bytes) {
  const std::optional<Table> table = check_table(instances::parse_csv, bytes, "fuzz.csv");
  if (table) {
    const auto lines = std::count(bytes.begin(), bytes.end(), '\n') + 1;
    const auto commas = std::count(bytes.begin(), bytes.end(), ',');
    require(table->samples.rows() <= lines, "at most a row for each line");
    require(table->samples.rows() * (table->samples.cols() - 1) <= commas, "a comma between cells");
  }
  require_dialects(bytes, table);
  for (const char delimiter : {';', '\t', ' '}) {
    if (bytes.find(delimiter) == std::string_view::npos) continue;
    (void)check_table(instances::parse_csv, bytes, "fuzz.csv", {.delimiter = delimiter});
  }
  return table.has_value();
}

bool check_npy(std::string_view bytes) {
  const std::optional<Table> table = check_table(instances::parse_npy, bytes, "fuzz.npy");
  if (table) require_same_bytes(bytes, *table);
  if (table && is_printed(*table)) require_same_in_pieces(bytes, *table);
  return table.has_value();
}

bool check_matrix_market(std::string_view bytes) {
  const std::optional<Table> table = check_table(instances::parse_matrix_market, bytes, "fuzz.mtx");
  if (table && is_printed(*table)) require_symmetry(bytes, *table);
  return table.has_value();
}

}  // namespace laecert::fuzz
