#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/command_line.hpp"
#include "report/document.hpp"

namespace laecert::cli::topology_test {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Topology, PrintsThePlanesOfFourDimensions) {
  const Ran ran = laecert({"topology", "--grassmannian", "2,4"});

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("Gr(2,4): P -> tr((1 - P) S), 6 critical planes; d d = 0; homology as predicted"),
                    HasSubstr("{2,4}"), HasSubstr("Z/2"), Not(HasSubstr("NOT"))));
}

TEST(Topology, PrintsAllGrassmannians) {
  const Ran ran = laecert({"topology", "--grassmannians", "7"});

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("homology as predicted"), Not(HasSubstr("NOT"))));
}

TEST(Topology, PrintsTheMorseBottIdentityAndWhatItNotices) {
  const Ran ran = laecert({"topology", "--morse-bott", "8,8"});

  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("holds for q <= 8, k <= 8"), HasSubstr("of 64 cases: dropped in 31, doubled in 64"),
                    ContainsRegex("no inv in[ \n]+56"), HasSubstr("reversed in 0")));
}

TEST(Topology, FitsAHundredColumns) {
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"topology", "--grassmannian", "4,9"}, {"topology", "--morse-bott", "12,3"}}) {
    std::istringstream lines(laecert(command).out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(report::display_width(line), 100U) << line;
  }
}

TEST(Topology, RefusesWhatItCannotBuild) {
  EXPECT_EQ(laecert({"topology"}).code, 64);
  EXPECT_EQ(laecert({"topology", "--grassmannian", "2,4", "--morse-bott", "2,2"}).code, 64);
  EXPECT_EQ(laecert({"topology", "--grassmannian", "4"}).code, 64);
  EXPECT_EQ(laecert({"topology", "--grassmannian", "5,4"}).code, 64);
  EXPECT_THAT(laecert({"topology", "--grassmannian", "30,60"}).err, HasSubstr("more than 200000 index sets"));
  EXPECT_EQ(laecert({"topology", "--grassmannians", "17"}).code, 64);
  EXPECT_EQ(laecert({"topology", "--morse-bott", "0,3"}).code, 64);
}

}  // namespace
}  // namespace laecert::cli::topology_test
