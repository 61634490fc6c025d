#include "project/mutant_patches.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace laecert::project {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<SourceFile>& invented_sources() {
  static const std::vector<SourceFile> sources{
      {"src/numeric/a.cpp", "int a() {\n  return 1;\n}\nint b() {\n  return 1;\n}\n"},
      {"tests/numeric/a_test.cpp", "TEST(A, IsOne) {}\nTEST_P(Every,\n       IsOne) {}\n"}};
  return sources;
}

std::string patch_of(const std::string& red, const std::string& diff) {
  return "# two for one\n# red: " + red + "\n--- a/src/numeric/a.cpp\n+++ b/src/numeric/a.cpp\n" + diff;
}

const std::string good_diff = "@@ -1,3 +1,3 @@\n int a() {\n-  return 1;\n+  return 2;\n }\n";

std::vector<std::string> faults_of(const std::string& text) {
  return unusable_patches({{"tests/mutants/01-a.patch", text}}, invented_sources());
}

TEST(Mutants, AllApplyAndNameATest) {
  EXPECT_THAT(unusable_patches(read_mutant_patches(), read_cpp_files()), IsEmpty());
}

TEST(Mutants, AreTriedOnEveryHouse) {
  std::set<std::string> mutated;
  for (const SourceFile& patch : read_mutant_patches()) {
    for (const std::string& line : lines_of(patch.text)) {
      if (line.starts_with("+++ b/")) mutated.insert(line.substr(6, line.find('/', 10) - 6));
    }
  }

  EXPECT_THAT(mutated, ::testing::IsSupersetOf({"src/numeric", "src/problem", "src/theory", "src/certify",
                                                "src/propose", "src/claims", "src/instances", "src/report",
                                                "src/studies", "src/cli", "checks", "recheck"}));
}

TEST(Mutants, GoodOnesHaveNoFault) {
  EXPECT_THAT(faults_of(patch_of("numeric_test A.IsOne", good_diff)), IsEmpty());
  EXPECT_THAT(faults_of(patch_of("numeric_scalars_test A.IsOne", good_diff)), IsEmpty());
  EXPECT_THAT(faults_of(patch_of("numeric_test All/Every.IsOne/one", good_diff)), IsEmpty());
}

TEST(Mutants, AHeaderThatCannotBeReadIsNoticed) {
  const std::string header = "tests/mutants/01-a.patch: does not begin with its two lines";

  EXPECT_THAT(faults_of(""), ElementsAre(header));
  EXPECT_THAT(faults_of(patch_of("A.IsOne", good_diff)), ElementsAre(header));
  EXPECT_THAT(faults_of(patch_of("numeric_test A.*", good_diff)), ElementsAre(header));
}

TEST(Mutants, ATestThatIsNotThereIsNoticed) {
  EXPECT_THAT(faults_of(patch_of("numeric_test A.IsTwo", good_diff)),
              ElementsAre("tests/mutants/01-a.patch: there is no test A.IsTwo of numeric_test"));
  EXPECT_THAT(faults_of(patch_of("theory_test A.IsOne", good_diff)),
              ElementsAre("tests/mutants/01-a.patch: there is no test A.IsOne of theory_test"));
}

TEST(Mutants, ALineThatIsGoneOrAmbiguousIsNoticed) {
  EXPECT_THAT(faults_of(patch_of("numeric_test A.IsOne", "@@ -1,2 +1,2 @@\n int a() {\n-  return 3;\n+  return 2;\n")),
              ElementsAre("tests/mutants/01-a.patch: fits 0 places of src/numeric/a.cpp"));
  EXPECT_THAT(faults_of(patch_of("numeric_test A.IsOne", "@@ -2,2 +2,2 @@\n-  return 1;\n+  return 2;\n }\n")),
              ElementsAre("tests/mutants/01-a.patch: fits 2 places of src/numeric/a.cpp"));
}

TEST(Mutants, MoreThanOneLineIsNoticed) {
  EXPECT_THAT(faults_of(patch_of("numeric_test A.IsOne", "@@ -1,2 +1,1 @@\n-int a() {\n-  return 1;\n+  return 2;\n")),
              ElementsAre("tests/mutants/01-a.patch: does not change one line"));
}

}  // namespace
}  // namespace laecert::project
