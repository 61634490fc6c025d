#include "training/training_report.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "report/number_text.hpp"

namespace laecert::studies {
namespace {

using ::testing::HasSubstr;

constexpr double nan_of_double = std::numeric_limits<double>::quiet_NaN();

TraceRow row(long iteration, double to_svd) {
  return {.iteration = iteration,
          .loss = 1,
          .gradient_norm = nan_of_double,
          .transpose_gap = 0,
          .balance_gap = 0.25,
          .subspace_distance = to_svd,
          .direction_error = 1e-300};
}

Training small() {
  Training training{.preamble = {.instance = {.name = "x", .m = 2, .k = 1, .lambda = "1", .sha256 = "0123456789"}},
                    .loss = "sum",
                    .seed = "1",
                    .start_scale = "0.1",
                    .iterations = 100,
                    .stop_rule = "certified",
                    .tolerance = "1e-08",
                    .eps = "1e-08"};
  training.algorithms = {{.name = "exact-untied",
                          .iterations = 100,
                          .stopped_by = "certified",
                          .manifold = "{1}",
                          .distance = "3.1e-9",
                          .by = {"T6", "D2"},
                          .predicted_rate = "0.99999876543",
                          .predicted_radius = "1e-11",
                          .last = row(100, 0.001),
                          .trace = {row(0, 1), row(1, 1), row(10, 0.01), row(100, 0.001)}},
                         {.name = "minibatch-tied", .refused = "minibatches need samples"}};
  return training;
}

TEST(TrainingText, TellsRunsAndWhatCouldNotRun) {
  const std::string text = to_text(small());

  EXPECT_THAT(text, HasSubstr("exact-untied           100  certified   <= 3.1e-9  {1}  0.99999876..."));
  EXPECT_THAT(text, HasSubstr("not run"));
  EXPECT_THAT(text, HasSubstr("minibatches need samples"));
  EXPECT_THAT(text, HasSubstr("by          T6, D2"));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("complete: false")));
}

TEST(TrainingText, WritesSmallDistancesWithExponents) {
  EXPECT_EQ(report::with_exponent("0.0000002"), "2e-7");
  EXPECT_EQ(report::with_exponent("0.000023"), "2.3e-5");
  for (const char* same : {"0.00023", "0", "0.0000", "3.1e-9", "12", "", "x"})
    EXPECT_EQ(report::with_exponent(same), same);
}

TEST(TrainingText, SaysThatItWasStopped) {
  Training training = small();
  training.complete = false;

  EXPECT_THAT(to_text(training), HasSubstr("complete: false"));
}

TEST(TrainingText, CallsTheReferenceRuleUnsound) {
  Training training = small();
  training.stop_rule = "reference";

  EXPECT_THAT(to_text(training), HasSubstr("unsound"));
  EXPECT_FALSE(to_json(training).at("stop").at("sound").get<bool>());
}

TEST(TrainingCsv, HasARowForEachIterate) {
  TraceRow certified = row(7, 0.5);
  certified.manifold = "{1,2}";
  certified.distance = 0x1p-30;

  EXPECT_EQ(
      to_csv(std::vector<TraceRow>{row(0, nan_of_double), certified}),
      "iteration,loss,gradient_norm,transpose_gap,balance_gap,subspace_distance,direction_error,manifold,distance\n"
      "0,1,,0,0.25,,1e-300,,\n"
      "7,1,,0,0.25,0.5,1e-300,\"{1,2}\",9.3132257461547852e-10\n");
}

// Decades are 36 columns apart: 1 at the left, 10 in the middle, 100 at the right; 1 at the top, 0.001 at the bottom.
TEST(TrainingPlot, PutsDecadesWhereTheyBelong) {
  const std::vector<std::string> lines = plot_lines(small().algorithms);

  ASSERT_EQ(lines.size(), 1 + 16 + 2 + 1U);
  EXPECT_EQ(lines[1], fmt::format("{:>8} |a{:71}", "1e0", ""));
  EXPECT_EQ(lines[16], fmt::format("{:>8} |{:71}a", "1e-3", ""));
  EXPECT_EQ(lines[11][10 + 36], 'a');
  EXPECT_EQ(lines.back(), "          a  exact-untied");
}

TEST(TrainingPlot, LeavesOutWhatHasNoLogarithm) {
  TrainedAlgorithm one{.name = "x", .trace = {row(1, 0), row(2, nan_of_double), row(3, HUGE_VAL), row(0, 1)}};

  for (const std::string& line : plot_lines({one})) EXPECT_THAT(line, ::testing::Not(HasSubstr("a  x")));
}

}  // namespace
}  // namespace laecert::studies
