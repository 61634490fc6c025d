// What a user reads before the first run: help, manual pages and completion, all from the same options.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::array commands{"verify", "probe",      "certify", "recheck",  "enumerate", "search",     "pca", "ppca",
                              "train",  "statements", "explain", "topology", "inertia",   "completion", "man"};

// What a shell writes that runs this script.
std::string bash(const std::string& script) {
  const std::string file = file_with("script.bash", script);
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(("bash " + file + " 2>&1").c_str(), "r"), ::pclose);
  std::string text;
  for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) text += static_cast<char>(c);
  return text;
}

// What the completion of bash offers after these words.
std::string completed(const std::string& words) {
  return bash(laecert({"completion", "bash"}).out +
              fmt::format("compopt() {{ :; }}\nCOMP_WORDS=({})\nCOMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n_laecert\n"
                          "echo \"${{COMPREPLY[*]}}\"\n",
                          words));
}

TEST(Help, NamesWhatEachOptionTakes) {
  for (const char* command : commands) {
    const std::string help = laecert({command, "--help"}).out;
    EXPECT_THAT(help, HasSubstr("Usage: laecert")) << command;
    for (const char* word : {"TEXT", "Excludes", "INT", "REQUIRED", "Needs"}) {
      EXPECT_THAT(help, Not(HasSubstr(word))) << command;
    }
  }
  EXPECT_THAT(laecert({"verify", "--help"}).out, HasSubstr("--route auto|dense|block"));
  EXPECT_THAT(laecert({"verify", "--help"}).out, HasSubstr("\nOutput:\n"));
  EXPECT_THAT(laecert({"train", "--help"}).out, HasSubstr("--resume DIR"));
}

TEST(ManualPage, OfEachCommandHasItsOptions) {
  EXPECT_THAT(laecert({"man"}).out, StartsWith(".TH laecert 1"));
  for (const char* command : commands) {
    const Ran page = laecert({"man", command});
    EXPECT_EQ(page.code, 0) << page.err;
    EXPECT_THAT(page.out, StartsWith(fmt::format(".TH laecert\\-{} 1", command)));
    EXPECT_THAT(laecert({"man"}).out, HasSubstr(fmt::format("\\fB{}\\fR", command)));
  }
  EXPECT_THAT(laecert({"man", "probe"}).out, HasSubstr("\\fB\\-\\-index\\-set\\fR I"));
  EXPECT_EQ(laecert({"man", "prob"}).code, 64);
}

TEST(Completion, OffersCommandsOptionsAndChoices) {
  EXPECT_EQ(completed("laecert ver"), "verify\n");
  EXPECT_EQ(completed("laecert verify --rou"), "--route\n");
  EXPECT_EQ(completed("laecert verify --route d"), "dense\n");
  EXPECT_EQ(completed("laecert completion ''"), "--help bash zsh fish\n");
  EXPECT_THAT(completed("laecert man ''"), HasSubstr("verify probe"));
  EXPECT_EQ(completed("laecert verify --lambda ''"), "\n");
}

TEST(Completion, OffersFilesWhereAFileIsWanted) {
  const std::string file = file_with("completed.csv", "1,2\n");
  const std::string start = file.substr(0, file.size() - 5);
  EXPECT_EQ(completed("laecert verify --data " + start), file + '\n');
  EXPECT_EQ(completed("laecert recheck " + start), file + '\n');
  EXPECT_EQ(completed("laecert verify " + start), "\n");
}

TEST(Completion, IsOfThreeShells) {
  EXPECT_THAT(laecert({"completion", "zsh"}).out, StartsWith("#compdef laecert"));
  EXPECT_THAT(laecert({"completion", "fish"}).out, HasSubstr("-l route"));
  EXPECT_EQ(laecert({"completion", "ksh"}).code, 64);
  EXPECT_EQ(laecert({"completion"}).code, 64);
}

TEST(Version, IsJsonWhereAskedFor) {
  const Ran ran = laecert({"--version", "--json"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ("laecert " + nlohmann::json::parse(ran.out).at("laecert").get<std::string>() + '\n',
            laecert({"--version"}).out);
  EXPECT_EQ(laecert({"--json", "--version"}).out, ran.out);
}

}  // namespace
}  // namespace laecert::cli
