// What only the program itself can show: standard streams that are closed or full, limits, signals.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "cli/command_line.hpp"
#include "cli/process.hpp"

namespace laecert::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string new_directory(const std::string& name) {
  const fs::path folder = scratch() / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder.string();
}

const std::string small_verify_command = "verify --builtin scalar-above";

TEST(Program, ExitsWith73WhereStandardOutputCannotBeWritten) {
  const std::string folder = new_directory("stdout");
  const std::string certificate = folder + "/sum-1.json", err = folder + "/err";
  ASSERT_EQ(shell("\"$laecert\" probe --builtin scalar-above --index-set 1 --quiet --certificates " + folder), 0);

  for (const std::string& command :
       {std::string("statements"), std::string("statements --markdown"), std::string("explain sum.index"),
        std::string("explain T13"), std::string("--help"), std::string("--version"), std::string("verify --help"),
        small_verify_command, small_verify_command + " --json -", "recheck " + certificate,
        std::string("enumerate --builtin scalar-above")}) {
    for (const char* output : {">/dev/full", ">&-"}) {
      EXPECT_EQ(shell("\"$laecert\" " + command + ' ' + output + " 2>" + err), 73) << command << output;
      EXPECT_THAT(content_of(err), HasSubstr("standard output cannot be written")) << command << output;
    }
    EXPECT_EQ(shell("\"$laecert\" " + command + " >/dev/null"), 0) << command;
  }
}

TEST(Program, ExitsWith73WhereNobodyReadsOn) {
  const std::string code = new_file("code");

  (void)shell("{ \"$laecert\" statements --markdown 2>/dev/null; echo $? >" + code + "; } | true");

  EXPECT_THAT(content_of(code), ::testing::AnyOf("73\n", "0\n"));
}

// A closed standard output must not become the first file that is written.
TEST(Program, WritesNoTextIntoAFileInPlaceOfAClosedStream) {
  const std::string json = new_file("closed.json");

  EXPECT_EQ(shell("\"$laecert\" " + small_verify_command + " --json " + json + " >&- 2>&-"), 73);

  EXPECT_EQ(schema_errors("report.schema.json", content_of(json)), Strings{});
}

TEST(Program, ExitsWith73AtALimitOfTheSizeOfFiles) {
  const std::string folder = new_directory("limit");
  const std::string err = folder + "/err";

  const int code =
      shell("ulimit -f 4; \"$laecert\" verify --builtin iris --quiet --json " + folder + "/r.json 2>" + err);

  EXPECT_EQ(code, 73);
  EXPECT_THAT(content_of(err), HasSubstr("r.json: cannot be written: File too large"));
  EXPECT_FALSE(fs::exists(fs::path(folder) / "r.json"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 1);
}

TEST(Program, HearsEachSignalThatAsksItToEnd) {
  const std::string out = new_file("out");
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    Process process({"search", "--builtin", "iris", "--starts", "1000000", "--jobs", "1", "--quiet", "--report", out});
    EXPECT_TRUE(process.comes_to_hear(signal)) << signal;
    process.kill(signal);

    EXPECT_EQ(process.wait().code, 130) << signal;
    EXPECT_THAT(content_of(out), HasSubstr("complete: false")) << signal;
  }
}

TEST(Program, OutlivesItsTerminalWhereThatWasAsked) {
  const int code = shell(
      "trap '' HUP; \"$laecert\" search --builtin iris --starts 1000000 --jobs 1 --time-limit 2 --quiet"
      " & pid=$!; sleep 1; kill -HUP $pid; wait $pid");

  EXPECT_EQ(code, 75);
}

TEST(Program, DoesNotWaitForAReaderOfAPipeBeyondAnInterrupt) {
  const std::string folder = new_directory("pipe");
  const std::string err = folder + "/err";

  const int code =
      shell("mkfifo " + folder + "/p; \"$laecert\" " + small_verify_command + " --quiet --json " + folder + "/p 2>" +
            err + " & pid=$!; sleep 1; while kill -INT $pid; do sleep 0.5; done 2>" + folder + "/kill; wait $pid");

  EXPECT_EQ(code, 73);
  EXPECT_THAT(content_of(err), HasSubstr("no process reads this pipe"));
}

}  // namespace
}  // namespace laecert::cli
