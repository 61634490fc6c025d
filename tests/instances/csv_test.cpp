#include "instances/csv.hpp"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "instances/columns.hpp"
#include "instances/errors.hpp"
#include "numeric/power_of_ten.hpp"
#include "tests/instances/row_by_row.hpp"

namespace laecert::instances::csv_test {
namespace {

using testing::ElementsAre;

struct Malformed {
  std::string text;
  std::string message;
};

std::string error_of(const std::string& text, const TableOptions& options = {}) {
  try {
    parse_csv(text, "data.csv", options);
  } catch (const DataError& error) {
    return error.what();
  }
  return "no DataError";
}

std::string usage_error_of(const std::string& text, const TableOptions& options) {
  try {
    parse_csv(text, "data.csv", options);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no UsageError";
}

bool reads_as(const std::string& text, const Matrix<Rational>& expected) {
  return parse_csv(text, "data.csv").samples.to_rational() == expected;
}

TEST(CsvReader, ReadsEveryToleratedForm) {
  const Matrix<Rational> expected = matrix(2, 2, {1, Rational(1) / 2, -3, 4});

  EXPECT_TRUE(reads_as("1,0.5\n-3,4\n", expected));
  EXPECT_TRUE(reads_as("1,0.5\n-3,4", expected));
  EXPECT_TRUE(reads_as("1,0.5\r\n-3,4\r\n", expected));
  EXPECT_TRUE(
      reads_as("\xEF\xBB\xBF"
               "1,0.5\n-3,4\n",
               expected));
  EXPECT_TRUE(reads_as("a,b\n1,0.5\n-3,4\n\n \n", expected));
  EXPECT_TRUE(reads_as("\"a,x\",\"b\"\n\"1\", 1/2 \n\t-3 ,\"4\" \n", expected));
  EXPECT_TRUE(reads_as("+1.000e+00,5e-1\n-03,4.\n", expected));
}

TEST(CsvReader, AnswersMalformedInputWithOneLine) {
  const std::vector<Malformed> table = {
      {"", "data.csv:1: empty file, expected numbers"},
      {"\xEF\xBB\xBF\n\n", "data.csv:1: empty file, expected numbers"},
      {"1,2,3,4\n1,2,3\n", "data.csv:2: 3 values, expected 4"},
      {"1,2\n3\n", "data.csv:2: 1 value, expected 2"},
      {"a,b\n1,2\n3,4,5\n", "data.csv:3: 3 values, expected 2"},
      {"1,2\n3,\n", "data.csv:2:2: empty, expected a number"},
      {"1,2\n3,abc\n", "data.csv:2:2: 'abc' is not a number (character 1)"},
      {"1,2\n3,4x\n", "data.csv:2:2: '4x' is not a number (character 2)"},
      {"1,2\nnan,4\n", "data.csv:2:1: 'nan' is no finite number"},
      {"nan,nan\n1,2\n", "data.csv:1:1: 'nan' is no finite number"},
      {"1,2\n3,-inf\n", "data.csv:2:2: '-inf' is an infinity, not a finite number"},
      {"1,2\n1/0,2\n", "data.csv:2:1: '1/0' has denominator zero"},
      {"1e99999,1e99999\n1,2\n", "data.csv:1:1: '1e99999' has an exponent beyond +-10000"},
      {"1,2\n3,1e1000000000\n", "data.csv:2:2: '1e1000000000' has an exponent beyond +-10000"},
      {"1,2\n3,Infinity\n", "data.csv:2:2: 'Infinity' is an infinity, not a finite number"},
      {"0x10,2\n", "data.csv:1:1: '0x10' is hexadecimal; numbers are decimal"},
      {"NA,NA\n1,2\n", "data.csv:1:1: 'NA' is not a number (character 1)"},
      {"5.1x\n1\n2\n", "data.csv:1:1: '5.1x' is not a number (character 4)"},
      {",\n1,2\n", "data.csv:1:1: empty, expected a number"},
      {"id,1,2\n", "data.csv:1:1: 'id' is not a number (character 1)"},
      {"a,b\n", "data.csv:1: a header and no data"},
      {"a,b\nc,d\n", "data.csv:2:1: 'c' is not a number (character 1)"},
      {"1,2\n\n3,4\n", "data.csv:2: blank line between data"},
      {"1,2\n3,\"4\n", "data.csv:2:2: quote not closed on this line"},
      {"1,2\n\"3\"x,4\n", "data.csv:2:1: text after a closing quote"},
      {"1,2\n3,\"\"\n", "data.csv:2:2: empty, expected a number"},
      {"1;2\n", "data.csv:1:1: '1;2' is not a number (character 2)"},
      {std::string("1,2\n3,4\0\n", 9), "data.csv:2: a zero byte: text in UTF-16, or no text; save it as UTF-8"},
  };

  for (const Malformed& row : table) {
    EXPECT_EQ(error_of(row.text), row.message) << row.text;
  }
}

TEST(CsvReader, RefusesBareCarriageReturns) {
  EXPECT_EQ(error_of("1,2\r3,4\r"), "data.csv:1:2: '2?3' is not a number (character 2)");
}

TEST(CsvReader, TakesAFirstLineOfNamesAsHeader) {
  EXPECT_THAT(parse_csv("sepal,2nd,\n1,2,3\n", "data.csv").names, ElementsAre("sepal", "2nd", ""));
  EXPECT_THAT(parse_csv("\"a \"\"b\"\"\",Na\n1,2\n", "data.csv").names, ElementsAre("a \"b\"", "Na"));
  EXPECT_TRUE(parse_csv("1,2\n", "data.csv").names.empty());
}

TEST(CsvReader, ChoosesColumnsByNameNumberAndRange) {
  const std::string text = "species,a,b,c\nsetosa,1,2,3\nvirginica,4,5,6\n";

  const Table table = parse_csv(text, "data.csv", {.columns = {"c", "2-3"}});

  EXPECT_EQ(table.samples.to_rational(), matrix(2, 3, {3, 1, 2, 6, 4, 5}));
  EXPECT_THAT(table.names, ElementsAre("c", "a", "b"));
}

TEST(CsvReader, RefusesColumnsThatAreNotThere) {
  const std::string text = "a,b\n1,2\n";

  EXPECT_EQ(usage_error_of(text, {.columns = {"x"}}),
            "--columns 'x': no such column in data.csv, which has 2 with a header: 'a', 'b'");
  for (const char* entry : {"0", "3", "2-1", "1-3", "-1", "3-", "-", "1.0", "", "99999999999999999999"}) {
    EXPECT_NE(usage_error_of(text, {.columns = {entry}}), "no UsageError") << entry;
  }
  EXPECT_EQ(usage_error_of(text, {.columns = {"1-2", "a"}}), "--columns 'a': column 1 is chosen twice");
}

TEST(CsvReader, RefusesANameThatSeveralColumnsHave) {
  const std::string text = "a,b,a\n1,2,3\n";

  EXPECT_EQ(usage_error_of(text, {.columns = {"a"}}), "--columns 'a': 2 columns of data.csv have this name");
  EXPECT_EQ(parse_csv(text, "data.csv", {.columns = {"b", "3"}}).samples.to_rational(), matrix(1, 2, {2, 3}));
}

TEST(CsvReader, LooksOnlyAtTheChosenColumns) {
  const std::string text = "setosa,1,nan\nvirginica,2,\n";

  EXPECT_EQ(parse_csv(text, "data.csv", {.columns = {"2"}}).samples.to_rational(), matrix(2, 1, {1, 2}));
}

TEST(CsvReader, TurnsTablesWhoseColumnsAreSamples) {
  const Table table = parse_csv("s1,s2,s3\n1,2,3\n4,5,6\n", "data.csv", {.columns_are_samples = true});

  EXPECT_EQ(table.samples.to_rational(), matrix(3, 2, {1, 4, 2, 5, 3, 6}));
  EXPECT_TRUE(table.names.empty());
}

TEST(CsvReader, SaysWhichConstantColumnsItDropped) {
  const Table named = parse_csv("a,b,c\n1,7.0,0\n2,7,0\n", "data.csv", {.drop_constant_columns = true});
  const Table plain = parse_csv("0,1,7\n0,2,7\n", "data.csv", {.drop_constant_columns = true});
  const Table turned =
      parse_csv("1,2\n5,5\n", "data.csv", {.columns_are_samples = true, .drop_constant_columns = true});

  EXPECT_THAT(named.dropped, ElementsAre("b", "c"));
  EXPECT_THAT(named.names, ElementsAre("a"));
  EXPECT_EQ(named.samples.to_rational(), matrix(2, 1, {1, 2}));
  EXPECT_THAT(plain.dropped, ElementsAre("column 1", "column 3"));
  EXPECT_THAT(turned.dropped, ElementsAre("line 2"));
  EXPECT_EQ(error_of("1,2\n1,2\n", {.drop_constant_columns = true}),
            "data.csv: every variable is constant, none is left");
}

TEST(CsvReader, TakesOtherDelimiters) {
  EXPECT_EQ(parse_csv("1;2\n3;4\n", "d", {.delimiter = ';'}).samples.to_rational(), matrix(2, 2, {1, 2, 3, 4}));
  EXPECT_EQ(parse_csv("1\t2\n3\t\"4\"\n", "d", {.delimiter = '\t'}).samples.to_rational(), matrix(2, 2, {1, 2, 3, 4}));
  EXPECT_EQ(error_of("1\t\t2\n", {.delimiter = '\t'}), "data.csv:1:2: empty, expected a number");
  EXPECT_EQ(usage_error_of("1,2\n", {.delimiter = '.'}), "--delimiter '.' cannot separate numbers");
}

TEST(CsvReader, KeepsLongAndMixedNumbersExact) {
  const Table table = parse_csv("1/3,0.1\n123456789012345678901234567890,1e-30\n", "data.csv");
  const Rational tiny = Rational(1) / Rational(numeric::power_of_ten(30));

  EXPECT_EQ(table.samples(0, 0), Rational(1) / 3);
  EXPECT_EQ(table.samples(0, 1), Rational(1) / 10);
  EXPECT_EQ(table.samples(1, 0), Rational("123456789012345678901234567890"));
  EXPECT_EQ(table.samples(1, 1), tiny);
}

TEST(CsvReader, ReadsWhatSavetxtWrites) {
  const Table table = parse_csv("1.000000000000000000e+00,-2.500000000000000000e-01\n", "data.csv");

  EXPECT_EQ(table.samples.to_rational(), matrix(1, 2, {1, Rational(-1) / 4}));
}

// A fraction with a denominator of 99990 digits takes 332000 bits; four without a common factor are too many.
TEST(CsvReader, BoundsTheCommonDenominator) {
  const std::string zeros(99'985, '0');
  std::string text;
  for (int i = 0; i < 4; ++i) text += fmt::format("1/1{}{}\n", zeros, 2 * i + 1);

  EXPECT_EQ(error_of(text),
            "data.csv:4:1: the common denominator of the numbers up to here has more than 1000000 bits");
}

// 1e-10000 next to 1e10000 takes 66440 bits for each number; 600000 of them would take 5 GB.
TEST(CsvReader, BoundsTheMemoryOfAllNumbersTogether) {
  std::string text = "1e-10000,1e10000\n";
  for (int i = 1; i < 300'000; ++i) text += "1,1\n";

  EXPECT_EQ(error_of(text),
            "data.csv: 300000 x 2 numbers of up to 66440 bits over their common denominator take more than 4 GB");
}

TEST(CsvReader, SeparatesMissingFilesFromMalformedOnes) {
  const std::filesystem::path folder = testing::TempDir();

  EXPECT_THROW(read_csv(folder / "no_such_file.csv"), MissingFileError);
  EXPECT_THROW(read_csv(folder), MissingFileError);
  std::ofstream(folder / "ragged.csv") << "1,2\n3\n";
  EXPECT_THROW(read_csv(folder / "ragged.csv"), DataError);
}

TEST(ColumnList, SplitsAtCommasOutsideQuotes) {
  EXPECT_THAT(parse_column_list("1,3-5, petal_width ,\"a,b\""), ElementsAre("1", "3-5", "petal_width", "a,b"));
  EXPECT_THROW(parse_column_list("1,,2"), UsageError);
  EXPECT_THROW(parse_column_list(""), UsageError);
  EXPECT_THROW(parse_column_list("\"a"), UsageError);
}

}  // namespace
}  // namespace laecert::instances::csv_test
