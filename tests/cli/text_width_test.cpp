#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "report/document.hpp"

namespace laecert::cli {
namespace {

using Strings = std::vector<std::string>;
using ::testing::HasSubstr;

const std::vector<Strings>& commands() {
  static const std::vector<Strings> all{
      {"verify", "--builtin", "iris", "--manifolds", "sample:2"},
      {"verify", "--builtin", "repeated", "--manifolds", "sample:2"},
      {"verify", "--spectrum", "4,1", "-k", "3", "--lambda", "0"},
      {"enumerate", "--builtin", "iris", "--counts"},
      {"probe", "--builtin", "iris", "--index-set", "1,3"},
      {"probe", "--builtin", "synthetic-20", "--index-set", "{}"},
      {"probe", "--builtin", "iris", "--index-set", "1,4"},
      {"search", "--builtin", "iris", "--starts", "6"},
      {"ppca", "--builtin", "iris", "--noise-variance", "ml"},
      {"ppca", "--exact-instance", "5,3", "-k", "2", "--lambda", "2", "--samples", "8"},
      {"pca", "--builtin", "iris", "-k", "4"},
      {"pca", "--builtin", "digits", "-k", "3"},
      {"pca", "--spectrum", "9,4,4,1", "-k", "3", "--samples", "5"},
      {"train", "--builtin", "iris", "--algorithm", "exact-untied,gradient-tied", "--iterations", "60", "--plot"},
  };
  return all;
}

std::string named(const Strings& command) { return command[0] + " " + command[1] + " " + command[2]; }

TEST(TextReports, FitAHundredColumns) {
  for (const Strings& command : commands()) {
    std::istringstream lines(laecert(command).out);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(report::display_width(line), 100U) << named(command) << ": " << line;
    }
  }
}

TEST(TextReports, BeginWithWhatWasDecided) {
  for (const Strings& command : commands()) {
    const std::string text = laecert(command).out;
    if (command[0] == "probe") {
      EXPECT_THAT(text, HasSubstr("\nverdict     ")) << named(command);
      continue;
    }
    const std::size_t decided = text.find("\ndecided     "), open = text.find("\nnot decided "),
                      unexpected = text.find("\nunexpected  ");
    EXPECT_TRUE(decided < open && open < unexpected && unexpected < text.find("\ninstance    ")) << named(command);
    EXPECT_EQ(std::count(text.begin(), text.begin() + static_cast<long>(decided), '\n'), 1) << named(command);
  }
}

TEST(TextReports, EndWithTheSourcesThatTheyCite) {
  const std::string text = laecert(commands()[0]).out;

  EXPECT_THAT(text.substr(text.find("\nsources\n")), HasSubstr("[K19]"));
  EXPECT_THAT(text.substr(text.find("\nsources\n")), HasSubstr("[TB99]"));
}

TEST(TextReports, HaveAllColumnsWhereTheyMayBeWide) {
  const Ran ran = laecert({"verify", "--builtin", "iris", "--loss", "sum", "--manifolds", "sample:1", "--wide"});

  EXPECT_THAT(ran.out, HasSubstr("margin"));
  EXPECT_THAT(ran.out, HasSubstr("T1, T3, T4, Coq transpose_theorem"));
  EXPECT_THAT(ran.out, ::testing::Not(HasSubstr("\nby\n")));
}

TEST(TextReports, ElideWideMatricesUnlessAskedForAll) {
  const Strings probe{"probe", "--builtin", "synthetic-20", "--index-set", "{}"};
  Strings all = probe;
  all.emplace_back("--all-weights");

  EXPECT_THAT(laecert(probe).out, HasSubstr("--all-weights"));
  EXPECT_THAT(laecert(all).out, ::testing::Not(HasSubstr("--all-weights")));
}

}  // namespace
}  // namespace laecert::cli
