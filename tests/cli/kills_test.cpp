// What is left of a run that was killed (SIGKILL) at random moments is gone on with to the bytes of a run that was not.
// LAECERT_TEST_KILLS: how many kills; the target `kills` has fifty of each command.

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/command_line.hpp"
#include "cli/process.hpp"
#include "numeric/random.hpp"

namespace laecert::cli {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

int kills_asked_for() {
  const char* text = std::getenv("LAECERT_TEST_KILLS");
  return text == nullptr ? 3 : std::atoi(text);
}

std::map<std::string, std::string> files_in(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    // A temporary file of a killed process lies about; it has the name of none of the others.
    const std::string name = fs::relative(entry.path(), folder).string();
    if (entry.is_regular_file() && !name.ends_with(".tmp")) files[name] = content_of(entry.path().string());
  }
  return files;
}

fs::path new_place(const std::string& name) {
  const fs::path folder = scratch() / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

// A command that keeps what it does in a place, begun or gone on with; its results go into the folder `out`.
struct Kept {
  Strings command;
  std::string begins, kept;  // the option that begins, and the file by which a run can be gone on with
  bool is_folder = false;    // what the options name is the folder of that file

  [[nodiscard]] Strings in(const fs::path& place) const {
    Strings arguments = command;
    const fs::path file = place / kept;
    const bool goes_on = fs::exists(file) && fs::file_size(file) > 0;
    const fs::path named = is_folder ? file.parent_path() : file;
    arguments.insert(arguments.end(), {goes_on ? "--resume" : begins, named.string()});
    for (const char* form : {"report", "json"}) {
      arguments.insert(arguments.end(), {std::string("--") + form, (place / "out" / form).string()});
    }
    return arguments;
  }
};

int run_whole(const Kept& kept, const fs::path& place) {
  fs::create_directories(place / "out");
  return run_process(kept.in(place)).code;
}

void expect_same_bytes_after_kills(const Kept& kept) {
  const fs::path whole = new_place("unkilled"), cut = new_place("killed");
  const Clock::time_point start = Clock::now();
  const int code = run_whole(kept, whole);
  const auto took = std::chrono::duration_cast<milliseconds>(Clock::now() - start).count();
  numeric::SplitMix64 random(static_cast<std::uint64_t>(took));
  fs::create_directories(cut / "out");
  int kills = 0, ends = 0;
  while (kills < kills_asked_for() && ends < 100) {
    Process process(kept.in(cut));
    std::this_thread::sleep_for(milliseconds(random.between(0, took)));
    process.kill(SIGKILL);
    if (process.wait().code == -1) {
      ++kills;
      continue;
    }
    ++ends;
    EXPECT_EQ(files_in(cut / "out"), files_in(whole / "out"));
    fs::remove_all(cut);
    fs::create_directories(cut / "out");
  }

  EXPECT_EQ(run_whole(kept, cut), code) << kills << " kills";
  EXPECT_EQ(files_in(cut / "out"), files_in(whole / "out")) << kills << " kills";
  EXPECT_GE(kills, 1);
}

TEST(Kills, OfVerifyCostNoByte) {
  expect_same_bytes_after_kills(
      {{"verify", "--builtin", "iris", "--certificates", (scratch() / "killed_certificates").string()},
       "--journal",
       "journal"});
}

TEST(Kills, OfSearchCostNoByte) {
  expect_same_bytes_after_kills({{"search", "--builtin", "iris", "--starts", "60"}, "--journal", "journal"});
}

TEST(Kills, OfTrainCostNoByte) {
  expect_same_bytes_after_kills({{"train", "--builtin", "iris", "--algorithm", "gradient-untied,lbfgs", "--tolerance",
                                  "1e-13", "--iterations", "20000", "--trace-every", "7", "--timings", "/dev/null"},
                                 "--output",
                                 "out/checkpoint.json",
                                 true});
}

long iterations_in(const fs::path& checkpoint) {
  const nlohmann::json runs = nlohmann::json::parse(content_of(checkpoint.string())).at("runs");
  return runs.empty() ? 0 : runs.at(0).at("iteration").get<long>();
}

// The second checkpoint comes within ten seconds of the first with iterations, each later than the one before.
TEST(Kills, OfTrainLoseAFewSeconds) {
  const fs::path folder = new_place("few_seconds"), checkpoint = folder / "checkpoint.json";
  const Strings command{"train",       "--builtin", "iris",         "--algorithm",  "gradient-untied",
                        "--tolerance", "1e-300",    "--iterations", "1000000000000"};
  Strings arguments = command;
  arguments.insert(arguments.end(), {"--output", folder.string()});
  Process process(arguments);
  long first = 0, second = 0;
  Clock::time_point seen;
  const Clock::time_point start = Clock::now();
  while (second == 0 && Clock::now() - start < std::chrono::seconds(60)) {
    std::this_thread::sleep_for(milliseconds(50));
    const long now = fs::exists(checkpoint) ? iterations_in(checkpoint) : 0;
    if (now > 0 && first == 0) {
      first = now;
      seen = Clock::now();
    }
    if (now > first && first > 0) second = now;
  }
  const Clock::duration between = Clock::now() - seen;
  process.kill(SIGKILL);

  EXPECT_EQ(process.wait().code, -1);
  EXPECT_GT(second, first);
  EXPECT_LT(between, std::chrono::seconds(10));
}

}  // namespace
}  // namespace laecert::cli
