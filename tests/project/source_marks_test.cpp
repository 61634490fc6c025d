#include "project/source_marks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laecert::project {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SourceMarks, NoFileHoldsOne) { EXPECT_THAT(unfinished_marks(read_all_sources()), IsEmpty()); }

TEST(SourceMarks, AMarkIsNoticedWithFileAndLine) {
  const std::string mark = std::string("TO") + "DO";

  const std::vector<std::string> found = unfinished_marks({{"src/a.cpp", "int a;\n// " + mark + ": b\n"}});

  EXPECT_THAT(found, ElementsAre("src/a.cpp:2: " + mark));
}

TEST(SourceMarks, APathOfOneMachineIsNoticed) {
  EXPECT_EQ(unfinished_marks({{"run", std::string("cd /ho") + "me/somebody\n"}}).size(), 1U);
}

TEST(SourceMarks, TheBuildFilesAreRead) {
  std::size_t build_files = 0;
  for (const SourceFile& file : read_all_sources()) build_files += file.path == "run" || file.path == "CMakeLists.txt";

  EXPECT_EQ(build_files, 2U);
}

}  // namespace
}  // namespace laecert::project
