#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/command_line.hpp"
#include "cli/journal_file.hpp"
#include "numeric/random.hpp"
#include "numeric/test_scale.hpp"
#include "report/write_file.hpp"

namespace laecert::cli {
namespace {

using ::testing::HasSubstr;

const Strings small_verify{"verify", "--spectrum", "4,1", "-k", "1", "--lambda", "1/2", "--json", "-"};
const Strings small_search{"search", "--spectrum", "4,1", "-k",     "1", "--lambda",
                           "1/2",    "--starts",   "20",  "--json", "-"};

Ran with(Strings command, const Strings& more) {
  command.insert(command.end(), more.begin(), more.end());
  return laecert(command);
}

// A journal that was cut anywhere, as a kill or a power cut leaves it, is gone on with to the same bytes.
TEST(Journal, CutAnywhereIsGoneOnWithToTheSameBytes) {
  numeric::SplitMix64 random(10);
  for (const Strings& command : {small_verify, small_search}) {
    const std::string journal = new_file("whole.journal");
    const Ran whole = laecert(command), kept = with(command, {"--journal", journal});
    const std::string all = content_of(journal);
    ASSERT_EQ(kept.out, whole.out);
    ASSERT_GT(all.size(), 1000U);
    for (int i = 0; i < numeric::scaled(12); ++i) {
      const auto length = static_cast<std::size_t>(random.between(0, static_cast<long>(all.size())));
      const std::string cut = file_with("cut.journal", all.substr(0, length));

      const Ran resumed = with(command, {"--resume", cut});

      EXPECT_EQ(resumed.code, whole.code) << length << resumed.err;
      EXPECT_EQ(resumed.out, whole.out) << length;
      // Whole again: nothing is left to do.
      const auto size = std::filesystem::file_size(cut);
      EXPECT_EQ(with(command, {"--resume", cut, "--jobs", "3"}).out, whole.out);
      EXPECT_EQ(std::filesystem::file_size(cut), size);
    }
  }
}

TEST(Journal, OfAnotherRunIsRefusedInOneLine) {
  const std::string journal = new_file("other.journal");
  ASSERT_EQ(with(small_search, {"--journal", journal}).code, 0);
  const std::string before = content_of(journal);
  const std::vector<std::pair<Strings, std::string>> others{
      {{"--seed", "2"}, "--resume: --seed was the default, not 2"},
      {{"--digits", "40"}, "--resume: --digits was the default, not 40"},
      {{"--finders", "newton,loss"}, "--resume: --finders was the default, not newton,loss"}};
  for (const auto& [more, says] : others) {
    Strings arguments = more;
    arguments.insert(arguments.end(), {"--resume", journal});
    const Ran ran = with(small_search, arguments);

    EXPECT_EQ(ran.code, 64);
    EXPECT_EQ(ran.err, "laecert: " + says + "\n");
  }
  EXPECT_EQ(with(small_verify, {"--resume", journal}).err, "laecert: --resume: the command was search, not verify\n");
  EXPECT_EQ(
      with({"search", "--spectrum", "5,1", "-k", "1", "--lambda", "1/2", "--starts", "20"}, {"--resume", journal}).code,
      64);
  EXPECT_EQ(content_of(journal), before);
}

TEST(Journal, IsNeitherReplacedNorMissed) {
  const std::string there = file_with("there.journal", "something of somebody's");

  const Ran replaced = with(small_search, {"--journal", there});
  const Ran no_journal = with(small_search, {"--resume", there});
  const Ran missing = with(small_search, {"--resume", new_file("nowhere.journal")});

  EXPECT_EQ(replaced.code, 64);
  EXPECT_THAT(replaced.err, HasSubstr("is there already; go on with --resume, or remove it"));
  EXPECT_EQ(no_journal.code, 65);
  EXPECT_EQ(content_of(there), "something of somebody's");
  EXPECT_EQ(missing.code, 66);
  EXPECT_EQ(with(small_search, {"--journal", "/nowhere/j"}).code, 73);
  EXPECT_EQ(with(small_search, {"--journal", "/dev/full"}).code, 73);
  EXPECT_EQ(with(small_search, {"--journal", "a", "--resume", "b"}).code, 64);
}

// A byte that changed before the last record.
TEST(Journal, ThatIsDamagedIsRefused) {
  const std::string journal = new_file("damaged.journal");
  ASSERT_EQ(with(small_search, {"--journal", journal}).code, 0);
  const std::string good = content_of(journal);
  for (const std::size_t at : {std::size_t{3}, good.size() / 3, good.size() / 2}) {
    std::string bad = good;
    bad[at] = bad[at] == 'a' ? 'b' : 'a';
    const std::string file = file_with("bad.journal", bad);

    const Ran ran = with(small_search, {"--resume", file});

    EXPECT_EQ(ran.code, 65) << at << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1);
    EXPECT_EQ(content_of(file), bad);
  }
}

TEST(Journal, IsOfOneProcessAtATime) {
  const std::string file = new_file("locked.journal");
  const JournalPlan plan{{"--seed", "1"}};
  const auto writer = JournalFile::begin(file, plan);

  EXPECT_THROW((void)JournalFile::resume(file, plan), report::OutputError);
}

TEST(Journal, HasWhatWasKept) {
  const std::string file = new_file("kept.journal");
  const JournalPlan plan{{"--seed", "1"}};
  const std::string bytes("x\n\0 y", 5);
  JournalFile::begin(file, plan)->keep("a/b", bytes);

  const auto journal = JournalFile::resume(file, plan);

  EXPECT_EQ(journal->find("a/b"), bytes);
  EXPECT_EQ(journal->find("a"), std::nullopt);
}

}  // namespace
}  // namespace laecert::cli
