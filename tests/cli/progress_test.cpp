#include "cli/progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command_line.hpp"
#include "cli/process.hpp"

namespace laecert::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Progress, TellsHowManyOfHowManySecondsAndRate) {
  EXPECT_EQ(progress_text("iris.csv  manifolds", 12, 200, 8), "iris.csv  manifolds 12/200  8 s  1.5/s");
  EXPECT_EQ(progress_text("reading iris.csv", 0, 0, 8.4), "reading iris.csv  8 s");
  EXPECT_EQ(progress_text("x", 0, 5, 0), "x 0/5  0 s  0/s");
}

struct Long {
  std::vector<std::string> arguments;
  std::string told;
};

// Each takes long after it has told this.
std::vector<Long> long_commands() {
  return {{{"verify", "--builtin", "digits", "--jobs", "1"}, "digits  manifolds "},
          {{"verify", "--digits", "300", "--max-digits", "600"}, "suite "},
          {{"search", "--builtin", "digits", "--starts", "1000", "--loss", "sum"}, "digits  starts "},
          {{"train", "--builtin", "digits", "-k", "10", "--algorithm", "gradient-tied,gradient-untied", "--tolerance",
            "1e-14"},
           "digits  algorithms "},
          {{"ppca", "--builtin", "digits", "--noise-variance", "ml", "--digits", "200"}, "digits"},
          {{"probe", "--builtin", "digits", "-k", "10", "--index-set", "1,2,3", "--digits", "2000"}, "digits"}};
}

TEST(Progress, IsDrawnOnATerminalByEveryLongCommand) {
  for (const Long& one : long_commands()) {
    Process process(one.arguments, {.on_terminal = true});
    const bool told = process.tells(one.told);
    process.kill(SIGINT);
    const Exited exited = process.wait();

    EXPECT_TRUE(told) << one.arguments.front() << ": " << exited.err;
    EXPECT_EQ(exited.code, 130) << one.arguments.front() << ": " << exited.err;
    EXPECT_THAT(exited.err, AllOf(HasSubstr("\r\033[K"), HasSubstr(" s"))) << one.arguments.front();
  }
}

TEST(Progress, IsNotDrawnElsewhere) {
  for (const Long& one : long_commands()) {
    Strings arguments = one.arguments;
    arguments.insert(arguments.end(), {"--time-limit", "2"});
    const Exited exited = run_process(arguments);

    EXPECT_EQ(exited.code, 75) << arguments.front() << ": " << exited.err;
    if (!exited.err.empty()) {
      EXPECT_THAT(exited.err, StartsWith("laecert: stopped ")) << arguments.front();
    }
  }
}

TEST(Progress, IsNotDrawnWhereQuietIsAskedFor) {
  const Exited exited =
      run_process({"verify", "--builtin", "digits", "--quiet", "--time-limit", "2"}, {.on_terminal = true});

  EXPECT_EQ(exited.code, 75);
  EXPECT_EQ(exited.err, "");
}

}  // namespace
}  // namespace laecert::cli
