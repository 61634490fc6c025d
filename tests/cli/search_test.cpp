#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;

Ran search(const Strings& more) {
  Strings arguments{"search", "--spectrum", "4,9/4", "-k", "1", "--lambda", "1"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return laecert(arguments);
}

TEST(SearchCommand, FindsAllThatIsListed) {
  const Ran ran = search({"--loss", "sum", "--starts", "200"});

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("200 starts, 200 converged, 200 certified"));
  EXPECT_THAT(ran.out, HasSubstr("none: all manifolds of the list were found"));
}

TEST(SearchCommand, TakesEveryFinder) {
  const Ran ran = search({"--starts", "9", "--finders", "newton,gradient-norm,loss", "--scales", "1/2,1"});

  EXPECT_EQ(ran.code, 0) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("newton, gradient-norm, loss, at most 1000 steps"));
}

TEST(SearchCommand, IsUndecidedWhereNothingIsCertified) {
  const Ran ran = search({"--starts", "3", "--max-steps", "1"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.out, HasSubstr("the finder did not converge"));
}

TEST(SearchCommand, WarnsWhereNothingApplies) {
  const Ran ran = laecert({"search", "--spectrum", "4,4", "-k", "1", "--lambda", "0"});

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("warning: inapplicable"));
}

// Doubles overflow there: an honest reason, and no number that is none.
TEST(SearchCommand, SurvivesScalesAndUnitsBeyondDoubles) {
  for (const Strings& extreme : {Strings{"--scales", "1e60"}, Strings{"--scales", "1e-100,1e100"},
                                 Strings{"--finders", "gradient-norm", "--scales", "1e-100,1e100"}}) {
    Strings arguments{"--starts", "2"};
    arguments.insert(arguments.end(), extreme.begin(), extreme.end());
    const Ran ran = search(arguments);

    EXPECT_TRUE(ran.code == 0 || ran.code == 2) << ran.err;
    EXPECT_EQ(ran.err, "");
  }
  const Ran ran = laecert({"search", "--spectrum", "4e200,1e200", "-k", "1", "--lambda", "1e199", "--starts", "3"});
  EXPECT_TRUE(ran.code == 0 || ran.code == 2) << ran.err;
}

TEST(SearchCommand, NamesWhatWasNeverFoundAsTheTableDoes) {
  const Ran ran =
      laecert({"search", "--spectrum", "4,4,4,1,1", "-k", "3", "--lambda", "1/2", "--loss", "sum", "--starts", "2"});

  EXPECT_THAT(ran.out, ::testing::ContainsRegex("never found [0-9]+ of 9: \\("));
}

TEST(SearchCommand, RefusesWrongOptionsInOneLine) {
  for (const Strings& wrong : {Strings{"--starts", "0"}, Strings{"--starts", "x"}, Strings{"--scales", "0"},
                               Strings{"--scales", "-1"}, Strings{"--scales", "1e400"}, Strings{"--finders", "magic"},
                               Strings{"--loss", "mean"}, Strings{"--max-steps", "0"}, Strings{"--time-limit", "-1"}}) {
    const Ran ran = search(wrong);

    EXPECT_EQ(ran.code, 64) << ::testing::PrintToString(wrong);
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
  EXPECT_EQ(laecert({"search"}).code, 64);
  EXPECT_EQ(laecert({"verify", "--builtin", "iris", "--starts", "-1"}).code, 64);
}

}  // namespace
}  // namespace laecert::cli
