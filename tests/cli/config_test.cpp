#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;

TEST(Config, NamesTheOptionsOfTheCommandLine) {
  const std::string file = file_with("good.ini",
                                     "# an instance\n"
                                     "spectrum = 81,36,9/4\n"
                                     "\n"
                                     "; and what to do with it\n"
                                     "k=2\r\n"
                                     "  lambda = \"4\"   # squared data units\n"
                                     "loss = none,sum\n"
                                     "counts\n");

  const Ran by_file = laecert({"enumerate", "--config", file});
  const Ran by_line =
      laecert({"enumerate", "--spectrum", "81,36,9/4", "-k", "2", "--lambda", "4", "--loss", "none,sum", "--counts"});

  EXPECT_EQ(by_file.code, 0) << by_file.err;
  EXPECT_EQ(by_file.out, by_line.out);
}

TEST(Config, KeepsEveryDigitOfAValue) {
  const std::string lambda = "4.000000000000000000000000000000000001";
  const std::string file = file_with("digits.ini", "lambda = " + lambda + "\n");

  const Ran ran = laecert({"enumerate", "--spectrum", "9,5", "-k", "1", "--config", file, "--json", "-"});

  EXPECT_THAT(ran.out, HasSubstr("\"4000000000000000000000000000000000001/1000000000000000000000000000000000000\""));
}

TEST(Config, GivesWayToTheCommandLine) {
  const std::string file = file_with("way.ini", "builtin = iris\nlambda = 1\nquiet = true\n");

  const Ran ran = laecert({"enumerate", "--lambda", "10", "--config", file, "--json", "-"});
  const Ran loud = laecert({"enumerate", "--config", file_with("loud.ini", "builtin = iris\nquiet = false\n")});

  EXPECT_THAT(ran.out, HasSubstr("\"lambda\": \"10\""));
  EXPECT_EQ(laecert({"enumerate", "--config", file}).out, "");
  EXPECT_THAT(loud.out, HasSubstr("manifolds (sum)"));
}

TEST(Config, HoldsWhatACommandCannotDoWithout) {
  const std::string file = file_with("probe.ini", "builtin = iris\nindex-set = {1,3}\n");

  EXPECT_EQ(laecert({"probe", "--config", file}).code, 0);
  EXPECT_EQ(laecert({"verify", "--config", file_with("verify.ini", "builtin = scalar-above\n")}).code, 0);
}

struct BadConfig {
  std::string text;
  int code;
  std::string says;
};

// What the file says wrongly is 65, with file and line; a value that an option refuses is 64, as on the command line.
TEST(Config, AnswersEachMistakeWithOneLineAndItsCode) {
  const std::vector<BadConfig> all{
      {"# ok\nlamda = 10\n", 65, "bad.ini:2: enumerate has no option 'lamda'"},
      {"manifolds = all\n", 65, "bad.ini:1: enumerate has no option 'manifolds'"},
      {"--lambda = 10\n", 65, "bad.ini:1: enumerate has no option '--lambda'"},
      {"help\n", 65, "bad.ini:1: enumerate has no option 'help'"},
      {"config = other.ini\n", 65, "bad.ini:1: enumerate has no option 'config'"},
      {"lambda 10\n", 65, "bad.ini:1: enumerate has no option 'lambda 10'"},
      {"= 10\n", 65, "bad.ini:1: enumerate has no option ''"},
      {"k\n", 65, "bad.ini:1: 'k' is not `option = value`"},
      {"k=\n", 65, "bad.ini:1: 'k=' is not `option = value`"},
      {"lambda\n", 65, "bad.ini:1: lambda has no value"},
      {"lambda =\n", 65, "bad.ini:1: lambda has no value"},
      {"lambda = \"\"\n", 65, "bad.ini:1: lambda has no value"},
      {"[enumerate]\nk = 2\n", 65, "bad.ini:1: '[enumerate]' is not `option = value`"},
      {"enumerate.k = 2\n", 65, "bad.ini:1: 'enumerate.k = 2' is not `option = value`"},
      {"k = 2\nlambda = 1\nk = 3\n", 65, "bad.ini:3: k is named twice"},
      {"quiet = maybe\n", 65, "bad.ini:1: quiet is a flag: true or false, not 'maybe'"},
      {std::string("\x01\x02\x03\n"), 65, "bad.ini:1: "},
      {"k = two\n", 64, "-k: 'two'"},
      {"lambda = -1\n", 64, "lambda"},
      {"limit = -1\n", 64, "--limit"},
  };

  for (const BadConfig& bad : all) {
    const Ran ran = laecert({"enumerate", "--builtin", "iris", "--config", file_with("bad.ini", bad.text)});
    EXPECT_EQ(ran.code, bad.code) << bad.text << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(bad.says));
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_TRUE(ran.out.empty()) << ran.out;
  }
}

TEST(Config, AMissingFileIsNamed) {
  for (const char* command : {"verify", "enumerate"}) {
    const Ran ran = laecert({command, "--builtin", "scalar-above", "--config", "/nowhere/x.ini"});
    EXPECT_EQ(ran.code, 66);
    EXPECT_EQ(ran.err, "laecert: /nowhere/x.ini: no such file\n");
  }
}

TEST(Config, DoesNotStandInTheWayOfHelp) {
  EXPECT_EQ(laecert({"verify", "--config", "/nowhere/x.ini", "--help"}).code, 0);
}

TEST(Config, GoesWithEveryCommandThatTakesAnInstance) {
  for (const char* command : {"verify", "probe", "enumerate"}) {
    EXPECT_THAT(laecert({command, "--help"}).out, HasSubstr("--config")) << command;
  }
  EXPECT_EQ(laecert({"statements", "--config", "x"}).code, 64);
}

}  // namespace
}  // namespace laecert::cli
