#include "instances/npy_samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <vector>

#include "instances/gram.hpp"
#include "instances/npy.hpp"
#include "instances/npy_bytes.hpp"
#include "instances/read_table.hpp"
#include "instances/table_samples.hpp"
#include "numeric/errors.hpp"
#include "numeric/random.hpp"

namespace laecert::instances {
namespace {

using numeric::SplitMix64;

/// The independent route: the table as one matrix of integers, multiplied by FLINT.
Matrix<Rational> whole_gram(const ScaledMatrix& samples, bool center) {
  const Index m = samples.cols();
  ScaledMatrix centered = samples;
  ScaledMatrix product(m, m, Integer(samples.denominator() * samples.denominator()));
  if (center) {
    // n X less the column sums, over n D.
    centered = ScaledMatrix(samples.rows(), m, Integer(samples.denominator() * samples.rows()));
    for (Index j = 0; j < m; ++j) {
      Rational sum = 0;
      for (Index i = 0; i < samples.rows(); ++i) sum += samples(i, j);
      for (Index i = 0; i < samples.rows(); ++i) {
        const Rational numerator = (samples(i, j) * samples.rows() - sum) * samples.denominator();
        centered.set_numerator(i, j, boost::multiprecision::numerator(numerator));
      }
    }
    product = ScaledMatrix(m, m, Integer(centered.denominator() * centered.denominator()));
  }
  fmpz_mat_mul(product.numerators(), centered.transposed().numerators(), centered.numerators());
  return product.to_rational();
}

NpySamples samples_of(const std::string& bytes, const TableOptions& options = {}) {
  return {std::make_shared<MemoryBytes>(bytes), "x.npy", options};
}

/// Random bytes that are numbers of this type: no infinity, no NaN, and booleans that are 0 or 1.
std::string random_number(SplitMix64& engine, const std::string& type) {
  const auto size = static_cast<std::size_t>(type[2] - '0');
  if (type[1] == 'b') return {static_cast<char>(engine.below(2))};
  std::uint64_t word = engine.below(8) == 0 ? 0 : engine.next();
  // The upper bit of the exponent is zero: all is finite, from the least subnormal number up to 2.
  if (type[1] == 'f') word &= ~(std::uint64_t{1} << (8 * size - 2));
  std::string bytes = little_endian_bytes(word, size);
  if (type[0] == '>') std::reverse(bytes.begin(), bytes.end());
  return bytes;
}

std::string random_file(SplitMix64& engine, const std::string& type, Index rows, Index cols, bool fortran_order) {
  std::string data;
  for (Index i = 0; i < rows * cols; ++i) data += random_number(engine, type);
  return npy_file(npy_dict(type, "(" + std::to_string(rows) + ", " + std::to_string(cols) + ")", fortran_order), data);
}

/// Doubles near each other in size, as measured data are.
std::string gaussian_like_file(SplitMix64& engine, Index rows, Index cols) {
  std::string data;
  for (Index i = 0; i < rows * cols; ++i) data += double_bytes(engine.real() - engine.real());
  return npy_file(npy_dict("<f8", "(" + std::to_string(rows) + ", " + std::to_string(cols) + ")"), data);
}

std::vector<TableOptions> selections() {
  return {{},
          {.columns = {"4", "1-2"}},
          {.columns_are_samples = true},
          {.drop_constant_columns = true},
          {.columns = {"5", "2"}, .columns_are_samples = true, .drop_constant_columns = true}};
}

TEST(NpySamples, HaveTheGramMatrixOfTheWholeTable) {
  constexpr std::uint64_t seed = 21;
  SCOPED_TRACE(seed);
  SplitMix64 engine(seed);

  for (const char* type : {"<f8", ">f8", "<f4", ">f4", "<f2", "<i8", ">i4", "|i1", "<u8", ">u2", "|b1"}) {
    for (const bool fortran_order : {false, true}) {
      const std::string file = random_file(engine, type, 9, 6, fortran_order);
      for (const TableOptions& options : selections()) {
        const Table table = parse_npy(file, "x.npy", options);
        const NpySamples samples = samples_of(file, options);

        EXPECT_EQ(samples.count(), table.samples.rows()) << type;
        EXPECT_EQ(samples.layout().dropped, table.dropped) << type;
        EXPECT_EQ(exact_gram(samples), whole_gram(table.samples, false)) << type;
        EXPECT_EQ(exact_centered_gram(samples), whole_gram(table.samples, true)) << type;
      }
    }
  }
}

TEST(NpySamples, GiveTheSameSumsInBlocksOfEveryLength) {
  constexpr std::uint64_t seed = 22;
  SCOPED_TRACE(seed);
  SplitMix64 engine(seed);
  const std::string file = random_file(engine, "<f4", 23, 3, false);
  const NpySamples samples = samples_of(file);
  GramSum whole(3);
  whole.add(samples.block(0, 23));

  for (Index length = 1; length <= 23; ++length) {
    GramSum sum(3);
    for (Index first = 0; first < 23; first += length)
      sum.add(samples.block(first, std::min<Index>(length, 23 - first)));

    EXPECT_NE(fmpz_mat_equal(sum.products(), whole.products()), 0) << length;
    EXPECT_NE(fmpz_mat_equal(sum.sums(), whole.sums()), 0) << length;
  }
}

// More samples than a block has, and than are looked at together, and a rest.
TEST(NpySamples, HaveTheGramMatrixOfSeveralFullBlocks) {
  SplitMix64 engine(23);
  const std::string file = gaussian_like_file(engine, 4 * BinaryPlanes::most_rows + 17, 65);
  const Table table = parse_npy(file, "x.npy");
  const NpySamples samples = samples_of(file);

  EXPECT_EQ(samples.block_length(), BinaryPlanes::most_rows);
  EXPECT_EQ(exact_gram(samples), whole_gram(table.samples, false));
  EXPECT_EQ(exact_gram(TableSamples(table)), whole_gram(table.samples, false));
}

TEST(NpySamples, AreExactFrom1em300To1e300) {
  const std::vector<double> numbers = {1e300, 1e-300,  -1.1e300, std::numeric_limits<double>::denorm_min(),
                                       0.0,   -3e-310, 1.7e308,  -std::numeric_limits<double>::max()};
  std::string data;
  for (const double x : numbers) data += double_bytes(x);
  const std::string file = npy_file(npy_dict("<f8", "(4, 2)"), data);
  const ScaledMatrix whole = parse_npy(file, "x.npy").samples;

  EXPECT_EQ(exact_gram(samples_of(file)), whole_gram(whole, false));
  EXPECT_EQ(exact_centered_gram(samples_of(file)), whole_gram(whole, true));
  EXPECT_GE(samples_of(file).block_length(), 1);
}

TEST(NpySamples, OfZerosHaveTheGramMatrixZero) {
  const std::string file =
      npy_file(npy_dict("<f8", "(2, 2)"), double_bytes(0) + double_bytes(-0.0) + double_bytes(0) + double_bytes(0));

  EXPECT_EQ(exact_gram(samples_of(file)), Matrix<Rational>(Matrix<Rational>::Zero(2, 2)));
}

/// What the whole reader and the streaming one say.
template <class Error>
std::vector<std::string> both_errors(const std::string& file, const TableOptions& options = {}) {
  std::vector<std::string> errors;
  try {
    parse_npy(file, "x.npy", options);
  } catch (const Error& error) {
    errors.emplace_back(error.what());
  }
  try {
    samples_of(file, options);
  } catch (const Error& error) {
    errors.emplace_back(error.what());
  }
  return errors;
}

TEST(NpySamples, RefuseWhatTheWholeReaderRefusesInTheSameWords) {
  const std::string nan = double_bytes(std::nan(""));
  const std::string infinity = double_bytes(-std::numeric_limits<double>::infinity());
  const std::string one = double_bytes(1);
  const auto same = [](const std::string& message) { return testing::ElementsAre(message, message); };

  for (const bool turned : {false, true}) {
    const TableOptions options{.columns_are_samples = turned};
    EXPECT_THAT(both_errors<DataError>(npy_file(npy_dict("<f8", "(2, 2)"), one + nan + infinity + one), options),
                same("x.npy: row 1, column 2: NaN is no finite number"));
    EXPECT_THAT(both_errors<DataError>(npy_file(npy_dict("<f8", "(2, 2)", true), one + nan + infinity + one), options),
                same("x.npy: row 1, column 2: an infinity, not a finite number"));
  }
  EXPECT_THAT(both_errors<DataError>(npy_file(npy_dict("<f8", "(2, 1)"), one)),
              same("x.npy: truncated: 2 x 1 numbers of 8 bytes, 8 bytes follow the header"));
  EXPECT_THAT(both_errors<DataError>(npy_file(npy_dict("<f8", "(1, 1)"), one + "\n")),
              same("x.npy: 1 byte after the 1 x 1 numbers"));
  EXPECT_THAT(both_errors<DataError>(npy_file(npy_dict("|u1", "(2, 2)"), "abab"), {.drop_constant_columns = true}),
              same("x.npy: every variable is constant, none is left"));
  EXPECT_THAT(both_errors<DataError>(""), same("x.npy: not a .npy file, it does not begin with \\x93NUMPY"));
  EXPECT_THAT(both_errors<UsageError>(npy_file(npy_dict("|u1", "(2, 2)"), "abcd"), {.columns = {"3"}}),
              same("--columns '3': no such column in x.npy, which has 2 and no header"));
}

/// Zeros after a header, that nobody keeps; it notes how it is read.
class LongFile final : public ByteSource {
 public:
  LongFile(std::string head, std::uint64_t zeros) : head_(std::move(head)), size_(head_.size() + zeros) {}

  [[nodiscard]] std::uint64_t size() const override { return size_; }
  void read(std::uint64_t offset, std::span<char> out) const override {
    ASSERT_LE(offset + out.size(), size_);
    total_ += out.size();
    longest_ = std::max(longest_, out.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = offset + i < head_.size() ? head_[offset + i] : '\0';
  }
  [[nodiscard]] std::uint64_t total() const { return total_; }
  [[nodiscard]] std::size_t longest() const { return longest_; }

 private:
  std::string head_;
  std::uint64_t size_;
  mutable std::uint64_t total_ = 0;
  mutable std::size_t longest_ = 0;
};

TEST(NpySamples, MayBeMoreThanATableCanHave) {
  const auto file = std::make_shared<LongFile>(npy_file(npy_dict("|u1", "(10000000000, 3)"), ""), 30'000'000'000);
  const NpySelection selection(NpyArray(file, "x.npy"), {});

  EXPECT_EQ(selection.count(), 10'000'000'000);
  EXPECT_EQ(selection.block(std::vector<Index>{9'999'999'999})(0, 2), Dyadic());
  EXPECT_THROW(NpySelection(NpyArray(file, "x.npy"), {.columns_are_samples = true}), DataError);
}

TEST(NpySamples, AreReadTwiceInPiecesOfAMegabyte) {
  constexpr std::uint64_t size = std::uint64_t{4} * 300'000;
  for (const bool fortran_order : {false, true}) {
    const std::string head = npy_file(npy_dict("|u1", "(300000, 4)", fortran_order), "");
    const auto file = std::make_shared<LongFile>(head, size);

    exact_gram(NpySamples(file, "x.npy"));

    EXPECT_LE(file->longest(), longest_npy_header);
    EXPECT_LE(file->total(), 2 * size + longest_npy_header);
  }
}

std::filesystem::path write_file(const std::string& name, const std::string& bytes) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / name;
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  return file;
}

TEST(NpySamples, NoticeThatTheirFileChanges) {
  const std::string dict = npy_dict("<f8", "(2, 1)");
  const std::filesystem::path file = write_file("changing.npy", npy_file(dict, double_bytes(1) + double_bytes(3)));
  const std::unique_ptr<const SampleBlocks> samples = open_samples(file);
  EXPECT_EQ(exact_gram(*samples)(0, 0), 10);

  write_file("changing.npy", npy_file(dict, double_bytes(1) + double_bytes(1e9)));
  EXPECT_THAT([&] { exact_gram(*samples); },
              testing::ThrowsMessage<DataError>(file.string() + ": changed while it was read"));
  write_file("changing.npy", npy_file(dict, double_bytes(0.5) + double_bytes(1)));
  EXPECT_THROW(exact_gram(*samples), DataError);
  write_file("changing.npy", npy_file(dict, double_bytes(1)));
  EXPECT_THAT([&] { exact_gram(*samples); },
              testing::ThrowsMessage<DataError>(file.string() + ": became shorter while it was read"));
}

TEST(OpenSamples, GivesTheSameSamplesForEveryFormat) {
  const std::filesystem::path csv = write_file("samples.csv", "1,2.5\n-3,0.25\n");
  const std::filesystem::path npy = write_file(
      "samples.npy",
      npy_file(npy_dict("<f8", "(2, 2)"), double_bytes(1) + double_bytes(2.5) + double_bytes(-3) + double_bytes(0.25)));

  for (const bool turned : {false, true}) {
    const TableOptions options{.columns_are_samples = turned};
    EXPECT_EQ(exact_gram(*open_samples(csv, options)), exact_gram(*open_samples(npy, options)));
  }
  EXPECT_EQ(exact_mean(*open_samples(npy))(1), Rational(11) / 8);
  EXPECT_EQ(exact_mean(*open_samples(csv))(1), Rational(11) / 8);
}

}  // namespace
}  // namespace laecert::instances
