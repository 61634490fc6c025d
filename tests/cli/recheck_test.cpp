// The prover against the independent rechecker: every certificate that laecert writes is accepted.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/command_line.hpp"
#include "numeric/random.hpp"
#include "numeric/test_scale.hpp"

namespace laecert::cli {
namespace {

Strings certificates_in(const std::string& folder) {
  Strings files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename() != "index.json") files.push_back(entry.path().string());
  }
  return files;
}

// The lines of laecert-recheck, another process, on all certificates of a folder.
struct Rechecked {
  int code = 0;
  std::size_t accepted = 0, lines = 0;
  std::string first_rejected = {};
};

Rechecked recheck(const Strings& files) {
  Strings command{"recheck"};
  command.insert(command.end(), files.begin(), files.end());
  ::testing::internal::CaptureStdout();
  Rechecked result{.code = laecert(command).code};
  std::istringstream lines(::testing::internal::GetCapturedStdout());
  for (std::string line; std::getline(lines, line);) {
    ++result.lines;
    if (line.find(": accepted: ") != std::string::npos) {
      ++result.accepted;
    } else if (result.first_rejected.empty()) {
      result.first_rejected = line;
    }
  }
  return result;
}

void expect_all_accepted(const std::string& name, const Strings& instance, std::size_t points) {
  const std::string folder = new_file(name);
  Strings command{"verify", "--quiet", "--certificates", folder};
  command.insert(command.end(), instance.begin(), instance.end());

  ASSERT_EQ(laecert(command).code, 0);
  const Strings files = certificates_in(folder);
  const Rechecked result = recheck(files);

  EXPECT_EQ(files.size(), points);
  EXPECT_EQ(result.code, 0) << result.first_rejected;
  EXPECT_EQ(result.accepted, points) << result.first_rejected;
}

TEST(Prover, AcceptsEveryPointOfAnExactInstance) {
  // Index sets of at most two of five, for each of three losses.
  expect_all_accepted("exact", {"--exact-instance", "5,7", "-k", "2", "--lambda", "2"}, 3 * (1 + 5 + 10));
}

TEST(Prover, AcceptsEveryPointOfIris) { expect_all_accepted("iris", {"--builtin", "iris"}, 11 + 11 + 7); }

TEST(Prover, AcceptsRankVectors) { expect_all_accepted("repeated", {"--builtin", "repeated"}, 6); }

// The eigenvalue beside lambda makes no point of other units uncertain; those without a gap in double have none.
TEST(Prover, AcceptsPointsBesideAWall) {
  const std::string gap = std::string(55, '0') + "1";

  expect_all_accepted("wall_none", {"--spectrum", "9,4,2." + gap, "-k", "2", "--lambda", "2", "--loss", "none"}, 7);
  expect_all_accepted("wall_sum", {"--spectrum", "9,4,2." + gap, "-k", "2", "--lambda", "2", "--loss", "sum"}, 1);
  expect_all_accepted("wall_tied", {"--spectrum", "9,4,2." + gap, "-k", "2", "--lambda", "2", "--loss", "tied"}, 1);
}

// Thirteen columns of increasing width, k = 3: 78 unknowns.
TEST(Prover, AcceptsPointsOfALargerTable) {
  numeric::SplitMix64 random(13);
  std::string table;
  for (int row = 0; row < 60; ++row) {
    for (int column = 0; column < 13; ++column) {
      table += fmt::format("{}e-3{}", (column + 2) * random.between(-1000, 1000), column < 12 ? "," : "\n");
    }
  }
  const int sample = std::max(4, numeric::scaled(67));

  expect_all_accepted("larger",
                      {"--data", file_with("larger.csv", table), "-k", "3", "--lambda", "60", "--manifolds",
                       "sample:" + std::to_string(sample)},
                      3 * static_cast<std::size_t>(sample));
}

TEST(Prover, RejectsACertificateOfAnotherInertia) {
  const std::string folder = new_file("tampered");
  ASSERT_EQ(laecert({"probe", "--builtin", "iris", "--index-set", "1", "--quiet", "--certificates", folder}).code, 0);
  const std::string text = content_of(folder + "/sum-1.json");
  const std::string inertia = R"("inertia": ["2", "1", "13"])";
  const std::size_t at = text.find(inertia);
  ASSERT_NE(at, std::string::npos);
  const std::string tampered = text.substr(0, at) + R"("inertia": ["1", "1", "14"])" + text.substr(at + inertia.size());

  const Rechecked result = recheck({file_with("tampered.json", tampered)});

  EXPECT_EQ(result.code, 1);
  EXPECT_EQ(result.accepted, 0U);
  EXPECT_THAT(result.first_rejected, ::testing::HasSubstr("rejected"));
}

TEST(Prover, SaysWhichFileIsMissing) { EXPECT_EQ(recheck({new_file("nowhere.json")}).code, 66); }

}  // namespace
}  // namespace laecert::cli
