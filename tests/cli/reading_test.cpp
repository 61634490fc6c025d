#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// enumerate on a file of this name and text, with more options.
Ran enumerate(const std::string& name, const std::string& text, const std::vector<std::string>& options = {}) {
  std::vector<std::string> arguments{"enumerate", "--data", file_with(name, text), "-k", "1", "--lambda", "1/10",
                                     "--loss",    "sum"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return laecert(arguments);
}

struct Told {
  std::string name;
  std::string text;
  std::vector<std::string> options;
  std::string instance;  // in the report
  std::string note;      // there and on standard error; empty: none
};

TEST(Reading, TellsWhatItGuessedInTheReportAndOnStandardError) {
  const std::string quoted = "\"0\",\"1\"\n1,2\n3,5\n2,2\n";
  const std::vector<Told> table = {
      {"numeric.csv", "0,1\n1,2\n3,5\n2,2\n", {}, "4 samples, m = 2", "line 1 counts columns"},
      {"numeric.csv", "0,1\n1,2\n3,5\n2,2\n", {"--header", "yes"}, "3 samples, m = 2", ""},
      {"quoted.csv", quoted, {}, "3 samples, m = 2", "line 1 read as names"},
      {"quoted.csv", quoted, {"--header", "no"}, "4 samples, m = 2", ""},
      {"index.csv", ",a\n0,2\n1,0\n2,1\n", {}, "3 samples, m = 2", "column 1 has no name and counts rows: kept"},
      {"index.csv", ",a\n0,2\n1,0\n2,1\n", {"--columns", "2-"}, "3 samples, m = 1", ""},
      {"index.csv", ",a\n0,2\n1,0\n2,1\n", {"--index-column", "yes"}, "3 samples, m = 1", ""},
      {"short.csv", "\"a\"\n\"1\",2\n\"2\",0\n", {}, "2 samples, m = 1", "one name fewer than the rows"},
      {"missing.csv", "1,2\nNA,1\n3,5\n", {"--missing", "drop-rows"}, "2 samples, m = 2", "1 row with missing values"},
      {"comment.csv", "# x,y\n1,2\n3,5\n", {"--columns", "x"}, "2 samples, m = 1", ""},
      {"blanks.csv", " 1  2\n 3  5\n", {"--delimiter", "space"}, "2 samples, m = 2", ""},
      {"comma.csv", "1,5;2\n3;5\n", {"--decimal", "comma"}, "2 samples, m = 2", ""},
      {"tabs.tsv", "1\t2\n3\t5\n", {}, "2 samples, m = 2", ""},
      {"blanks.txt", "1 2\n3 5\n", {}, "2 samples, m = 2", ""}};

  for (const Told& told : table) {
    const Ran ran = enumerate(told.name, told.text, told.options);
    EXPECT_EQ(ran.code, 0) << told.name << ran.err;
    EXPECT_THAT(ran.out, HasSubstr(told.name + ", " + told.instance));
    if (told.note.empty()) {
      EXPECT_EQ(ran.err, "") << told.name;
    } else {
      EXPECT_THAT(ran.err, HasSubstr("laecert: warning: " + told.name + ": "));
      EXPECT_THAT(ran.err, HasSubstr(told.note));
      EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
      EXPECT_THAT(ran.out, HasSubstr(told.note.substr(0, 12)));
    }
  }
}

TEST(Reading, HasItsNotesInTheJson) {
  const auto instance = [](const std::string& text) {
    return nlohmann::json::parse(enumerate("t.csv", text, {"--json", "-"}).out).at("instance");
  };

  EXPECT_EQ(instance("\"0\",\"1\"\n1,2\n3,5\n").at("notes").size(), 1U);
  EXPECT_FALSE(instance("a,b\n1,2\n3,5\n").contains("notes"));
}

TEST(Reading, TellsOfWeightsAndGramMatricesToo) {
  const std::string gram = file_with("gram.csv", "\"1\",\"2\"\n4,0\n0,1\n");
  const std::string w1 = file_with("w1.csv", "\"1\",\"2\"\n1,0\n");
  const std::string w2 = file_with("w2.csv", "1\n0\n");
  const Ran ran = laecert({"certify", "--gram", gram, "--lambda", "1/2", "--w1", w1, "--w2", w2});

  EXPECT_THAT(ran.err, AllOf(HasSubstr("gram.csv: line 1 read as names"), HasSubstr("w1.csv: line 1 read as names")));
  EXPECT_THAT(ran.err, Not(HasSubstr("w2.csv")));
}

struct RefusedReading {
  std::vector<std::string> options;
  int code;
  std::string text;
};

TEST(Reading, HonoursAnOptionOrRefusesIt) {
  const std::vector<std::string> npy{"--data", std::string(LAECERT_SOURCE_DIR) + "/tests/cli/files/iris_sum_w1.npy"};
  const std::vector<std::string> csv{"--data", file_with("plain.csv", "1,2\n3,5\n")};
  const std::vector<std::string> spectrum{"--spectrum", "4,1"};
  const std::vector<std::string> gram{"--gram", file_with("gram.csv", "4,0\n0,1\n")};
  const auto with = [](std::vector<std::string> instance, const std::vector<std::string>& options) {
    instance.insert(instance.end(), options.begin(), options.end());
    return instance;
  };
  std::vector<RefusedReading> table;
  const std::vector<std::pair<std::string, std::string>> options{
      {"--header", "no"}, {"--index-column", "yes"}, {"--decimal", "comma"}, {"--missing", "drop-rows"}};
  for (const auto& [option, value] : options) {
    table.push_back({with(npy, {option, value}), 64, option + " goes with .csv, .tsv and .txt"});
    table.push_back({with(spectrum, {option, value}), 64, option + " goes with --data or --gram"});
    table.push_back({with(csv, {option, "maybe"}), 64, option});
  }
  table.push_back({with(gram, {"--missing", "drop-rows"}), 64, "--missing drop-rows goes with --data"});
  table.push_back({with(csv, {"--delimiter", "comma", "--decimal", "comma"}), 64, "--decimal comma"});
  table.push_back({with(csv, {"--delimiter", "pipe"}), 64, "--delimiter"});
  table.push_back({with(csv, {"--columns", "x"}), 64, "no such column"});
  table.push_back({{"--data", "w.npz"}, 64, "numpy.load('w.npz')"});

  for (const RefusedReading& refused : table) {
    std::vector<std::string> arguments{"enumerate", "-k", "1", "--lambda", "1/10"};
    arguments.insert(arguments.end(), refused.options.begin(), refused.options.end());
    const Ran ran = laecert(arguments);
    EXPECT_EQ(ran.code, refused.code) << ::testing::PrintToString(arguments) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(refused.text));
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_EQ(ran.out, "");
  }
}

TEST(Reading, RefusesWhatCannotFit) {
  std::string values = "1";
  for (int i = 1; i < 100'000; ++i) values += ",1";
  const Ran spectrum = laecert({"enumerate", "--spectrum", values, "-k", "1", "--lambda", "1/2"});
  const Ran sparse = enumerate(
      "sparse.mtx", "%%MatrixMarket matrix coordinate real general\n5000 5000 3\n1 1 1\n2 2 2\n5000 5000 3\n");

  EXPECT_EQ(spectrum.code, 64);
  EXPECT_THAT(spectrum.err, HasSubstr("--spectrum: 100000 values; their Gram matrix takes more than 1 GB"));
  EXPECT_EQ(sparse.code, 65);
  EXPECT_THAT(sparse.err, HasSubstr("5000 x 5000 rationals"));
  EXPECT_THAT(sparse.err, HasSubstr("1 GB, which is the limit"));
}

TEST(Messages, ArePrintableWhateverNamesTheyHold) {
  const std::string name = "a\033[31mX\rY\xFF\xC2\x9B\n.csv";
  const std::string one = file_with(name, "1,x\n");
  const std::vector<std::vector<std::string>> commands{
      {"verify", "--data", "missing" + name, "-k", "1", "--lambda", "1"},
      {"enumerate", "--data", one, "-k", "1", "--lambda", "1"},
      {name},
      {"explain", name},
      {"verify", "--builtin", "iris", "--loss", name},
      {"verify", "--builtin", "iris", "--json", "nowhere/" + name},
      {"verify", "--" + name},
      {"enumerate", "--data", file_with("t" + name, "\"0\",\"1\"\n1,2\n3,5\n"), "-k", "1", "--lambda", "1/10"}};

  for (const std::vector<std::string>& command : commands) {
    const Ran ran = laecert(command);
    EXPECT_FALSE(ran.err.empty()) << ::testing::PrintToString(command);
    for (const std::string& text : {ran.err, ran.out}) {
      EXPECT_EQ(text.find_first_of("\033\r\xFF\x7F"), std::string::npos) << ::testing::PrintToString(text);
      EXPECT_EQ(text.find("\xC2\x9B"), std::string::npos) << ::testing::PrintToString(text);
    }
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
}

TEST(Messages, AreEscapedInJson) {
  const Ran ran = enumerate("a\x7F\xC2\x9B\033\xFF.csv", "1,2\n3,5\n", {"--json", "-"});

  EXPECT_EQ(ran.out.find_first_of("\033\xFF\x7F"), std::string::npos);
  EXPECT_EQ(ran.out.find("\xC2\x9B"), std::string::npos);
  EXPECT_THAT(nlohmann::json::parse(ran.out).at("instance").at("name").get<std::string>(),
              HasSubstr("a\x7F\xC2\x9B\033"));
}

}  // namespace
}  // namespace laecert::cli
