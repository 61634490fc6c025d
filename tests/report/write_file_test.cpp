#include "report/write_file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

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

TEST_F(WriteFile, FollowsALinkToWhatIsNotThereYet) {
  fs::create_directory(in_directory("d"));
  fs::create_symlink("d/target", in_directory("link"));
  fs::create_symlink("link", in_directory("link_to_it"));

  write_file(in_directory("link_to_it"), "new");

  EXPECT_TRUE(fs::is_symlink(in_directory("link")));
  EXPECT_TRUE(fs::is_symlink(in_directory("link_to_it")));
  EXPECT_EQ(content_of(in_directory("d") / "target"), "new");
}

TEST_F(WriteFile, RefusesLinksThatLeadNowhere) {
  fs::create_symlink("b", in_directory("a"));
  fs::create_symlink("a", in_directory("b"));
  fs::create_symlink("none/target", in_directory("c"));

  for (const char* link : {"a", "c"}) {
    EXPECT_THROW(write_file(in_directory(link), "x"), OutputError);
    EXPECT_THROW(require_place_for(in_directory(link)), OutputError);
  }
  EXPECT_EQ(entries(), 3);
}

TEST_F(WriteFile, KeepsThePermissionsOfWhatItReplaces) {
  for (const mode_t mode : {0600U, 0640U, 0755U, 0444U}) {
    write_file(in_directory("r"), "old");
    ASSERT_EQ(::chmod(in_directory("r").c_str(), mode), 0);

    write_file(in_directory("r"), "new");

    EXPECT_EQ(fs::status(in_directory("r")).permissions(), static_cast<fs::perms>(mode));
    EXPECT_EQ(content_of(in_directory("r")), "new");
  }
}

// True from the third time on.
GiveUp soon() {
  return [asked = 0]() mutable { return ++asked > 2; };
}

TEST_F(WriteFile, WaitsForAReaderOfAPipeAsLongAsOneWants) {
  ASSERT_EQ(::mkfifo(in_directory("pipe").c_str(), 0600), 0);
  write_file(in_directory("a"), "old");

  EXPECT_THROW(write_files({{in_directory("a"), "x"}, {in_directory("pipe"), "y"}}, soon()), OutputError);
  EXPECT_EQ(content_of(in_directory("a")), "old");
  EXPECT_EQ(entries(), 2);

  std::string read;
  std::jthread reader([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    read = content_of(in_directory("pipe"));
  });
  write_files({{in_directory("a"), "x"}, {in_directory("pipe"), std::string(1000000, 'y')}});
  reader.join();
  EXPECT_EQ(read.size(), 1000000U);
  EXPECT_EQ(content_of(in_directory("a")), "x");
}

TEST_F(WriteFile, GivesUpAPipeThatIsFull) {
  ASSERT_EQ(::mkfifo(in_directory("pipe").c_str(), 0600), 0);
  const int idle = ::open(in_directory("pipe").c_str(), O_RDONLY | O_NONBLOCK);

  EXPECT_THROW(write_files({{in_directory("a"), "x"}, {in_directory("pipe"), std::string(1000000, 'y')}}, soon()),
               OutputError);

  EXPECT_EQ(entries(), 1);
  ::close(idle);
}

// What happened to the names of a directory, in order: "-index" removed, "+index" taken.
class Names {
 public:
  explicit Names(const fs::path& directory) : queue_(::inotify_init1(IN_NONBLOCK)) {
    ::inotify_add_watch(queue_, directory.c_str(), IN_DELETE | IN_MOVED_TO);
  }
  ~Names() { ::close(queue_); }
  Names(const Names&) = delete;
  Names& operator=(const Names&) = delete;

  [[nodiscard]] std::vector<std::string> changes() const {
    alignas(inotify_event) std::array<char, 4096> events{};
    const ssize_t size = ::read(queue_, events.data(), events.size());
    std::vector<std::string> changes;
    for (ssize_t at = 0; at < size;) {
      const auto* const event = reinterpret_cast<const inotify_event*>(&events.at(static_cast<std::size_t>(at)));
      changes.push_back(((event->mask & IN_DELETE) != 0 ? "-" : "+") + std::string(event->name));
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
    }
    return changes;
  }

 private:
  int queue_;
};

TEST_F(WriteFile, NoIndexStandsBesideFilesThatItDoesNotTellOf) {
  write_file(in_directory("index"), "of old ones");
  const Names names(in_directory("."));

  write_files({{.file = in_directory("index"), .content = "of a, b", .is_index = true},
               {in_directory("a"), "x"},
               {in_directory("b"), "y"}});

  EXPECT_EQ(names.changes(), (std::vector<std::string>{"-index", "+a", "+b", "+index"}));
  EXPECT_EQ(content_of(in_directory("index")), "of a, b");
}

TEST_F(WriteFile, LeavesTheOldIndexWhereAFileCannotBeWritten) {
  write_file(in_directory("index"), "old");

  EXPECT_THROW(write_files({{.file = in_directory("index"), .content = "new", .is_index = true}, {"/dev/full", "x"}}),
               OutputError);

  EXPECT_EQ(content_of(in_directory("index")), "old");
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
