#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <map>
#include <thread>

#include "cli/command_line.hpp"

namespace laecert::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

Ran train(const Strings& more) {
  Strings arguments{"train", "--spectrum", "9,4,2", "-k", "2", "--lambda", "1"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return laecert(arguments);
}

std::string new_folder(const std::string& name) {
  const fs::path folder = scratch() / name;
  fs::remove_all(folder);
  return folder.string();
}

// Every file of a folder, by name.
std::map<std::string, std::string> files_of(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    files[entry.path().filename().string()] = content_of(entry.path().string());
  }
  return files;
}

TEST(TrainCommand, CertifiesWhereItEnds) {
  const Ran ran = train({"--algorithm", "gradient-tied,exact-untied"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, ::testing::ContainsRegex("gradient-tied +[0-9]+  certified +<= [0-9.]+e-[0-9]+ +\\{1,2\\}"));
  EXPECT_THAT(ran.out, HasSubstr("by          T6, D2"));
  EXPECT_THAT(ran.out, ::testing::Not(HasSubstr(" s\n")));
  EXPECT_EQ(ran.err, "");
}

TEST(TrainCommand, SaysHowFarItIsWhereItIsNotThere) {
  const Ran ran = train({"--algorithm", "gradient-untied", "--iterations", "20"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.out, ::testing::ContainsRegex("gradient-untied +20  iterations "));
  EXPECT_THAT(ran.out, HasSubstr("its iterations are spent above the tolerance"));
  EXPECT_THAT(ran.out, HasSubstr("directions  none: no run"));
}

TEST(TrainCommand, NamesTheReferenceRuleUnsound) {
  const Ran ran = train({"--algorithm", "gradient-sync", "--stop", "reference", "--eps", "1e-3"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.out, HasSubstr("the reference's rule with eps = 0.001, which is unsound"));
}

TEST(TrainCommand, RunsAllThatCanRun) {
  const Ran ran = laecert({"train", "--builtin", "iris", "--iterations", "60", "--batch", "10", "--plot"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.out, HasSubstr("minibatch-tied"));
  EXPECT_THAT(ran.out, ::testing::Not(HasSubstr("not run")));
  EXPECT_THAT(ran.out, HasSubstr("distance to the SVD over iterations"));
  EXPECT_THAT(train({"--iterations", "9"}).out, HasSubstr("minibatches need samples"));
}

// The weights are written exactly: `certify` finds the critical point near them.
TEST(TrainCommand, WritesWeightsThatCertifyReads) {
  const std::string folder = new_folder("weights");
  ASSERT_EQ(train({"--algorithm", "exact-untied", "--output", folder}).code, 0);

  const Ran ran = laecert({"certify", "--spectrum", "9,4,2", "--lambda", "1", "--w1", folder + "/exact-untied-w1.npy",
                           "--w2", folder + "/exact-untied-w2.npy", "--within", "1e-8"});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("sum {1,2}"));
}

TEST(TrainCommand, TracesTheStartTheChecksAndTheEnd) {
  const std::string folder = new_folder("trace");
  train({"--algorithm", "gradient-untied", "--iterations", "10", "--output", folder, "--trace-every", "6"});

  const std::string trace = content_of(folder + "/gradient-untied.csv");

  std::istringstream lines(trace);
  std::string iterations;
  for (std::string line; std::getline(lines, line);) iterations += line.substr(0, line.find(',')) + ' ';
  EXPECT_EQ(iterations, "iteration 0 1 2 3 4 5 6 7 8 10 ");
}

TEST(TrainCommand, WritesTimingsOnlyWhereAsked) {
  const std::string timings = new_file("timings.csv");
  train({"--algorithm", "exact-untied,lbfgs", "--timings", timings});

  EXPECT_THAT(content_of(timings), ::testing::StartsWith("algorithm,iteration,seconds,loss,subspace_distance,"));
  EXPECT_THAT(content_of(timings), HasSubstr("\nlbfgs,0,0.000000,"));
}

bool hears_interrupts() {
  struct sigaction now = {};
  return sigaction(SIGINT, nullptr, &now) == 0 && now.sa_handler != SIG_IGN && now.sa_handler != SIG_DFL;
}

// An interrupt in the midst of the runs, several times in a row; what is on disk in the end is what an uninterrupted
// command writes.
TEST(TrainCommand, GoesOnAfterAnInterruptWithTheSameBytes) {
  const Strings common{"train",
                       "--builtin",
                       "iris",
                       "--algorithm",
                       "gradient-untied,minibatch-tied,lbfgs",
                       "--tolerance",
                       "1e-13",
                       "--iterations",
                       "60000",
                       "--trace-every",
                       "7",
                       "--jobs",
                       "1"};
  const auto with = [&](const Strings& more) {
    Strings arguments = common;
    arguments.insert(arguments.end(), more.begin(), more.end());
    return laecert(arguments);
  };
  const std::string whole = new_folder("whole"), cut = new_folder("cut");
  const fs::path checkpoint = fs::path(cut) / "checkpoint.json";
  const Ran once = with({"--output", whole});

  // A signal that comes after the end of a run must not end the test.
  auto* const before = std::signal(SIGINT, SIG_IGN);
  int interrupts = 0;
  Ran ran{130, "", ""};
  for (int milliseconds = 30; ran.code == 130 && interrupts < 100; milliseconds += 30) {
    std::jthread finger([milliseconds](const std::stop_token& over) {
      while (!hears_interrupts() && !over.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
      (void)std::raise(SIGINT);
    });
    ran = with({fs::exists(checkpoint) ? "--resume" : "--output", cut});
    finger.request_stop();
    finger.join();
    if (ran.code != 130) break;
    ++interrupts;
    // One that comes before the training finds nothing to tell, and costs nothing.
    const bool is_early = ran.out.empty() && ran.err.starts_with("laecert: stopped while the ");
    const bool is_told = fs::exists(checkpoint) && ran.out.find("complete: false") != std::string::npos;
    EXPECT_TRUE(is_early || is_told) << ran.out << ran.err;
  }

  std::signal(SIGINT, before);
  EXPECT_GE(interrupts, 1);
  EXPECT_EQ(ran.code, once.code);
  EXPECT_EQ(ran.out, once.out);
  EXPECT_EQ(files_of(cut), files_of(whole));
}

// The rows between the checks are taken from the trace where it is whole; where one is missing, that is told.
TEST(TrainCommand, MissesNoRowOfTheTrace) {
  const std::string folder = new_folder("rows"), trace = folder + "/gradient-untied.csv";
  const Strings command{"--algorithm", "gradient-untied", "--iterations", "10", "--trace-every", "9"};
  const auto with = [&](const char* option) {
    Strings arguments = command;
    arguments.insert(arguments.end(), {option, folder});
    return train(arguments);
  };
  with("--output");
  const std::map<std::string, std::string> before = files_of(folder);
  ASSERT_FALSE(before.contains("gradient-untied.rows"));
  EXPECT_EQ(with("--resume").code, 2);
  EXPECT_EQ(files_of(folder), before);

  const std::string whole = content_of(trace);
  const std::size_t row = whole.find("\n9,") + 1, next = whole.find('\n', row) + 1;
  for (const std::string& lost : {whole.substr(0, row) + whole.substr(next), whole.substr(0, row + 5),
                                  whole.substr(0, row) + "9,x,,,,,,,\n" + whole.substr(next)}) {
    file_with("rows/gradient-untied.csv", lost);
    const Ran ran = with("--resume");

    EXPECT_EQ(ran.code, 65);
    EXPECT_THAT(ran.err, HasSubstr("gradient-untied.csv: not a trace of train: no row of iteration 9"));
  }
}

TEST(TrainCommand, KeepsWhatIsDoneAtATimeLimit) {
  const std::string folder = new_folder("limit");
  const Ran ran = train({"--algorithm", "gradient-untied,gradient-tied", "--iterations", "1000000000000", "--tolerance",
                         "1e-30", "--time-limit", "1", "--output", folder, "--jobs", "1"});

  EXPECT_EQ(ran.code, 75);
  EXPECT_THAT(ran.out, HasSubstr("interrupted"));
  EXPECT_THAT(ran.out, HasSubstr("stopped before its start"));
  EXPECT_TRUE(fs::exists(fs::path(folder) / "gradient-untied-w1.npy"));
  EXPECT_FALSE(fs::exists(fs::path(folder) / "gradient-tied-w1.npy"));
}

TEST(TrainCommand, RefusesToResumeAnotherRunInOneLine) {
  const std::string folder = new_folder("resume");
  train({"--algorithm", "exact-untied", "--output", folder});

  const Ran other = train({"--algorithm", "exact-untied", "--resume", folder, "--seed", "2"});
  const Ran missing = train({"--resume", new_folder("nowhere")});

  EXPECT_EQ(other.code, 64);
  EXPECT_EQ(other.err, "laecert: --resume: --seed was 1, not 2\n");
  EXPECT_EQ(missing.code, 66);
  EXPECT_EQ(train({"--algorithm", "exact-untied", "--resume", folder, "--digits", "20"}).code, 64);
  file_with("resume/checkpoint.json", "{");
  EXPECT_EQ(train({"--algorithm", "exact-untied", "--resume", folder}).code, 65);
}

TEST(TrainCommand, DrawsFiguresWithOrWithoutGnuplot) {
  const std::string folder = new_folder("figures");
  for (const std::string& name : Strings{"transpose", "shrinkage", "alignment", "ellipses"}) {
    const Ran ran = laecert({"train", "--figure", name, "--output", folder, "--iterations", "200"});

    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_TRUE(fs::exists(fs::path(folder) / (name + ".csv")));
    EXPECT_TRUE(fs::exists(fs::path(folder) / (name + ".svg")) || ran.err.find("gnuplot") != std::string::npos);
  }
  for (const auto& [name, content] : files_of(folder)) EXPECT_FALSE(name.ends_with(".part"));
  EXPECT_EQ(laecert({"train", "--figure", "pie"}).code, 64);
  EXPECT_EQ(laecert({"train", "--figure", "ellipses", "--builtin", "iris", "-k", "3"}).code, 64);
}

TEST(TrainCommand, WarnsWhereNothingApplies) {
  const Ran ran = laecert({"train", "--spectrum", "4,1", "-k", "1", "--lambda", "0", "--algorithm", "all", "--quiet"});

  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(ran.code == 0 || ran.code == 2);
}

TEST(TrainCommand, RefusesWrongOptionsInOneLine) {
  for (const Strings& wrong : {Strings{"--algorithm", "magic"},
                               Strings{"--algorithm", "lbfgs,lbfgs"},
                               Strings{"--algorithm", "minibatch-tied"},
                               Strings{"--loss", "mean"},
                               Strings{"--step", "0"},
                               Strings{"--step", "-1"},
                               Strings{"--step", "1e400"},
                               Strings{"--iterations", "0"},
                               Strings{"--tolerance", "0"},
                               Strings{"--stop", "never"},
                               Strings{"--eps", "x"},
                               Strings{"--start-scale", "0"},
                               Strings{"--penalties", "2,1"},
                               Strings{"--penalties", "1"},
                               Strings{"--batch", "0"},
                               Strings{"--trace-every", "-1"},
                               Strings{"--time-limit", "-1"},
                               Strings{"--loss", "none", "--algorithm", "gradient-untied"},
                               Strings{"--loss", "product", "--algorithm", "exact-tied"},
                               Strings{"--algorithm", "all,exact-tied"},
                               Strings{"--algorithm", "exact-tied", "--sequential"},
                               Strings{"--algorithm", "exact-tied", "--penalties", "1,2"},
                               Strings{"--figure", "transpose", "--json", "-"},
                               Strings{"--figure", "transpose", "--time-limit", "1"},
                               Strings{"--figure", "transpose", "--algorithm", "lbfgs"},
                               Strings{"--figure", "transpose", "--resume", "f"}}) {
    const Ran ran = train(wrong);

    EXPECT_EQ(ran.code, 64) << ::testing::PrintToString(wrong) << ran.out;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
  EXPECT_EQ(laecert({"train"}).code, 64);
  EXPECT_EQ(laecert({"train", "--spectrum", "4,1", "-k", "3", "--lambda", "1"}).code, 64);
  EXPECT_EQ(
      laecert({"train", "--spectrum", "9e200,4e200", "-k", "1", "--lambda", "2e200", "--algorithm", "gradient-tied"})
          .code,
      64);
  EXPECT_EQ(train({"--output", "/dev/null/x"}).code, 73);
  EXPECT_EQ(train({"--timings", "/nowhere/x"}).code, 73);
}

}  // namespace
}  // namespace laecert::cli
