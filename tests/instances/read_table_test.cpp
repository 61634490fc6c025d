#include "instances/read_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "instances/errors.hpp"
#include "instances/npy_bytes.hpp"

namespace laecert::instances {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The 3 x 4 table [[1, 5, -2, 0.5], [3, 5, -2, 0.25], [2, 5, 7, 0]] in each format.
struct Same {
  std::string name;
  std::string bytes;
};

std::string npy_bytes(bool fortran_order) {
  constexpr double rows[3][4] = {{1, 5, -2, 0.5}, {3, 5, -2, 0.25}, {2, 5, 7, 0}};
  std::string data;
  for (std::size_t place = 0; place < 12; ++place) {
    data += fortran_order ? double_bytes(rows[place % 3][place / 3]) : double_bytes(rows[place / 4][place % 4]);
  }
  return npy_file(npy_dict("<f8", "(3, 4)", fortran_order), data);
}

std::vector<Same> same_tables() {
  return {{"t.csv", "1,5,-2,0.5\n3,5,-2,.25\n2,5,7,0\n"},
          {"t.npy", npy_bytes(false)},
          {"t.npy", npy_bytes(true)},
          {"t.mtx", "%%MatrixMarket matrix array real general\n3 4\n1\n3\n2\n5\n5\n5\n-2\n-2\n7\n0.5\n0.25\n0\n"},
          {"T.MTX",
           "%%MatrixMarket matrix coordinate real general\n3 4 11\n1 1 1\n2 1 3\n3 1 2\n1 2 5\n2 2 5\n3 2 5\n"
           "1 3 -2\n2 3 -2\n3 3 7\n1 4 1/2\n2 4 25e-2\n"}};
}

std::vector<TableOptions> option_sets() {
  return {{},
          {.columns = {"4", "1-2"}},
          {.columns_are_samples = true},
          {.drop_constant_columns = true},
          {.columns = {"2-3"}, .drop_constant_columns = true},
          {.columns = {"2", "3"}, .columns_are_samples = true, .drop_constant_columns = true}};
}

std::string usage_error_of_name(const std::string& name, const TableOptions& options = {}) {
  try {
    parse_table("1\n", name, options);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no UsageError";
}

TEST(ReadTable, GivesTheSameTableForEveryFormatAndOption) {
  const std::vector<Same> tables = same_tables();
  for (const TableOptions& options : option_sets()) {
    const Table expected = parse_table(tables[0].bytes, tables[0].name, options);
    for (const Same& same : tables) {
      const Table table = parse_table(same.bytes, same.name, options);

      EXPECT_EQ(table.samples.to_rational(), expected.samples.to_rational()) << same.bytes;
      EXPECT_EQ(table.names, expected.names) << same.bytes;
      EXPECT_EQ(table.dropped.size(), expected.dropped.size()) << same.bytes;
    }
  }
}

TEST(ReadTable, NamesDroppedVariablesByTheirPlaceInTheFile) {
  const TableOptions dropped{.columns = {"3", "2"}, .drop_constant_columns = true};
  const TableOptions turned{.columns = {"2"}, .columns_are_samples = true, .drop_constant_columns = true};
  for (const Same& same : same_tables()) {
    EXPECT_THAT(parse_table(same.bytes, same.name, dropped).dropped, ElementsAre("column 2")) << same.bytes;
    EXPECT_THROW(parse_table(same.bytes, same.name, turned), DataError) << same.bytes;
  }
  const std::string rows = npy_file(npy_dict("|u1", "(2, 2)"), "\3\3\1\2");

  EXPECT_THAT(parse_table(rows, "t.npy", {.columns_are_samples = true, .drop_constant_columns = true}).dropped,
              ElementsAre("row 1"));
  EXPECT_THAT(
      parse_table("a,b\n3,3\n1,2\n", "t.csv", {.columns_are_samples = true, .drop_constant_columns = true}).dropped,
      ElementsAre("line 2"));
  EXPECT_THAT(parse_table(rows, "t.npy").dropped, IsEmpty());
}

TEST(ReadTable, ReadsFilesByTheirEnding) {
  const std::filesystem::path folder = testing::TempDir();
  for (const Same& same : same_tables()) {
    std::ofstream(folder / same.name, std::ios::binary) << same.bytes;

    EXPECT_EQ(read_table(folder / same.name).samples(2, 2), 7) << same.bytes;
    EXPECT_EQ(read_matrix(folder / same.name).numbers, parse_table(same.bytes, same.name).samples.to_rational());
  }
}

TEST(ReadTable, NamesTheKnownFormats) {
  for (const char* name : {"t.dat", "t", ".csv", "t.csv.gz", "csv", "folder.csv/t"}) {
    EXPECT_EQ(usage_error_of_name(name),
              std::string(name) + ": no format that is read; the known ones are .csv, .tsv, .txt, .npy and .mtx");
  }
}

TEST(ReadTable, TakesADelimiterForCsvOnly) {
  EXPECT_EQ(parse_table("1;2\n", "t.csv", {.delimiter = ';'}).samples.cols(), 2);
  EXPECT_EQ(usage_error_of_name("t.npy", {.delimiter = ';'}),
            "--delimiter goes with .csv, .tsv and .txt, and not with t.npy");
  EXPECT_EQ(usage_error_of_name("t.mtx", {.delimiter = ','}),
            "--delimiter goes with .csv, .tsv and .txt, and not with t.mtx");
}

TEST(ReadTable, SeparatesMissingFilesFromMalformedOnes) {
  const std::filesystem::path folder = testing::TempDir();

  for (const char* name : {"absent.csv", "absent.npy", "absent.mtx"}) {
    EXPECT_THROW(read_table(folder / name), MissingFileError) << name;
  }
  for (const char* name : {"empty.csv", "empty.npy", "empty.mtx"}) {
    std::ofstream(folder / name) << "";
    EXPECT_THROW(read_table(folder / name), DataError) << name;
  }
}

TEST(ReadMatrix, TakesWeightsAsTheyStandInTheFile) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "weights.csv";
  std::ofstream(file) << "1;2;3\n";

  const Matrix<Rational> weights = read_matrix(file, {.delimiter = ';'}).numbers;

  EXPECT_EQ(weights.rows(), 1);
  EXPECT_EQ(weights(0, 2), 3);
}

}  // namespace
}  // namespace laecert::instances
