#include "cli/run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/command_line.hpp"
#include "report/text.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string iris = std::string(LAECERT_SOURCE_DIR) + "/data/iris.csv";

TEST(CommandLine, PrintsVersionAndHelpWithExamples) {
  EXPECT_EQ(laecert({"--version"}).code, 0);
  EXPECT_THAT(laecert({"--version"}).out, StartsWith("laecert "));
  EXPECT_THAT(laecert({"--help"}).out, HasSubstr("verify"));
  EXPECT_THAT(laecert({"verify", "--help"}).out, HasSubstr("Examples:"));
  EXPECT_THAT(laecert({"probe", "--help"}).out, HasSubstr("Examples:"));
  EXPECT_THAT(laecert({"enumerate", "--help"}).out, HasSubstr("Examples:"));
  EXPECT_EQ(laecert({"verify", "--help"}).code, 0);
}

struct Mistake {
  std::vector<std::string> arguments;
  int code;
  std::string text;
};

// One line on standard error, nothing on standard output, the exit code of the design page.
TEST(CommandLine, AnswersEachMistakeWithOneLineAndItsCode) {
  const std::string ragged = file_with("ragged.csv", "1,2\n3\n");
  const std::string text_cell = file_with("text.csv", "1,2\n3,x\n");
  const std::string not_symmetric = file_with("gram.csv", "1,2\n3,4\n");
  const std::vector<Mistake> mistakes{
      {{}, 64, "subcommand"},
      {{"verfy"}, 64, "there is no command 'verfy': did you mean verify?"},
      {{"verify", "--digit"}, 64, "no option --digit: did you mean --digits?"},
      {{"verify", "--lamda", "3"}, 64, "no option --lamda: did you mean --lambda?"},
      {{"verify", "--lambad=3"}, 64, "no option --lambad: did you mean --lambda?"},
      {{"verify", "--xyzzy"}, 64, "no option --xyzzy\n"},
      {{"verify", "--builtin", "iris", "-k", "0"}, 64, "-k"},
      {{"verify", "--builtin", "iris", "-k", "two"}, 64, "-k"},
      {{"verify", "--builtin", "iris", "--lambda", "-1"}, 64, "lambda"},
      {{"verify", "--builtin", "iris", "--lambda", "ten"}, 64, "--lambda"},
      {{"verify", "--builtin", "iriss"}, 64, "iriss"},
      {{"verify", "--builtin", "iris", "--loss", "sun"}, 64, "sun"},
      {{"verify", "--builtin", "iris", "--statements", "sum.indices"}, 64, "sum.indices"},
      {{"verify", "--builtin", "iris", "--manifolds", "some"}, 64, "--manifolds"},
      {{"verify", "--builtin", "iris", "--jobs", "0"}, 64, "--jobs"},
      {{"verify", "--builtin", "iris", "--evidence", "float"}, 64, "--evidence"},
      {{"verify", "--builtin", "iris", "--evidence", "refuted"}, 64, "--evidence"},
      {{"verify", "--spectrum", "4,1"}, 64, "-k"},
      {{"verify", "--spectrum", "4,1", "--builtin", "iris", "-k", "1", "--lambda", "1"}, 64, "one instance"},
      {{"verify", "-k", "2"}, 64, "instance"},
      {{"verify", "--data", "/nowhere/x.csv", "-k", "1", "--lambda", "1"}, 66, "/nowhere/x.csv"},
      {{"verify", "--data", ragged, "-k", "1", "--lambda", "1"}, 65, "ragged.csv:2"},
      {{"verify", "--data", text_cell, "-k", "1", "--lambda", "1"}, 65, "text.csv:2:2"},
      {{"verify", "--gram", not_symmetric, "-k", "1", "--lambda", "1"}, 65, "symmetric"},
      {{"verify", "--builtin", "scalar-above", "--json", "/nowhere/x.json"}, 73, "/nowhere/x.json"},
      {{"probe", "--builtin", "iris", "--index-set", "1,1"}, 64, "1"},
      {{"probe", "--builtin", "iris", "--index-set", "1,5"}, 64, "5"},
      {{"probe", "--builtin", "iris", "--index-set", "1,2,3"}, 64, "k"},
      {{"probe", "--builtin", "iris", "--index-set", "1,3", "--loss", "sun"}, 64, "sun"},
      {{"probe", "--builtin", "iris", "--index-set", "0"}, 64, "--index-set"},
      {{"probe", "--builtin", "iris", "--index-set", "1,,2"}, 64, "--index-set"},
      {{"probe", "--builtin", "iris"}, 64, "--index-set"},
      {{"probe", "--index-set", "1"}, 64, "instance"},
      {{"enumerate"}, 64, "instance"},
      {{"enumerate", "--builtin", "iris", "-k", "0"}, 64, "-k"},
      {{"enumerate", "--builtin", "iris", "--lambda", "-1/2"}, 64, "lambda"},
      {{"enumerate", "--builtin", "iris", "--loss", "sum,sun"}, 64, "sun"},
      {{"enumerate", "--builtin", "iris", "--limit", "-1"}, 64, "--limit"},
      {{"enumerate", "--builtin", "iris", "--limit", "1000001"}, 64, "--limit"},
      {{"enumerate", "--builtin", "iris", "--limit", "all"}, 64, "--limit"},
      {{"enumerate", "--builtin", "iris", "--digits", "300", "--max-digits", "200"}, 64, "--max-digits"},
      {{"enumerate", "--builtin", "iris", "--manifolds", "all"}, 64, "--manifolds"},
      {{"enumerate", "--data", "/nowhere/x.csv", "-k", "1", "--lambda", "1"}, 66, "/nowhere/x.csv"},
      {{"enumerate", "--data", ragged, "-k", "1", "--lambda", "1"}, 65, "ragged.csv:2"},
      {{"explain", "sum.indices"}, 64, "sum.indices"},
  };

  for (const Mistake& mistake : mistakes) {
    const Ran ran = laecert(mistake.arguments);
    EXPECT_EQ(ran.code, mistake.code) << ::testing::PrintToString(mistake.arguments) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(mistake.text));
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_TRUE(ran.out.empty()) << ran.out;
  }
}

TEST(CommandLine, TreatsAFailedHypothesisAsInapplicable) {
  const Ran zero = laecert({"verify", "--spectrum", "4,1", "-k", "1", "--lambda", "0"});
  const Ran wall = laecert({"verify", "--spectrum", "4,1", "-k", "1", "--lambda", "1"});

  EXPECT_EQ(zero.code, 0);
  EXPECT_EQ(wall.code, 0);
  EXPECT_THAT(wall.out, HasSubstr("inapplicable"));
}

struct Warning {
  std::vector<std::string> arguments;
  std::string text;
};

// Where nothing applies: one line that says so, and exit code 0; of a point that was asked for, 2.
TEST(CommandLine, WarnsWithOneLineWhereNothingApplies) {
  const auto on = [](std::vector<std::string> command, const std::string& k, const std::string& lambda) {
    command.insert(command.end(), {"--spectrum", "4,1", "-k", k, "--lambda", lambda});
    return command;
  };
  const std::vector<Warning> warnings{
      {on({"probe", "--index-set", "1", "--loss", "sum"}, "1", "0"), "lambda = 0"},
      {on({"probe", "--index-set", "1", "--loss", "product"}, "1", "0"), "lambda = 0"},
      {on({"probe", "--index-set", "1", "--loss", "none"}, "3", "1/2"), "k = 3 is above m = 2"},
      {on({"probe", "--index-set", "1", "--loss", "product"}, "3", "1/2"), "k = 3 is above m = 2"},
      {on({"probe", "--index-set", "2", "--loss", "sum"}, "1", "2"), "index 2"},
      {{"probe", "--builtin", "iris", "--index-set", "4"}, "index 4"},
      {on({"enumerate", "--loss", "sum"}, "1", "0"), "sum: lambda = 0"},
      {on({"enumerate", "--loss", "sum"}, "1", "1"), "sum: lambda is an eigenvalue"},
      {on({"enumerate"}, "3", "1"), "none, product: k = 3 is above m = 2; sum: lambda is an eigenvalue"},
      {on({"enumerate", "--loss", "none,product"}, "3", "1/2"), "none, product: k = 3 is above m = 2"},
      {on({"verify", "--loss", "sum", "--statements", "sum.index"}, "1", "0"), "no statement applies"},
      {on({"verify", "--loss", "none", "--statements", "none.index,none.value"}, "3", "1/2"), "no statement applies"},
      {on({"verify", "--loss", "product", "--statements", "product.index"}, "3", "1/2"), "no statement applies"},
  };

  for (const Warning& warning : warnings) {
    const Ran ran = laecert(warning.arguments);
    const bool is_point = warning.arguments.front() == "probe";
    EXPECT_EQ(ran.code, is_point ? 2 : 0) << ::testing::PrintToString(warning.arguments) << ran.err;
    EXPECT_THAT(ran.err, StartsWith(is_point ? "laecert: inapplicable: " : "laecert: warning: "));
    EXPECT_THAT(ran.err, HasSubstr(warning.text));
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
}

TEST(CommandLine, DoesNotWarnWhereSomethingApplies) {
  EXPECT_EQ(laecert({"verify", "--spectrum", "4,1", "-k", "1", "--lambda", "2"}).err, "");
  EXPECT_EQ(laecert({"verify", "--spectrum", "4,1", "-k", "1", "--lambda", "0", "--loss", "sum"}).err, "");
  EXPECT_EQ(laecert({"verify", "--builtin", "iris", "--statements", "none.pseudoinverse"}).err, "");
  EXPECT_EQ(laecert({"enumerate", "--builtin", "iris"}).err, "");
}

TEST(CommandLine, WritesOnlyJsonToStandardOutputWhenAsked) {
  const Ran ran = laecert({"verify", "--data", iris, "-k", "2", "--lambda", "10", "--loss", "sum", "--json", "-"});

  const nlohmann::json report = nlohmann::json::parse(ran.out);
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(report.at("format"), "laecert-report/2");
  EXPECT_EQ(report.at("manifolds").size(), 7U);
}

TEST(CommandLine, ProbesWithTheDigitsAskedFor) {
  const Ran ran = laecert({"probe", "--builtin", "iris", "--index-set", "1,3", "--digits", "200", "--json", "-"});

  const nlohmann::json point = nlohmann::json::parse(ran.out);
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(point.at("index"), 1);
  EXPECT_GE(point.at("value").get<std::string>().size(), 200U);
}

TEST(CommandLine, ProbesTheSameManifoldInARandomFrame) {
  const auto value = [](const std::string& frame) {
    const Ran ran = laecert({"probe", "--builtin", "iris", "--index-set", "{1,3}", "--frame", frame, "--json", "-"});
    return nlohmann::json::parse(ran.out).at("value");
  };

  EXPECT_EQ(value("canonical"), value("random:7"));
}

TEST(CommandLine, StopsAtATimeLimitAndSaysSo) {
  // Its spectrum is known at once, and its manifolds take minutes.
  const Ran ran = laecert({"verify", "--builtin", "synthetic-20", "--loss", "sum", "--manifolds", "sample:1000",
                           "--time-limit", "1", "--jobs", "1"});

  EXPECT_EQ(ran.code, 75);
  EXPECT_THAT(ran.out, HasSubstr("complete: false"));
}

TEST(CommandLine, ExitsWith2WhereASampleWillNotDo) {
  const std::vector<std::string> sample{"verify",   "--spectrum", "9,4,2",       "-k",      "2",
                                        "--lambda", "1",          "--manifolds", "sample:3"};
  std::vector<std::string> strict = sample;
  strict.insert(strict.end(), {"--fail-on", "supported"});

  EXPECT_EQ(laecert(sample).code, 0);
  EXPECT_EQ(laecert(strict).code, 2);
}

// A loss without blocks is refused where it is named, by --loss or by a statement.
TEST(CommandLine, TheBlockRouteAsksForFormulasOfWhatIsNamed) {
  const Strings blocks{"verify", "--spectrum", "5,3,2", "-k", "1", "--lambda", "1", "--route", "block"};
  const auto with = [&](const Strings& more) {
    Strings arguments = blocks;
    arguments.insert(arguments.end(), more.begin(), more.end());
    return laecert(arguments);
  };

  EXPECT_EQ(with({}).code, 0) << with({}).err;
  EXPECT_THAT(with({"--statements", "sum.index"}).out, HasSubstr("blocks C9, R12"));
  EXPECT_EQ(with({"--statements", "unequal.index"}).code, 64);
  EXPECT_EQ(with({"--loss", "unequal"}).code, 64);
}

TEST(CommandLine, EvidenceChoosesTheRoutesAndTheFloors) {
  const auto verify_with = [](const std::string& statement, const std::string& evidence) {
    return laecert({"verify", "--spectrum", "9,4,2", "-k", "1", "--lambda", "1", "--statements", statement,
                    "--evidence", evidence});
  };

  const Ran searched = verify_with("sum.only-critical-points", "enclosed");
  EXPECT_EQ(searched.code, 0);
  EXPECT_THAT(searched.out, HasSubstr("evidence    only routes that give at most enclosed"));
  EXPECT_THAT(searched.out, HasSubstr("7 zeros"));
  // An equality is never enclosed.
  EXPECT_EQ(verify_with("sum.transpose", "enclosed").code, 2);
  EXPECT_EQ(verify_with("sum.transpose", "supported").code, 0);
  EXPECT_EQ(verify_with("sum.transpose", "auto").out.find("evidence"), std::string::npos);
}

TEST(CommandLine, ListsAndExplainsTheRegistry) {
  EXPECT_THAT(laecert({"statements"}).out, HasSubstr("sum.transpose"));
  EXPECT_THAT(laecert({"explain", "sum.transpose"}).out, HasSubstr("W1 = W2^T at every critical point"));
}

// The report of an instance against the text in reports/, its first two lines (versions) masked.
class ApprovedReport : public ::testing::TestWithParam<std::string> {};

TEST_P(ApprovedReport, IsUnchanged) {
  std::ifstream file(std::string(LAECERT_SOURCE_DIR) + "/reports/" + GetParam() + ".txt");
  std::ostringstream approved;
  approved << file.rdbuf();

  const Ran ran = laecert({"verify", "--builtin", GetParam()});

  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(report::masked(ran.out), report::masked(approved.str()));
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Builtin, ApprovedReport, ::testing::Values("scalar-above", "scalar-below", "repeated", "iris"),
                         test_name);
// Two hundred manifolds each with N near 400: some seconds, too many under a sanitizer.
INSTANTIATE_TEST_SUITE_P(Sampled, ApprovedReport, ::testing::Values("synthetic-20", "digits"), test_name);

}  // namespace
}  // namespace laecert::cli
