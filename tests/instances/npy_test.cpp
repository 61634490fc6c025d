#include "instances/npy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "instances/binary_number.hpp"
#include "instances/files.hpp"
#include "instances/npy_bytes.hpp"
#include "instances/read_table.hpp"
#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "numeric/rational.hpp"
#include "tests/instances/row_by_row.hpp"

namespace laecert::instances::npy_test {
namespace {

using numeric::exact_rational;
using numeric::SplitMix64;

const std::filesystem::path files = LAECERT_TEST_FILES;

Matrix<Rational> numbers_in(const char* file) { return read_table(files / file).samples.to_rational(); }

std::string error_of(const std::string& bytes, const TableOptions& options = {}) {
  try {
    parse_npy(bytes, "x.npy", options);
  } catch (const DataError& error) {
    return error.what();
  }
  return "no DataError";
}

Rational value_of(const Dyadic& number) {
  const Rational digits = Rational(Integer(number.digits)) * (number.negative ? -1 : 1);
  const Integer power = Integer(1) << std::abs(number.exponent);
  return number.exponent >= 0 ? Rational(digits * power) : Rational(digits / power);
}

TEST(NpyReader, ReadsWhatNumPyWroteInEveryVersionAndOrder) {
  const Matrix<Rational> expected = matrix(
      2, 3, {Rational(3) / 2, Rational(-9) / 4, exact_rational(0.1), exact_rational(1e-300), 3, exact_rational(1e300)});

  for (const char* file : {"float64.npy", "float64_fortran.npy", "float64_big_endian.npy", "float64_version_2.npy",
                           "float64_version_3.npy"}) {
    EXPECT_EQ(numbers_in(file), expected) << file;
  }
}

TEST(NpyReader, ReadsWhatNumPyWroteInEveryType) {
  const Rational largest = Rational(Integer(1) << 63);

  EXPECT_EQ(numbers_in("float32.npy"), matrix(2, 2,
                                              {exact_rational(0.1F), Rational(-1) / 2, exact_rational(3e38F),
                                               exact_rational(std::numeric_limits<float>::denorm_min())}));
  // 0.1 in half precision is 1638 / 2^14, and 6e-8 its least subnormal number.
  EXPECT_EQ(numbers_in("float16_fortran.npy"),
            matrix(2, 2, {Rational(1638) / 16384, Rational(-1) / 2, 65504, Rational(1) / 16777216}));
  EXPECT_EQ(numbers_in("int64.npy"), matrix(2, 2, {-largest, largest - 1, -1, 0}));
  EXPECT_EQ(numbers_in("uint64_big_endian.npy"), matrix(2, 2, {2 * largest - 1, 0, 1, largest}));
  EXPECT_EQ(numbers_in("bool.npy"), matrix(2, 2, {1, 0, 0, 1}));
}

TEST(NpyReader, RefusesWhatNumPyWroteAndIsNoTableOfNumbers) {
  const auto error_in = [](const char* file) { return error_of(read_text_file(files / file)); };
  const std::string expected = "expected f2, f4, f8, i1 to i8, u1 to u8 or b1 with its byte order: '<f8'";

  EXPECT_EQ(error_in("vector.npy"), "x.npy: an array with 1 dimension; a table has two, rows and columns");
  EXPECT_EQ(error_in("complex.npy"), "x.npy: numbers of type '<c16' (complex numbers), " + expected);
  EXPECT_EQ(error_in("object.npy"), "x.npy: numbers of type '|O' (Python objects), " + expected);
  EXPECT_EQ(error_in("text.npy"), "x.npy: numbers of type '<U1' (text), " + expected);
  EXPECT_EQ(error_in("record.npy"), "x.npy: a structured type; expected one type of number for the whole table");
}

TEST(NpyReader, ReadsIntegersOfEverySize) {
  for (const std::size_t bytes : {1U, 2U, 4U, 8U}) {
    const std::string minus_two = little_endian_bytes(~std::uint64_t{0} - 1, bytes);
    const std::string order = bytes == 1 ? "|" : "<";
    const std::string type = std::to_string(bytes);
    const Rational modulus = Rational(Integer(1) << static_cast<int>(8 * bytes));

    const Table with_sign = parse_npy(npy_file(npy_dict(order + "i" + type, "(1, 1)"), minus_two), "x.npy");
    const Table without = parse_npy(npy_file(npy_dict(order + "u" + type, "(1, 1)"), minus_two), "x.npy");

    EXPECT_EQ(with_sign.samples(0, 0), -2) << bytes;
    EXPECT_EQ(without.samples(0, 0), modulus - 2) << bytes;
  }
}

TEST(NpyReader, TakesEveryFormOfTheHeader) {
  const std::string number = double_bytes(1);
  for (const char* dict : {"{'descr':'<f8','fortran_order':False,'shape':(1,1)}",
                           "{ \"shape\" : ( 1L , 1L, ) , \"fortran_order\" : True , \"descr\" : \"<f8\" , }   \n"}) {
    for (const int version : {1, 2, 3}) {
      EXPECT_EQ(parse_npy(npy_file(dict, number, version), "x.npy").samples(0, 0), 1) << dict << version;
    }
  }
}

struct Malformed {
  std::string bytes;
  std::string message;
};

TEST(NpyReader, AnswersMalformedHeadersWithOneLine) {
  const auto with_dict = [](const std::string& dict) { return npy_file(dict, double_bytes(1)); };
  const std::vector<Malformed> table = {
      {"", "x.npy: not a .npy file, it does not begin with \\x93NUMPY"},
      {"1,2\n3,4\n", "x.npy: not a .npy file, it does not begin with \\x93NUMPY"},
      {"\x93NUMPY\1", "x.npy: truncated before the version"},
      {std::string("\x93NUMPY\4\0\0\0\0\0", 12), "x.npy: .npy version 4.0, expected 1.0, 2.0 or 3.0"},
      {std::string("\x93NUMPY\1\1\0\0", 10), "x.npy: .npy version 1.1, expected 1.0, 2.0 or 3.0"},
      {std::string("\x93NUMPY\1\0\0", 9), "x.npy: truncated before the header"},
      {std::string("\x93NUMPY\2\0\xff\xff\xff\xff{}", 14), "x.npy: truncated in the header: 2 bytes of 4294967295"},
      {with_dict(""), "x.npy: header, character 1: expected {"},
      {with_dict("{}"), "x.npy: header without the key 'descr'"},
      {with_dict("{'descr': '<f8', 'shape': (1, 1)}"), "x.npy: header without the key 'fortran_order'"},
      {with_dict("{'descr': '<f8', 'fortran_order': False}"), "x.npy: header without the key 'shape'"},
      {with_dict("{'descr': '<f8', 'descr': '<f8'}"), "x.npy: header has the key 'descr' twice"},
      {with_dict("{'dtype': '<f8'}"), "x.npy: header has the key 'dtype', expected descr, fortran_order, shape"},
      {with_dict("{'descr' '<f8'}"), "x.npy: header, character 10: expected :"},
      {with_dict("{'descr': '<f8' 'shape': (1, 1)}"), "x.npy: header, character 17: expected ,"},
      {with_dict("{'descr': <f8"), "x.npy: header, character 11: expected a string"},
      {with_dict("{'descr': '<f8"), "x.npy: header, character 11: expected a string that is closed"},
      {with_dict("{'descr': '<f\\x38'}"), "x.npy: header, character 11: expected a string without escapes"},
      {with_dict("{'fortran_order': 0}"), "x.npy: header, character 19: expected True or False"},
      {with_dict("{'shape': 1}"), "x.npy: header, character 11: expected ("},
      {with_dict("{'shape': (1)}"), "x.npy: header, character 13: expected ,"},
      {with_dict("{'shape': (-1, 1)}"), "x.npy: header, character 12: expected a whole number below 2^64"},
      {with_dict("{'shape': (18446744073709551616, 1)}"),
       "x.npy: header, character 12: expected a whole number below 2^64"},
      {with_dict("{'shape': (1, 1"), "x.npy: header, character 16: expected ,"},
      {with_dict(npy_dict("<f8", "(1, 1)") + "x"), "x.npy: header, character 61: expected nothing after the dict"},
      {with_dict(npy_dict("<f8", "()")), "x.npy: an array with 0 dimensions; a table has two, rows and columns"},
      {with_dict(npy_dict("<f8", "(1, 1, 1)")), "x.npy: an array with 3 dimensions; a table has two, rows and columns"},
      {with_dict(npy_dict("<f8", "(0, 4)")), "x.npy: 0 x 4 numbers, expected at least 1 x 1"},
      {with_dict(npy_dict("<f8", "(4, 0)")), "x.npy: 4 x 0 numbers, expected at least 1 x 1"},
  };

  for (const Malformed& row : table) EXPECT_EQ(error_of(row.bytes), row.message);
}

TEST(NpyReader, RefusesTypesThatAreNotRead) {
  EXPECT_EQ(error_of(npy_file(npy_dict("<f16", "(1, 1)"), "")),
            "x.npy: numbers of type '<f16' (no size that is read), expected f2, f4, f8, i1 to i8, u1 to u8 or b1 with "
            "its byte order: '<f8'");
  for (const char* type : {"<f16", "<f1", "<f3", "<i3", "<i16", "|b2", "<b8", "<M8",  "|V8",  "|S8",
                           "<c8",  "|O8", "<x8", "",    "<",    "f",   "<f",  "<f88", "<<f8", "float64"}) {
    EXPECT_THAT(error_of(npy_file(npy_dict(type, "(1, 1)"), double_bytes(1))), testing::StartsWith("x.npy: numbers of"))
        << type;
  }
  for (const char* type : {"f8", "=f8", "|f8", "|i2", "i1"}) {
    EXPECT_THAT(error_of(npy_file(npy_dict(type, "(1, 1)"), double_bytes(1))), testing::HasSubstr("without byte order"))
        << type;
  }
}

TEST(NpyReader, ComparesTheShapeWithTheFileBeforeItAllocates) {
  const std::string two = double_bytes(1) + double_bytes(2);

  EXPECT_EQ(error_of(npy_file(npy_dict("<f8", "(1000000000000, 4)"), two)),
            "x.npy: truncated: 1000000000000 x 4 numbers of 8 bytes, 16 bytes follow the header");
  EXPECT_EQ(error_of(npy_file(npy_dict("<f8", "(18446744073709551615, 18446744073709551615)"), two)),
            "x.npy: truncated: 18446744073709551615 x 18446744073709551615 numbers of 8 bytes, 16 bytes follow the "
            "header");
  // 2^61 numbers of 8 bytes: the product is 0 modulo 2^64.
  EXPECT_EQ(error_of(npy_file(npy_dict("<f8", "(2305843009213693952, 1)"), "")),
            "x.npy: truncated: 2305843009213693952 x 1 numbers of 8 bytes, 0 bytes follow the header");
  EXPECT_EQ(error_of(npy_file(npy_dict("|u1", "(1, 2)"), "a")),
            "x.npy: truncated: 1 x 2 numbers of 1 byte, 1 byte follow the header");
  EXPECT_EQ(error_of(npy_file(npy_dict("<f8", "(1, 1)"), two)), "x.npy: 8 bytes after the 1 x 1 numbers");
  EXPECT_EQ(error_of(npy_file(npy_dict("<f8", "(1, 2)"), two + "\n")), "x.npy: 1 byte after the 1 x 2 numbers");
}

TEST(NpyReader, NamesTheRowAndColumnOfWhatIsNotFinite) {
  const std::string nan = double_bytes(std::nan(""));
  const std::string infinity = double_bytes(-std::numeric_limits<double>::infinity());
  const std::string one = double_bytes(1);

  EXPECT_EQ(error_of(npy_file(npy_dict("<f8", "(2, 2)"), one + one + nan + one)),
            "x.npy: row 2, column 1: NaN is no finite number");
  EXPECT_EQ(error_of(npy_file(npy_dict("<f8", "(2, 2)", true), one + one + infinity + one)),
            "x.npy: row 1, column 2: an infinity, not a finite number");
  EXPECT_EQ(error_of(npy_file(npy_dict("<f2", "(1, 1)"), little_endian_bytes(0x7c01, 2))),
            "x.npy: row 1, column 1: NaN is no finite number");
  EXPECT_EQ(error_of(npy_file(npy_dict(">f4", "(1, 1)"), std::string("\x7f\x80\0\0", 4))),
            "x.npy: row 1, column 1: an infinity, not a finite number");
  EXPECT_EQ(error_of(npy_file(npy_dict("|b1", "(1, 2)"), "\1\2")),
            "x.npy: row 1, column 2: a boolean that is neither 0 nor 1");
}

TEST(NpyReader, LooksOnlyAtTheChosenColumns) {
  const std::string data = double_bytes(1) + double_bytes(std::nan("")) + double_bytes(3);
  const std::string file = npy_file(npy_dict("<f8", "(1, 3)"), data);

  const Table table = parse_npy(file, "x.npy", {.columns = {"3", "1"}});

  EXPECT_EQ(table.samples.to_rational(), matrix(1, 2, {3, 1}));
  EXPECT_TRUE(table.names.empty());
  EXPECT_THROW(parse_npy(file, "x.npy", {.columns = {"a"}}), UsageError);
}

TEST(BinaryNumber, IsTheDoubleThatItsBitsAre) {
  constexpr std::uint64_t seed = 3;
  SCOPED_TRACE(seed);
  SplitMix64 engine(seed);
  std::vector<double> values = {0.0,
                                -0.0,
                                1.0,
                                -1.5,
                                std::numeric_limits<double>::denorm_min(),
                                std::nextafter(std::numeric_limits<double>::min(), 0.0),
                                std::numeric_limits<double>::min(),
                                std::numeric_limits<double>::max(),
                                std::numeric_limits<double>::lowest()};
  for (int i = 0; i < 2000; ++i) values.push_back(std::bit_cast<double>(engine.next()));

  for (const double x : values) {
    const std::optional<Dyadic> number = read_binary_number(double_bytes(x), {NumberKind::floating_point, 8, false});

    ASSERT_EQ(number.has_value(), std::isfinite(x)) << x;
    if (!number) continue;
    EXPECT_EQ(value_of(*number), exact_rational(x)) << x;
  }
}

TEST(BinaryNumber, IsTheFloatThatItsBitsAre) {
  constexpr std::uint64_t seed = 4;
  SCOPED_TRACE(seed);
  SplitMix64 engine(seed);

  for (int i = 0; i < 2000; ++i) {
    const auto word = static_cast<std::uint32_t>(engine.next());
    const float x = std::bit_cast<float>(word);
    const std::optional<Dyadic> number =
        read_binary_number(little_endian_bytes(word, 4), {NumberKind::floating_point, 4, false});

    ASSERT_EQ(number.has_value(), std::isfinite(x)) << x;
    if (!number) continue;
    EXPECT_EQ(value_of(*number), exact_rational(x)) << x;
  }
}

// Each of the 2^16 patterns, against the definition: five bits of exponent with bias 15, ten of fraction.
TEST(BinaryNumber, IsEveryHalfPrecisionNumber) {
  for (unsigned word = 0; word < 65536; ++word) {
    const int exponent = static_cast<int>(word >> 10 & 31);
    const int fraction = static_cast<int>(word & 1023);
    const double modulus = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);

    const std::optional<Dyadic> number =
        read_binary_number(little_endian_bytes(word, 2), {NumberKind::floating_point, 2, false});

    ASSERT_EQ(number.has_value(), exponent != 31) << word;
    if (!number) continue;
    ASSERT_EQ(value_of(*number), exact_rational(word >> 15 == 1 ? -modulus : modulus)) << word;
  }
}

}  // namespace
}  // namespace laecert::instances::npy_test
