#include "instances/matrix_market.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "numeric/errors.hpp"
#include "tests/instances/row_by_row.hpp"

namespace laecert::instances::matrix_market_test {
namespace {

using testing::ElementsAre;

/// A file whose first line has these words after `matrix`.
std::string file(const std::string& words, const std::string& rest) {
  return "%%MatrixMarket matrix " + words + "\n" + rest;
}

Matrix<Rational> numbers_in(const std::string& text) {
  return parse_matrix_market(text, "x.mtx").samples.to_rational();
}

std::string error_of(const std::string& text) {
  try {
    parse_matrix_market(text, "x.mtx");
  } catch (const DataError& error) {
    return error.what();
  }
  return "no DataError";
}

TEST(MatrixMarketReader, ReadsArraysColumnAfterColumn) {
  const Matrix<Rational> expected = matrix(2, 3, {1, Rational(1) / 2, -3, 4, Rational(1) / 10, 6});

  EXPECT_EQ(numbers_in(file("array real general", "2 3\n1\n4\n0.5\n1e-1\n-3\n6\n")), expected);
  EXPECT_EQ(numbers_in(file("ARRAY Real GENERAL", "% a comment\n%\n\n2 3\n\n1\n4\n1/2\n.1\n-3\n+6")), expected);
  EXPECT_EQ(numbers_in("%%matrixmarket\tMATRIX  array real general \r\n2 3\r\n1\r\n4\r\n0.5\r\n0.1\r\n-3\r\n6\r\n"),
            expected);
}

TEST(MatrixMarketReader, ReadsTheLowerTriangleOfSymmetricArrays) {
  EXPECT_EQ(numbers_in(file("array integer symmetric", "2 2\n1\n2\n3\n")), matrix(2, 2, {1, 2, 2, 3}));
  EXPECT_EQ(numbers_in(file("array real skew-symmetric", "3 3\n1\n2\n3\n")),
            matrix(3, 3, {0, -1, -2, 1, 0, -3, 2, 3, 0}));
  EXPECT_EQ(numbers_in(file("array real skew-symmetric", "1 1\n")), matrix(1, 1, {0}));
}

TEST(MatrixMarketReader, ReadsEntriesWithIndicesFromOne) {
  EXPECT_EQ(numbers_in(file("coordinate real general", "2 3 2\n2 3 0.1\n1 1 -7\n")),
            matrix(2, 3, {-7, 0, 0, 0, 0, Rational(1) / 10}));
  EXPECT_EQ(numbers_in(file("coordinate integer symmetric", "2 2 2\n2 1 5\n2 2 6\n")), matrix(2, 2, {0, 5, 5, 6}));
  EXPECT_EQ(numbers_in(file("coordinate real skew-symmetric", "2 2 1\n2 1 1/3\n")),
            matrix(2, 2, {0, Rational(-1) / 3, Rational(1) / 3, 0}));
  EXPECT_EQ(numbers_in(file("coordinate real general", "1 2 0\n")), matrix(1, 2, {0, 0}));
}

struct Malformed {
  std::string text;
  std::string message;
};

TEST(MatrixMarketReader, AnswersAMalformedFirstLineWithOneLine) {
  const std::vector<Malformed> table = {
      {"", "x.mtx:1: empty file, expected %%MatrixMarket"},
      {"1 2\n", "x.mtx:1: not a Matrix Market file, it does not begin with %%MatrixMarket"},
      {"\n", "x.mtx:1: not a Matrix Market file, it does not begin with %%MatrixMarket"},
      {"%%MatrixMarket matrix array real\n",
       "x.mtx:1: 4 words, expected five: %%MatrixMarket matrix array|coordinate real|integer "
       "general|symmetric|skew-symmetric"},
      {"%%MatrixMarket vector array real general\n", "x.mtx:1: object 'vector', expected matrix"},
      {file("dense real general", ""), "x.mtx:1: format 'dense', expected array or coordinate"},
      {file("coordinate pattern general", ""),
       "x.mtx:1: a pattern matrix has places and no numbers; expected real or integer"},
      {file("array complex general", ""), "x.mtx:1: a complex matrix; expected real or integer numbers"},
      {file("array double general", ""), "x.mtx:1: numbers of type 'double', expected real or integer"},
      {file("array real hermitian", ""), "x.mtx:1: a hermitian matrix is complex; a real one is called symmetric"},
      {file("array real skew", ""), "x.mtx:1: symmetry 'skew', expected general, symmetric or skew-symmetric"},
  };

  for (const Malformed& row : table) EXPECT_EQ(error_of(row.text), row.message) << row.text;
}

TEST(MatrixMarketReader, AnswersMalformedSizesWithOneLine) {
  const std::string array = "array real general";
  const std::string entries = "coordinate real general";
  const std::vector<Malformed> table = {
      {file(array, ""), "x.mtx:1: the file ends before its sizes"},
      {file(array, "% only\n\n"), "x.mtx:3: the file ends before its sizes"},
      {file(array, "2\n"), "x.mtx:2: 1 value, expected 2: rows, columns"},
      {file(array, "2 2 4\n"), "x.mtx:2: 3 values, expected 2: rows, columns"},
      {file(entries, "2 2\n"), "x.mtx:2: 2 values, expected 3: rows, columns, entries"},
      {file(array, "-2 2\n"), "x.mtx:2: the number of rows is '-2', expected a whole number"},
      {file(array, "2 2.0\n"), "x.mtx:2: the number of columns is '2.0', expected a whole number"},
      {file(array, "99999999999999999999 2\n"),
       "x.mtx:2: the number of rows is '99999999999999999999', expected a whole number"},
      {file(entries, "2 2 x\n"), "x.mtx:2: the number of entries is 'x', expected a whole number"},
      {file(array, "0 2\n"), "x.mtx:2: 0 x 2 numbers, expected at least 1 x 1"},
      {file("array real symmetric", "2 3\n"), "x.mtx:2: a symmetric matrix of 2 x 3 numbers, expected a square one"},
  };

  for (const Malformed& row : table) EXPECT_EQ(error_of(row.text), row.message) << row.text;
}

TEST(MatrixMarketReader, BoundsTheSizeBeforeItAllocates) {
  EXPECT_EQ(error_of(file("coordinate real general", "1000000 1000000 1\n1 1 1\n")),
            "x.mtx:2: 1000000 x 1000000 numbers, at most 25000000 are read");
  EXPECT_EQ(error_of(file("array real general", "1000000000000 2\n1\n")),
            "x.mtx:2: 1000000000000 x 2 numbers, at most 100000000 are read");
  // 2^32 x 2^32 is 0 modulo 2^64.
  EXPECT_EQ(error_of(file("array real general", "4294967296 4294967296\n1\n")),
            "x.mtx:2: 4294967296 x 4294967296 numbers, at most 100000000 are read");
  EXPECT_EQ(error_of(file("array real general", "10000 10000\n1\n")),
            "x.mtx:3: the file ends after 1 of 100000000 numbers");
  EXPECT_EQ(error_of(file("coordinate real general", "2 2 18446744073709551615\n1 1 1\n")),
            "x.mtx:3: the file ends after 1 of 18446744073709551615 entries");
}

TEST(MatrixMarketReader, AnswersMalformedValuesWithOneLine) {
  const std::string array = "array real general";
  const std::vector<Malformed> table = {
      {file(array, "1 2\n1\n"), "x.mtx:3: the file ends after 1 of 2 numbers"},
      {file(array, "1 2\n1\n2\n3\n"), "x.mtx:5: a line after the 2 that the sizes ask for"},
      {file(array, "1 2\n1 2\n"), "x.mtx:3: 2 values, expected 1: one number a line"},
      {file(array, "1 1\nabc\n"), "x.mtx:3: 'abc' is not a number (character 1)"},
      {file(array, "1 1\n\nnan\n"), "x.mtx:4: 'nan' is no finite number"},
      {file(array, "1 1\n-inf\n"), "x.mtx:3: '-inf' is an infinity, not a finite number"},
      {file(array, "1 1\n1/0\n"), "x.mtx:3: '1/0' has denominator zero"},
      {file(array, "1 1\n1e1000000000\n"), "x.mtx:3: '1e1000000000' has an exponent beyond +-10000"},
      {file(array, "1 1\n1.0D0\n"), "x.mtx:3: '1.0D0' is not a number (character 4)"},
      {file(array, "1 1\n% late\n1\n"), "x.mtx:3: a comment after the sizes"},
      {file("array integer general", "1 1\n1.5\n"), "x.mtx:3: '1.5' in a matrix of integers"},
      {file("array integer general", "1 1\n1e0\n"), "x.mtx:3: '1e0' in a matrix of integers"},
      {file("array real symmetric", "2 2\n1\n2\n3\n4\n"), "x.mtx:6: a line after the 3 that the sizes ask for"},
  };

  for (const Malformed& row : table) EXPECT_EQ(error_of(row.text), row.message) << row.text;
}

TEST(MatrixMarketReader, AnswersMalformedEntriesWithOneLine) {
  const std::string general = "coordinate real general";
  const std::string symmetric = "coordinate real symmetric";
  const std::vector<Malformed> table = {
      {file(general, "2 2 1\n1 1\n"), "x.mtx:3: 2 values, expected 3: row, column, number"},
      {file(general, "2 2 1\n0 1 1\n"), "x.mtx:3: row 0, expected 1 to 2"},
      {file(general, "2 2 1\n3 1 1\n"), "x.mtx:3: row 3, expected 1 to 2"},
      {file(general, "2 3 1\n2 4 1\n"), "x.mtx:3: column 4, expected 1 to 3"},
      {file(general, "2 2 1\n1 x 1\n"), "x.mtx:3: column is 'x', expected a whole number"},
      {file(general, "2 2 2\n1 2 1\n1 2 1\n"), "x.mtx:4: entry (1,2) comes twice"},
      {file(general, "2 2 2\n1 2 1\n"), "x.mtx:3: the file ends after 1 of 2 entries"},
      {file(general, "2 2 1\n1 2 1\n2 2 1\n"), "x.mtx:4: a line after the 1 that the sizes ask for"},
      {file(general, "2 2 1\n1 2 x\n"), "x.mtx:3: 'x' is not a number (character 1)"},
      {file(symmetric, "2 2 1\n1 2 1\n"),
       "x.mtx:3: entry (1,2) above the diagonal of a symmetric matrix, which is given by its lower triangle"},
      {file("coordinate real skew-symmetric", "2 2 1\n2 2 0\n"),
       "x.mtx:3: entry (2,2) on the diagonal of a skew-symmetric matrix, which is given by its lower triangle"},
  };

  for (const Malformed& row : table) EXPECT_EQ(error_of(row.text), row.message) << row.text;
}

TEST(MatrixMarketReader, TakesTheOptionsOfEveryTable) {
  const std::string text = file("array real general", "2 3\n1\n4\n7\n7\n3\n6\n");

  const Table chosen = parse_matrix_market(text, "x.mtx", {.columns = {"3", "1"}});
  const Table turned = parse_matrix_market(text, "x.mtx", {.columns_are_samples = true});
  const Table dropped = parse_matrix_market(text, "x.mtx", {.drop_constant_columns = true});

  EXPECT_EQ(chosen.samples.to_rational(), matrix(2, 2, {3, 1, 6, 4}));
  EXPECT_EQ(turned.samples.to_rational(), matrix(3, 2, {1, 4, 7, 7, 3, 6}));
  EXPECT_EQ(dropped.samples.to_rational(), matrix(2, 2, {1, 3, 4, 6}));
  EXPECT_THAT(dropped.dropped, ElementsAre("column 2"));
  EXPECT_THROW(parse_matrix_market(text, "x.mtx", {.columns = {"4"}}), UsageError);
}

}  // namespace
}  // namespace laecert::instances::matrix_market_test
