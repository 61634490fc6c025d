#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "cli/command_line.hpp"
#include "report/sources.hpp"
#include "studies/lemma_index.hpp"
#include "studies/lemmas.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;

std::string page(const std::string& name) { return content_of(std::string(LAECERT_SOURCE_DIR) + "/" + name); }

// The ids of the results of method.md: "### T4. ...", "**R5 (...)", "**Lemma R0 (...)".
std::set<std::string> ids_of_method() {
  const std::string text = page("reports/method.md");
  std::set<std::string> ids;
  const std::regex heading(R"((^|\n)(### |\*\*|\*\*Lemma )([RCTDSGMU][0-9]+)[. ])");
  for (std::sregex_iterator one(text.begin(), text.end(), heading), end; one != end; ++one) ids.insert((*one)[3].str());
  return ids;
}

TEST(LemmaIndex, HasEveryResultOfThePageAndNoOther) {
  std::set<std::string> ids;
  for (const studies::IndexedLemma& one : studies::lemma_index()) EXPECT_TRUE(ids.insert(one.id).second) << one.id;

  EXPECT_EQ(ids, ids_of_method());
}

TEST(LemmaIndex, SaysWhoDecidesWhereNoStepsAreListed) {
  for (const studies::IndexedLemma& one : studies::lemma_index()) {
    EXPECT_EQ(one.decider.empty(), studies::find_lemma(one.id) != nullptr) << one.id;
  }
}

TEST(ExplainCommand, AnswersForLemmasAndSources) {
  const Ran steps = laecert({"explain", "T13"}), bound = laecert({"explain", "C2"}), work = laecert({"explain", "K19"});

  EXPECT_EQ(steps.code + bound.code + work.code, 0);
  EXPECT_THAT(steps.out, HasSubstr("the listed points of `none` and `product` are critical"));
  EXPECT_THAT(steps.out, HasSubstr("machine (converse.W1)"));
  EXPECT_THAT(steps.out, HasSubstr("reports/method.md"));
  EXPECT_THAT(steps.out, HasSubstr("none.critical"));
  EXPECT_THAT(bound.out, HasSubstr("decided by"));
  EXPECT_THAT(work.out, HasSubstr("Loss landscapes"));
  EXPECT_EQ(laecert({"explain", "T99"}).code, 64);
}

TEST(ExplainCommand, ExpandsLemmasAndKeysIntoALineEach) {
  const Ran ran = laecert({"explain", "sum.transpose"});

  EXPECT_THAT(ran.out, HasSubstr("\n  T4    the transpose theorem"));
  EXPECT_THAT(ran.out, HasSubstr("\n  K19      Kunin"));
}

}  // namespace
}  // namespace laecert::cli
