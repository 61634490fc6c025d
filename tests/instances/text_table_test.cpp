#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "instances/csv.hpp"
#include "instances/read_table.hpp"
#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The table as text, row by row: `1 2|3 4`.
std::string numbers_of(const Table& table) {
  std::string text;
  for (Index i = 0; i < table.samples.rows(); ++i) {
    for (Index j = 0; j < table.samples.cols(); ++j) {
      text += (j > 0 ? " " : i > 0 ? "|" : "") + table.samples(i, j).str();
    }
  }
  return text;
}

std::string numbers_in(const std::string& text, const TableOptions& options = {}, const std::string& name = "t.csv") {
  return numbers_of(parse_table(text, name, options));
}

std::vector<std::string> notes_on(const std::string& text, const TableOptions& options = {}) {
  return parse_csv(text, "t.csv", options).notes;
}

template <class Error>
std::string error_of(const std::string& text, const TableOptions& options = {}, const std::string& name = "t.csv") {
  try {
    (void)parse_table(text, name, options);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

std::string data_error_of(const std::string& text, const TableOptions& options = {}) {
  return error_of<DataError>(text, options);
}

std::string usage_error_of(const std::string& text, const TableOptions& options = {},
                           const std::string& name = "t.csv") {
  return error_of<UsageError>(text, options, name);
}

const std::string rows = "1,2\n3,5\n2,2\n";

TEST(Header, IsALineOfNames) {
  EXPECT_EQ(numbers_in("a,b\n" + rows), "1 2|3 5|2 2");
  EXPECT_EQ(numbers_in("Na,2nd\n" + rows), "1 2|3 5|2 2");
  EXPECT_THAT(notes_on("a,b\n" + rows), IsEmpty());
  EXPECT_THAT(notes_on(rows), IsEmpty());
}

// A first sample that is broken is never left out.
TEST(Header, IsNoLineOfBrokenNumbers) {
  for (const char* first : {"<0.1,<0.2", "<LOD,<LOD", ">5,low", "$5,$6", "\u22645,\u22646", "\u22121,\u22122",
                            "1.2.3,x", "?,?", "5 mg,6 mg", "#N/A,#N/A", "1;2,x", "'1,x"}) {
    EXPECT_THAT(data_error_of(std::string(first) + "\n" + rows), HasSubstr("t.csv:1:")) << first;
  }
}

TEST(Header, IsALineThatAloneIsQuoted) {
  const std::string header = "\"0\",\"1\"\n";

  EXPECT_EQ(numbers_in(header + rows), "1 2|3 5|2 2");
  EXPECT_THAT(notes_on(header + rows), ElementsAre(HasSubstr("line 1 read as names")));
  EXPECT_EQ(numbers_in(header + rows + "\"4\",4\n"), "0 1|1 2|3 5|2 2|4 4");
  EXPECT_EQ(numbers_in(header), "0 1");
  EXPECT_EQ(numbers_in("\"id\",\"2019\"\n" + rows), "1 2|3 5|2 2");
}

TEST(Header, IsToldWhereLine1CountsColumns) {
  EXPECT_EQ(numbers_in("0,1\n" + rows), "0 1|1 2|3 5|2 2");
  EXPECT_THAT(notes_on("0,1\n" + rows),
              ElementsAre("line 1 counts columns and is read as a sample; --header yes reads it as names"));
  EXPECT_THAT(notes_on("1,2\n0.5,1.5\n"), ElementsAre(HasSubstr("line 1 counts columns")));
  for (const char* text : {"1,2\n3,4\n", "0,1\n", "0\n1\n", "0,2\n1,2\n", "0.0,1.0\n1,2\n"}) {
    EXPECT_THAT(notes_on(text), IsEmpty()) << text;
  }
}

TEST(Header, IsWhatTheOptionSays) {
  const TableOptions yes{.header = Choice::yes};
  const TableOptions no{.header = Choice::no};

  EXPECT_EQ(numbers_in("0,1\n" + rows, yes), "1 2|3 5|2 2");
  EXPECT_THAT(parse_csv("0,1\n" + rows, "t.csv", yes).names, ElementsAre("0", "1"));
  EXPECT_THAT(notes_on("0,1\n" + rows, yes), IsEmpty());
  EXPECT_THAT(notes_on("0,1\n" + rows, no), IsEmpty());
  EXPECT_EQ(numbers_in("id,2019\n" + rows, yes), "1 2|3 5|2 2");
  EXPECT_EQ(numbers_in("\"0\",\"1\"\n" + rows, no), "0 1|1 2|3 5|2 2");
  EXPECT_EQ(data_error_of("a,b\n" + rows, no), "t.csv:1:1: 'a' is not a number (character 1)");
  EXPECT_EQ(data_error_of("id,2019\n" + rows),
            "t.csv:1:1: 'id' is not a number (character 1); --header yes reads this line as names");
}

TEST(IndexColumn, IsToldWhereItCountsRows) {
  const char* kept = "column 1 has no name and counts rows: kept; --columns 2- leaves it out";

  EXPECT_EQ(numbers_in(",a\n0,2\n1,0\n2,1\n"), "0 2|1 0|2 1");
  EXPECT_THAT(notes_on(",a\n0,2\n1,0\n2,1\n"), ElementsAre(kept));
  EXPECT_THAT(notes_on("Unnamed: 0,a\n1,2\n2,0\n"), ElementsAre(kept));
  EXPECT_THAT(notes_on(",a\n0,2\n1,0\n2,1\n", {.columns = {"1-2"}}), IsEmpty());
  for (const char* text : {",a\n0,2\n1,0\n3,1\n", "x,a\n0,2\n1,0\n", ",a\n0,2\n", "0,2\n1,0\n2,1\n"}) {
    EXPECT_THAT(notes_on(text), IsEmpty()) << text;
  }
}

TEST(IndexColumn, IsLeftOutWhereItHoldsNames) {
  EXPECT_EQ(numbers_in(",a\nx,2\ny,0\n"), "2|0");
  EXPECT_THAT(notes_on(",a\nx,2\ny,0\n"), ElementsAre("column 1 has no name and no numbers: read as row names"));
  EXPECT_EQ(numbers_in("\"\",\"a\"\n\"1\",2\n\"2\",0\n"), "2|0");
  EXPECT_THAT(notes_on("\"\",\"a\"\n\"1\",2\n"), ElementsAre("column 1 has no name and is quoted: read as row names"));
  EXPECT_THAT(data_error_of(",a\n1,2\ny,0\n"),
              HasSubstr("t.csv:3:1: 'y' is not a number (character 1); --index-column"));
}

TEST(IndexColumn, OfRHasNoNameAtAll) {
  const std::string text = "\"a\"\n\"1\",2\n\"2\",0\n";
  const Table table = parse_csv(text, "t.csv");

  EXPECT_EQ(numbers_of(table), "2|0");
  EXPECT_THAT(table.names, ElementsAre("a"));
  EXPECT_THAT(table.notes, ElementsAre("line 1 has one name fewer than the rows: column 1 read as row names"));
  EXPECT_EQ(numbers_in(text, {.columns = {"a"}}), "2|0");
  EXPECT_THAT(data_error_of(text, {.index_column = Choice::no}), HasSubstr("t.csv:2: 2 values, expected 1"));
  EXPECT_THAT(data_error_of("a,b\n1,2,\n"), HasSubstr("t.csv:2: 3 values, expected 2"));
}

TEST(IndexColumn, IsWhatTheOptionSays) {
  const TableOptions yes{.index_column = Choice::yes};
  const TableOptions no{.index_column = Choice::no};

  EXPECT_EQ(numbers_in(",a\n0,2\n1,0\n", yes), "2|0");
  EXPECT_EQ(numbers_in("7,2\nx,0\n", yes), "2|0");
  EXPECT_THAT(notes_on(",a\n0,2\n1,0\n", yes), IsEmpty());
  EXPECT_THAT(notes_on(",a\n0,2\n1,0\n", no), IsEmpty());
  EXPECT_EQ(numbers_in(",a\n0,2\n1,0\n", no), "0 2|1 0");
  EXPECT_EQ(usage_error_of("1\n2\n", yes), "--index-column: t.csv has one column only");
  EXPECT_EQ(usage_error_of(rows, {.columns = {"1-2"}, .index_column = Choice::yes}),
            "--columns: column 1 is the index column");
}

TEST(Columns, GoToTheLastOne) {
  EXPECT_EQ(numbers_in("1,2,3\n", {.columns = {"2-"}}), "2 3");
  EXPECT_EQ(numbers_in("1,2,3\n", {.columns = {"3-", "1"}}), "3 1");
}

TEST(Columns, AreListedWhereNoneHasTheName) {
  EXPECT_EQ(usage_error_of("a,\033b\n1,2\n", {.columns = {"x"}}),
            "--columns 'x': no such column in t.csv, which has 2 with a header: 'a', '?b'");
  EXPECT_EQ(usage_error_of("1,2\n", {.columns = {"x"}}),
            "--columns 'x': no such column in t.csv, which has 2 and no header");
  std::string wide = "c1";
  for (int i = 2; i <= 1000; ++i) wide += ",c" + std::to_string(i);
  EXPECT_LT(usage_error_of(wide + "\n" + wide + "\n", {.columns = {"x"}}).size(), 400U);
}

TEST(Comments, AreLeftOut) {
  EXPECT_EQ(numbers_in("# made by hand\n1,2\n  # a note\n3,5\n#\n"), "1 2|3 5");
  EXPECT_EQ(data_error_of("# only\n"), "t.csv:1: empty file, expected numbers");
  EXPECT_EQ(data_error_of("1,2\n# a note\n3,x\n"), "t.csv:3:2: 'x' is not a number (character 1)");
  EXPECT_EQ(data_error_of("1\n\n2\n"), "t.csv:2: blank line between data");
  EXPECT_EQ(numbers_in("\n\n1\n2\n\n"), "1|2");
}

// What spreadsheets write for a broken cell is no comment.
TEST(Comments, AreNoBrokenCells) {
  EXPECT_THAT(data_error_of("1,2\n#N/A,3\n4,5\n"), HasSubstr("t.csv:2:1"));
  EXPECT_THAT(data_error_of("1,2\n#DIV/0!,3\n"), HasSubstr("t.csv:2:1"));
}

TEST(Comments, NameTheColumnsBelow) {
  EXPECT_EQ(numbers_in("# x,y\n1,2\n3,5\n", {.columns = {"x"}}), "1|3");
  EXPECT_EQ(numbers_in("# x y\n1 2\n3 5\n", {.delimiter = ' ', .columns = {"y"}}), "2|5");
  EXPECT_TRUE(parse_csv("# x,y,z\n1,2\n", "t.csv").names.empty());
  EXPECT_TRUE(parse_csv("# 1,2\n1,2\n", "t.csv").names.empty());
  EXPECT_TRUE(parse_csv("# \"x,y\n1,2\n", "t.csv").names.empty());
  EXPECT_TRUE(parse_csv("# x,y\n1,2\n", "t.csv", {.header = Choice::no}).names.empty());
}

TEST(Delimiter, OfBlanksIsARunOfThem) {
  EXPECT_EQ(numbers_in(" 1  2\n 3 \t5  \n", {.delimiter = ' '}), "1 2|3 5");
  EXPECT_EQ(numbers_in("\"a b\" \tc\n1 2\n", {.delimiter = ' ', .columns = {"a b"}}), "1");
  EXPECT_EQ(numbers_in("\"1\"\t\"2\"\n3\t4\n5 6\n", {.delimiter = ' ', .header = Choice::no}), "1 2|3 4|5 6");
}

TEST(Delimiter, FollowsTheEndingOfTheName) {
  EXPECT_EQ(numbers_in("1\t2\n3\t5\n", {}, "t.tsv"), "1 2|3 5");
  for (const char* text : {"1 2\n3 5\n", "1\t2\n3\t5\n", "1,2\n3,5\n", "1;2\n3;5\n", " 1  2\n 3  5\n"}) {
    EXPECT_EQ(numbers_in(text, {}, "t.TXT"), "1 2|3 5") << text;
  }
  EXPECT_EQ(numbers_in("1 2\n3 5\n", {.delimiter = ' '}, "t.tsv"), "1 2|3 5");
}

TEST(DecimalComma, ReadsEuropeanTables) {
  const TableOptions comma{.decimal_comma = true};

  EXPECT_EQ(numbers_in("a;b\n1,5;2\n-0,25;1e1\n", comma), "3/2 2|-1/4 10");
  EXPECT_EQ(numbers_in("1,5 2\n", comma, "t.txt"), "3/2 2");
  EXPECT_EQ(data_error_of("1.500;2\n", comma), "t.csv:1:1: '1.500' has a point, and the decimal sign is the comma");
  EXPECT_THAT(data_error_of("1,500,2;2\n", comma), HasSubstr("t.csv:1:1: "));
  EXPECT_THAT(usage_error_of("1\n", {.delimiter = ',', .decimal_comma = true}), HasSubstr("--decimal comma"));
  EXPECT_EQ(data_error_of("1,5;2\n", {.delimiter = ';'}),
            "t.csv:1:1: '1,5' is not a number (character 2); --decimal comma reads it");
  EXPECT_THAT(data_error_of("x;1,5\ny;2,5\n", comma), HasSubstr("t.csv:1:1: "));
}

TEST(MissingValues, AreRefusedOrTheirRowsLeftOut) {
  const std::string text = "a,b\n1,2\nNA,3\n4,\n?,1\nn/a,1\nNaN,1\nnan,1\nnull,1\n5,6\n";
  const TableOptions drop{.drop_rows_with_missing = true};

  EXPECT_EQ(data_error_of(text), "t.csv:3:1: 'NA' is not a number (character 1)");
  EXPECT_EQ(numbers_in(text, drop), "1 2|5 6");
  EXPECT_THAT(notes_on(text, drop), ElementsAre("7 rows with missing values left out"));
  EXPECT_THAT(notes_on("1\n\"\"\n", drop), ElementsAre("1 row with missing values left out"));
  EXPECT_THAT(notes_on("1,2\n", drop), IsEmpty());
  EXPECT_EQ(data_error_of("?,1\n", drop), "t.csv: every row has a missing value, none is left");
  EXPECT_THAT(data_error_of("1\nx\n", drop), HasSubstr("t.csv:2:1"));
  EXPECT_THAT(data_error_of("1,2\n-,2\n", drop), HasSubstr("t.csv:2:1"));
}

TEST(MissingValues, CountInTheChosenColumnsOnly) {
  EXPECT_EQ(numbers_in("1,2\n3,\n,5\n", {.columns = {"1"}, .drop_rows_with_missing = true}), "1|3");
}

TEST(MissingValues, OfVariablesAreNotDropped) {
  EXPECT_THAT(usage_error_of("1,2\n", {.columns_are_samples = true, .drop_rows_with_missing = true}),
              HasSubstr("--missing drop-rows"));
}

TEST(Encoding, IsNamedWhereItIsNoUtf8) {
  const std::string utf16{
      "\xFF\xFE"
      "1\0,\0"
      "2\0\n\0",
      10};

  EXPECT_EQ(data_error_of(utf16), "t.csv:1: text in UTF-16 (it begins with its byte order mark); save it as UTF-8");
  EXPECT_THAT(data_error_of("\xFE\xFF" + std::string("\0"
                                                     "1",
                                                     2)),
              HasSubstr("UTF-16"));
  EXPECT_THAT(data_error_of(utf16.substr(2)), HasSubstr("t.csv:1: a zero byte: text in UTF-16, or no text"));
  EXPECT_THAT(error_of<DataError>(utf16, {}, "t.mtx"), HasSubstr("t.mtx:1: text in UTF-16"));
}

TEST(DroppedVariables, OfTurnedTablesHaveTheirLines) {
  const TableOptions turned{.columns_are_samples = true, .drop_constant_columns = true};

  EXPECT_THAT(parse_csv("1,2\n# a note\n5,5\n", "t.csv", turned).dropped, ElementsAre("line 3"));
}

TEST(OtherFormats, AreToldHowToBecomeOne) {
  EXPECT_EQ(usage_error_of("", {}, "a/w.npz"),
            "a/w.npz: several arrays; in Python: numpy.save('w.npy', numpy.load('w.npz')['NAME'])");
  for (const char* name : {"w.pt", "w.pth", "w.parquet", "w.XLSX"}) {
    EXPECT_THAT(usage_error_of("", {}, name), testing::AnyOf(HasSubstr("w.npy"), HasSubstr("w.csv"))) << name;
  }
}

TEST(OtherFormats, RefuseOptionsOfText) {
  const std::vector<TableOptions> options{
      {.header = Choice::no}, {.index_column = Choice::yes}, {.decimal_comma = true}, {.drop_rows_with_missing = true}};
  for (const TableOptions& one : options) {
    for (const char* name : {"t.npy", "t.mtx"}) {
      EXPECT_THAT(usage_error_of("", one, name), HasSubstr("goes with .csv, .tsv and .txt, and not with t.")) << name;
    }
  }
}

}  // namespace
}  // namespace laecert::instances
