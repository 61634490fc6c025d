// A gate: a run is held against an approved report.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

Strings held_against(const std::string& file, const Strings& more = {}) {
  Strings arguments{"verify",       "--spectrum",           "9,4,2",   "-k",       "2", "--lambda", "1",
                    "--statements", "none.index,sum.value", "--quiet", "--expect", file};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

std::string approved_file(const std::string& name) {
  const std::string file = new_file(name);
  EXPECT_EQ(laecert(held_against(file, {"--update-expect"})).code, 0);
  return file;
}

TEST(Expect, IsWrittenOnceAndThenMet) {
  const std::string file = approved_file("approved.json");

  EXPECT_THAT(schema_errors("report.schema.json", content_of(file)), IsEmpty());
  const Ran ran = laecert(held_against(file));
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err, "");
}

TEST(Expect, EndsWithOneAndTellsWhatIsWorse) {
  const std::string file = approved_file("approved_exact.json");
  const Ran ran = laecert(held_against(file, {"--evidence", "enclosed"}));

  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr(file + ": none.index: enclosed, approved exact\n"));
}

TEST(Expect, AStoppedRunIsNotComparedAndApprovesNothing) {
  const std::string file = new_file("approved_stopped.json");
  // Its spectrum is known at once, and its manifolds take minutes.
  const Strings stopped{"verify",      "--builtin", "synthetic-20", "--loss", "sum",      "--manifolds",
                        "sample:1000", "--quiet",   "--time-limit", "1",      "--expect", file};
  Strings updating = stopped;
  updating.emplace_back("--update-expect");

  const Ran update = laecert(updating);
  EXPECT_EQ(update.code, 75);
  EXPECT_THAT(update.err, HasSubstr("stays as it is: the run was stopped"));
  EXPECT_FALSE(std::filesystem::exists(file));
  std::filesystem::copy_file(approved_file("approved_copy.json"), file);
  const Ran compared = laecert(stopped);
  EXPECT_EQ(compared.code, 75);
  EXPECT_THAT(compared.err, HasSubstr("not compared with " + file + ": the run was stopped"));
}

TEST(Expect, IsAskedForAsAWhole) {
  const std::string file = approved_file("approved_whole.json");

  const std::string journal = new_file("no.journal");

  EXPECT_EQ(laecert(held_against(new_file("not_there.json"), {"--journal", journal})).code, 66);
  EXPECT_FALSE(std::filesystem::exists(journal));
  EXPECT_EQ(laecert(held_against(file_with("no_report.json", "{}"))).code, 65);
  EXPECT_EQ(laecert(held_against(file, {"-k", "1"})).code, 64);
  EXPECT_EQ(laecert(held_against(file, {"--expect-margin", "0"})).code, 64);
  EXPECT_EQ(laecert(held_against(file, {"--expect-margin", "2"})).code, 64);
  EXPECT_EQ(laecert(held_against(file, {"--expect-margin", "1/3", "--update-expect"})).code, 64);
  EXPECT_EQ(laecert({"verify", "--builtin", "iris", "--update-expect"}).code, 64);
  EXPECT_EQ(laecert({"verify", "--builtin", "iris", "--expect-margin", "1/3"}).code, 64);
  EXPECT_EQ(laecert({"verify", "--builtin", "iris", "--statements", "sum.index", "--quiet", "--expect", file}).code,
            65);
}

TEST(Expect, GoesOnWithAJournalWhateverIsExpected) {
  const std::string journal = new_file("expect.journal"), file = approved_file("approved_journal.json");

  EXPECT_EQ(laecert(held_against(file, {"--journal", journal})).code, 0);
  Strings resumed = held_against(file, {"--resume", journal, "--expect-margin", "1/3"});
  EXPECT_EQ(laecert(resumed).code, 0);
}

}  // namespace
}  // namespace laecert::cli
