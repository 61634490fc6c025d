#include "project/include_direction.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace laecert::project {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> faults_of(const std::string& path, const std::string& text) {
  return forbidden_includes({{path, text}});
}

TEST(IncludeDirection, HoldsInTheWholeTree) { EXPECT_THAT(forbidden_includes(read_cpp_files()), IsEmpty()); }

TEST(IncludeDirection, IsTriedOnEveryHouseThatExists) {
  std::set<std::string> seen;
  for (const SourceFile& file : read_cpp_files()) seen.insert(house_of(file.path));

  EXPECT_TRUE(seen.contains("numeric"));
  EXPECT_TRUE(seen.contains("tests"));
  EXPECT_FALSE(seen.contains("")) << "a file under src stands in no house of the table";
}

TEST(IncludeDirection, ForbidsWhatTheTableDoesNotAllow) {
  struct Case {
    const char* house;
    const char* include;
    bool is_allowed;
  };
  const std::vector<Case> cases{
      {"numeric", "numeric/ball.hpp", true},
      {"numeric", "problem/instance.hpp", false},
      {"problem", "numeric/ball.hpp", true},
      {"problem", "certify/certify.hpp", false},
      {"theory", "numeric/ball.hpp", true},
      {"theory", "problem/instance.hpp", true},
      {"theory", "problem/critical_problem.hpp", false},
      {"theory", "problem/families/lae/loss.hpp", false},
      {"certify", "problem/critical_problem.hpp", true},
      {"certify", "theory/lae/index_set.hpp", false},
      {"propose", "certify/certify.hpp", true},
      {"propose", "theory/lae/index_set.hpp", false},
      {"claims", "problem/instance.hpp", false},
      {"report", "claims/verdict.hpp", true},
      {"report", "problem/instance.hpp", false},
      {"instances", "problem/instance.hpp", true},
      {"instances", "claims/verdict.hpp", false},
      {"checks", "claims/finding.hpp", true},
      {"checks", "report/document.hpp", false},
      {"checks", "studies/probe.hpp", false},
      {"studies", "report/document.hpp", true},
      {"studies", "cli/options.hpp", false},
      {"studies", "training/train.hpp", false},
      {"studies", "pca/components.hpp", false},
      {"pca", "studies/describe.hpp", true},
      {"pca", "training/train.hpp", false},
      {"training", "studies/describe.hpp", true},
      {"families", "theory/spectrum.hpp", true},
      {"families", "checks/lae/family.hpp", false},
      {"checks", "cli/options.hpp", false},
      {"cli", "checks/registry.hpp", true},
      {"recheck", "numeric/rational.hpp", false},
      {"recheck", "exact.hpp", true},
      {"tests", "cli/options.hpp", true},
      {"tests", "project/source_files.hpp", true},
      {"numeric", "ball.hpp", false},
      {"", "numeric/ball.hpp", false},
  };

  for (const Case& c : cases) {
    EXPECT_EQ(may_include(c.house, c.include), c.is_allowed) << c.house << " includes " << c.include;
  }
}

TEST(IncludeDirection, NamesFileLineAndRule) {
  EXPECT_THAT(faults_of("src/numeric/ball.hpp", "#pragma once\n#include <vector>\n#include \"problem/instance.hpp\"\n"),
              ElementsAre("src/numeric/ball.hpp:3: numeric may not include problem/instance.hpp"));
}

TEST(IncludeDirection, ForbidsIncludesThatGoUpOrHideBehindBrackets) {
  EXPECT_EQ(faults_of("src/problem/x.cpp", "#include \"../numeric/ball.hpp\"\n").size(), 1U);
  EXPECT_EQ(faults_of("src/problem/x.cpp", "#include \"numeric/../theory/x.hpp\"\n").size(), 1U);
  EXPECT_EQ(faults_of("src/problem/x.cpp", "#include \"/usr/include/numeric\"\n").size(), 1U);
  EXPECT_EQ(faults_of("src/theory/x.cpp", "  #  include <problem/critical_problem.hpp>\n").size(), 1U);
  EXPECT_EQ(faults_of("recheck/main.cpp", "#include \"../src/numeric/rational.hpp\"\n").size(), 1U);
  EXPECT_EQ(faults_of("src/stray.cpp", "#include \"numeric/ball.hpp\"\n").size(), 1U);
}

// Within a house too, folders stand on each other and never in a circle.
TEST(IncludeDirection, HasNoCircleBetweenFolders) {
  const std::vector<SourceFile> files = read_cpp_files();
  for (const char* house : {"checks", "src/families", "src/studies", "src/propose", "src/problem", "src/theory"})
    EXPECT_THAT(circles_between_folders(house, files), IsEmpty()) << house;
}

TEST(IncludeDirection, SeesACircleBetweenFolders) {
  const SourceFile down{"src/studies/ppca/fit.cpp", "#include \"studies/describe.hpp\"\n"};
  const SourceFile up{"src/studies/describe.cpp", "#include \"studies/ppca/fit.hpp\"\n"};
  const SourceFile a{"checks/a/x.hpp", "#include \"checks/b/x.hpp\"\n"},
      b{"checks/b/x.hpp", "#include \"checks/c/x.hpp\"\n"}, c{"checks/c/x.cpp", "#include \"checks/a/x.hpp\"\n"};

  EXPECT_THAT(circles_between_folders("src/studies", {down}), IsEmpty());
  EXPECT_THAT(circles_between_folders("src/studies", {down, up}),
              ElementsAre("src/studies -> src/studies/ppca -> src/studies"));
  EXPECT_THAT(circles_between_folders("checks", {a, b}), IsEmpty());
  EXPECT_THAT(circles_between_folders("checks", {a, b, c}),
              ElementsAre("checks/a -> checks/b -> checks/c -> checks/a"));
}

TEST(IncludeDirection, AllowsTheStandardHeaderOfAHousesName) {
  EXPECT_THAT(faults_of("src/problem/x.cpp", "#include <numeric>\n#include <Eigen/Dense>\n"), IsEmpty());
}

TEST(IncludeDirection, TheInstanceHeaderBringsNoLossToTheory) {
  for (const SourceFile& file : read_cpp_files()) {
    if (file.path != "src/problem/instance.hpp") continue;
    // Read as a file of theory: what it includes reaches theory too.
    EXPECT_THAT(faults_of("src/theory/instance.hpp", file.text), IsEmpty());
  }
}

}  // namespace
}  // namespace laecert::project
