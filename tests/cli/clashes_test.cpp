// No output replaces another one, or an input.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

struct Clash {
  Strings arguments;
  std::string first, second;  // the options that are named
};

// Relative names and links: what counts is where the bytes go.
TEST(Clashes, AreRefusedBeforeAnythingIsRead) {
  const std::string table = file_with("input.csv", "1,2\n3,5\n4,4\n"), other = (scratch() / "." / "input.csv").string();
  const std::string gram = file_with("input_gram.csv", "2,1\n1,2\n"), config = file_with("input.ini", "quiet = true\n");
  const std::string link = new_file("input_link"), dangling = new_file("dangling"), target = new_file("dangling_to");
  fs::create_symlink("input.csv", link);
  fs::create_symlink("dangling_to", dangling);
  const std::string c = new_file("c"), o = new_file("o"), z = new_file("z");
  const Strings data{"--data", table, "-k", "1", "--lambda", "1"};
  const std::vector<Clash> all{
      {{"verify", "--json", table}, "--data", "--json"},
      {{"verify", "--report", other}, "--data", "--report"},
      {{"verify", "--table", link}, "--data", "--table"},
      {{"verify", "--junit", table}, "--data", "--junit"},
      {{"verify", "--config", config, "--json", config}, "--config", "--json"},
      {{"enumerate", "--table", table}, "--data", "--table"},
      {{"search", "--json", table}, "--data", "--json"},
      {{"ppca", "--report", table}, "--data", "--report"},
      {{"train", "--timings", table}, "--data", "--timings"},
      {{"probe", "--index-set", "1", "--json", table}, "--data", "--json"},
      {{"certify", "--w2", gram, "--loss", "tied", "--report", gram}, "--w2", "--report"},
      {{"certify", "--w1", gram, "--w2", table, "--json", gram}, "--w1", "--json"},
      {{"train", "--timings", z, "--json", z}, "--json", "--timings"},
      {{"train", "--timings", z, "--report", z}, "--report", "--timings"},
      {{"train", "--output", o, "--report", o + "/checkpoint.json"}, "--output", "--report"},
      {{"train", "--output", o, "--timings", o + "/exact-tied.csv"}, "--output", "--timings"},
      {{"train", "--output", o, "--json", o + "/./lbfgs-w1.npy"}, "--output", "--json"},
      {{"train", "--resume", o, "--json", o + "/checkpoint.json"}, "--resume", "--json"},
      {{"verify", "--certificates", c, "--json", c + "/index.json"}, "--certificates", "--json"},
      {{"verify", "--certificates", c, "--report", c + "/sum-1.json"}, "--certificates", "--report"},
      {{"verify", "--certificates", c, "--report", c + "/iris/index.json"}, "--certificates", "--report"},
      {{"verify", "--report", dangling, "--json", target}, "--report", "--json"},
      {{"verify", "--expect", z, "--update-expect", "--json", z}, "--expect", "--json"},
      {{"verify", "--expect", config, "--report", config}, "--expect", "--report"},
      {{"verify", "--expect", c + "/index.json", "--certificates", c}, "--certificates", "--expect"},
  };

  for (const Clash& one : all) {
    Strings arguments = one.arguments;
    arguments.insert(arguments.end(), data.begin(), data.end());
    const Ran ran = laecert(arguments);

    EXPECT_EQ(ran.code, 64) << ::testing::PrintToString(one.arguments) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(one.first + " and " + one.second + " name the same file: "));
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_EQ(content_of(table), "1,2\n3,5\n4,4\n");
    EXPECT_FALSE(fs::exists(c) || fs::exists(o) || fs::exists(z));
  }
}

TEST(Clashes, OfAGramMatrixAndAFigureAreSeenToo) {
  const std::string gram = file_with("shrinkage.csv", "2,1\n1,2\n");

  EXPECT_EQ(laecert({"verify", "--gram", gram, "-k", "1", "--lambda", "1", "--json", gram}).code, 64);
  EXPECT_EQ(laecert({"train", "--gram", gram, "-k", "1", "--lambda", "1", "--figure", "shrinkage", "--output",
                     scratch().string()})
                .code,
            64);
  EXPECT_EQ(content_of(gram), "2,1\n1,2\n");
}

TEST(Clashes, AreNoneWhereFilesLieSideBySide) {
  const std::string o = new_file("side"), c = new_file("side_c");
  const Ran trained = laecert({"train", "--spectrum", "4,1", "-k", "1", "--lambda", "1/2", "--algorithm", "exact-tied",
                               "--output", o, "--report", o + "/r.txt", "--timings", o + "/t.csv"});
  const Ran verified = laecert({"verify", "--builtin", "scalar-above", "--certificates", c, "--json", c + "/r.json"});

  EXPECT_EQ(trained.code, 0) << trained.err;
  EXPECT_EQ(verified.code, 0) << verified.err;
  for (const std::string& file :
       {o + "/r.txt", o + "/t.csv", o + "/checkpoint.json", c + "/r.json", c + "/index.json"}) {
    EXPECT_TRUE(fs::exists(file)) << file;
  }
}

}  // namespace
}  // namespace laecert::cli
