#include "report/write_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace laecert::report {
namespace {

namespace fs = std::filesystem;

// A directory of its own for each test.
class WriteFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "laecert-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
  }
  void TearDown() override { fs::remove_all(directory_); }

  [[nodiscard]] fs::path in_directory(const char* name) const { return directory_ / name; }

  [[nodiscard]] std::ptrdiff_t entries() const {
    return std::distance(fs::directory_iterator(directory_), fs::directory_iterator());
  }

 private:
  fs::path directory_;
};

std::string content_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_F(WriteFile, HoldsTheBytesAndNothingElseIsLeft) {
  const std::string content("a\0\n\xff", 4);

  write_file(in_directory("r.json"), content);

  EXPECT_EQ(content_of(in_directory("r.json")), content);
  EXPECT_EQ(entries(), 1);
}

TEST_F(WriteFile, ReplacesALongerFile) {
  write_file(in_directory("r"), std::string(100000, 'x'));
  write_file(in_directory("r"), "y");

  EXPECT_EQ(content_of(in_directory("r")), "y");
  EXPECT_EQ(entries(), 1);
}

TEST_F(WriteFile, IntoAMissingDirectoryLeavesNothing) {
  EXPECT_THROW(write_file(in_directory("none") / "r", "x"), OutputError);
  EXPECT_EQ(entries(), 0);
}

TEST_F(WriteFile, OverADirectoryLeavesItAsItWas) {
  fs::create_directory(in_directory("d"));

  EXPECT_THROW(write_file(in_directory("d"), "x"), OutputError);

  EXPECT_TRUE(fs::is_directory(in_directory("d")));
  EXPECT_EQ(entries(), 1);
}

TEST_F(WriteFile, NamesTheFileInItsError) {
  try {
    write_file(in_directory("none") / "r.json", "x");
    FAIL() << "no exception";
  } catch (const OutputError& error) {
    EXPECT_NE(std::string(error.what()).find("none/r.json: cannot be written"), std::string::npos) << error.what();
  }
}

TEST_F(WriteFile, KeepsALink) {
  write_file(in_directory("target"), "old");
  fs::create_symlink("target", in_directory("link"));

  write_file(in_directory("link"), "new");

  EXPECT_TRUE(fs::is_symlink(in_directory("link")));
  EXPECT_EQ(content_of(in_directory("target")), "new");
}

TEST_F(WriteFile, AFullDeviceIsAnErrorAndStaysADevice) {
  EXPECT_THROW(write_file("/dev/full", "x"), OutputError);
  EXPECT_TRUE(fs::is_character_file("/dev/full"));

  EXPECT_NO_THROW(write_file("/dev/null", "x"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(WriteFile, WritesSeveralFilesOrNone) {
  write_file(in_directory("a"), "old");

  EXPECT_THROW(write_files({{in_directory("a"), "new"}, {in_directory("b"), "x"}, {in_directory("none") / "c", "y"}}),
               OutputError);
  EXPECT_EQ(content_of(in_directory("a")), "old");
  EXPECT_EQ(entries(), 1);

  write_files({{in_directory("a"), "new"}, {in_directory("b"), "x"}});
  EXPECT_EQ(content_of(in_directory("a")), "new");
  EXPECT_EQ(content_of(in_directory("b")), "x");
  EXPECT_EQ(entries(), 2);
}

TEST_F(WriteFile, WritesNoFileBesideAFullDevice) {
  EXPECT_THROW(write_files({{in_directory("a"), "x"}, {"/dev/full", "y"}}), OutputError);
  EXPECT_EQ(entries(), 0);

  write_files({{in_directory("a"), "x"}, {"/dev/null", "y"}});
  EXPECT_EQ(content_of(in_directory("a")), "x");
}

TEST_F(WriteFile, KnowsBeforehandWhereNoFileCanBe) {
  write_file(in_directory("file"), "x");

  EXPECT_NO_THROW(require_place_for(in_directory("new")));
  EXPECT_NO_THROW(require_place_for(in_directory("file")));
  EXPECT_NO_THROW(require_place_for("in_the_working_directory"));
  EXPECT_NO_THROW(require_place_for("/dev/null"));
  EXPECT_THROW(require_place_for(in_directory("none") / "r"), OutputError);
  EXPECT_THROW(require_place_for(in_directory("file") / "r"), OutputError);
  EXPECT_THROW(require_place_for(in_directory(".")), OutputError);
  EXPECT_EQ(entries(), 1);
}

TEST_F(WriteFile, FollowsTheUmask) {
  const mode_t before = ::umask(027);
  write_file(in_directory("r"), "x");
  ::umask(before);

  EXPECT_EQ(fs::status(in_directory("r")).permissions(), static_cast<fs::perms>(0640));
}

}  // namespace
}  // namespace laecert::report
