// --standardize, with --divisor of its deviations: honoured, or refused in one line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;

// The eigenvalues of the correlation matrix of iris, as textbooks print them; standardized over n or n - 1 they are the
// explained variances over the same divisor.
TEST(StandardizeOption, GivesTheEigenvaluesOfTheCorrelationMatrix) {
  const std::vector<double> known{2.91849782, 0.91403047, 0.14675688, 0.02071484};
  for (const std::string divisor : {"n", "n-1"}) {
    const Strings arguments{"pca", "--builtin", "iris", "-k", "4", "--standardize", "--divisor", divisor};
    const Ran ran = laecert(appended(arguments, {"--json", "-"}));

    ASSERT_EQ(ran.code, 0) << ran.err;
    const nlohmann::json report = nlohmann::json::parse(ran.out);
    EXPECT_EQ(report["instance"]["standardized"], (nlohmann::json{{"divisor", divisor}, {"exact", false}}));
    EXPECT_EQ(schema_errors("pca.schema.json", ran.out), Strings{});
    const double n = divisor == "n" ? 150 : 149;
    for (std::size_t i = 0; i < known.size(); ++i) {
      EXPECT_NEAR(std::stod(report["spectrum"][i]["value"].get<std::string>()) / n, known[i], 6e-9);
    }
    EXPECT_THAT(laecert(arguments).out, HasSubstr("standardized over " + divisor + " to 2^-256"));
  }
}

TEST(StandardizeOption, IsTheInstanceOfTheStandardizedTable) {
  // Deviations 1 and 3; the second table is the first, standardized.
  const std::string plain = file_with("plain.csv", "1,-3\n3,3\n1,3\n3,-3\n1,-3\n3,3\n"),
                    done = file_with("done.csv", "-1,-1\n1,1\n-1,1\n1,-1\n-1,-1\n1,1\n");
  const Strings rest{"-k", "1", "--lambda", "1", "--json", "-"};
  const auto instance = [&](const std::string& command, const std::string& data, const Strings& more) {
    return nlohmann::json::parse(laecert(appended(appended({command, "--data", data}, rest), more)).out)["instance"];
  };

  for (const std::string command : {"verify", "enumerate", "ppca", "search"}) {
    const nlohmann::json standardized = instance(command, plain, {"--standardize"});

    EXPECT_EQ(standardized["sha256"], instance(command, done, {})["sha256"]) << command;
    EXPECT_EQ(standardized["standardized"], (nlohmann::json{{"divisor", "n"}, {"exact", true}})) << command;
    EXPECT_EQ(standardized["centered"], true) << command;
  }
}

TEST(StandardizeOption, LeavesNoVariableWithoutADeviation) {
  const std::string table = file_with("constant.csv", "a,b,c\n1,7,2\n2,7,5\n4,7,1\n");
  const Strings arguments{"verify", "--data", table, "-k", "1", "--lambda", "1", "--standardize"};
  const Ran ran = laecert(arguments);

  EXPECT_EQ(ran.code, 65);
  EXPECT_THAT(ran.err, HasSubstr("constant.csv: constant, so it cannot be standardized: b"));
  EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  EXPECT_EQ(laecert(appended(arguments, {"--drop-constant-columns"})).code, 0);
  EXPECT_EQ(laecert({"pca", "--builtin", "digits", "-k", "2", "--standardize"}).code, 65);
  const std::string single = file_with("single.csv", "1,2\n");
  EXPECT_EQ(laecert({"verify", "--data", single, "-k", "1", "--lambda", "1", "--standardize"}).code, 65);
}

// Minibatches are drawn from the same samples as S is made of, or nothing would come of it.
TEST(StandardizeOption, ReachesTheSamplesOfMinibatches) {
  const Ran ran = laecert({"train", "--builtin", "iris", "--algorithm", "minibatch-tied", "--standardize",
                           "--iterations", "4000", "--tolerance", "1e-1", "--json", "-"});

  EXPECT_EQ(ran.code, 0) << ran.err << ran.out;
}

TEST(StandardizeOption, IsRefusedWhereItDoesNotFit) {
  struct Refused {
    Strings arguments;
    std::string message;
  };
  const std::vector<Refused> all = {
      {{"enumerate", "--spectrum", "9,4", "-k", "1", "--lambda", "1", "--standardize"},
       "--standardize goes with --data or a built-in table"},
      {{"verify", "--builtin", "repeated", "--standardize"}, "--standardize goes with --data or a built-in table"},
      {{"verify", "--builtin", "iris", "--divisor", "n-1"}, "--divisor goes with --standardize"},
      {{"verify", "--builtin", "iris", "--standardize", "--divisor", "2"}, "--divisor: '2' is not n or n-1"},
      {{"pca", "--builtin", "iris", "-k", "1", "--standardize", "--no-center"}, "--standardize, --no-center: name one"},
      {{"verify", "--standardize"}, "--standardize goes with --data or a built-in table"},
  };
  for (const Refused& one : all) {
    const Ran ran = laecert(one.arguments);

    EXPECT_EQ(ran.code, 64) << one.message;
    EXPECT_THAT(ran.err, HasSubstr(one.message));
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
}

}  // namespace
}  // namespace laecert::cli
