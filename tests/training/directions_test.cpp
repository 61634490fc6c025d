#include "training/directions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/studies/spectrum_instance.hpp"
#include "training/train.hpp"

namespace laecert::studies {
namespace {

using propose::Algorithm;

TrainingOutcome trained(const problem::Instance& instance, Algorithm algorithm, TrainingPlan plan = {}) {
  plan.algorithms = {algorithm};
  return train(instance, {.plan = plan});
}

// Whatever is told, is within its radius of the true direction; and what these weights do not determine is not told.
TEST(Directions, AreToldWithTheirErrorsOrNotAtAll) {
  const TrainingOutcome close =
      trained(laecert::testing::spectrum("4,3.999999999", 2, "1"), Algorithm::gradient_tied, {.start_scale = 0.1});
  const TrainingOutcome coarse =
      trained(laecert::testing::spectrum("4,3.9", 2, "1"), Algorithm::exact_untied, {.tolerance = 1e-2});
  const TrainingOutcome apart =
      trained(laecert::testing::spectrum("9,4", 2, "1"), Algorithm::exact_untied, {.tolerance = 1e-2});

  for (const TrainingOutcome* outcome : {&close, &coarse, &apart}) {
    ASSERT_TRUE(outcome->report.directions) << outcome->report.directions_reason;
    const Directions& told = *outcome->report.directions;
    for (std::size_t a = 0; a < 2; ++a) {
      if (told.errors[a].empty()) {
        EXPECT_THAT(told.vectors[a], ::testing::Each(""));
        continue;
      }
      const double error = std::stod(told.errors[a]);
      for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_NEAR(std::fabs(std::stod(told.vectors[a][i])), i == a ? 1 : 0, error);
      }
    }
  }
  EXPECT_THAT(close.report.directions->errors, ::testing::Each(""));
  EXPECT_THAT(
      close.report.directions->notes,
      ::testing::ElementsAre(::testing::HasSubstr("1 to 2 are not determined by these weights, between s_1 and s_2")));
  EXPECT_EQ(apart.report.directions->notes.size(), 0U);
  EXPECT_NEAR(std::stod(close.report.directions->singular_values[0].value), 2, 1e-7);
  EXPECT_NEAR(std::stod(coarse.report.directions->singular_values[1].value), std::sqrt(3.9),
              std::stod(coarse.report.directions->singular_values[1].radius));
}

TEST(Directions, OfEqualEigenvaluesAreNoDirections) {
  const TrainingOutcome circle = trained(laecert::testing::spectrum("4,4", 1, "1"), Algorithm::gradient_tied);

  ASSERT_TRUE(circle.report.directions) << circle.report.directions_reason;
  EXPECT_THAT(circle.report.directions->errors, ::testing::ElementsAre(""));
  EXPECT_THAT(circle.report.directions->notes, ::testing::Contains(::testing::HasSubstr("s_1 = s_2")));
  EXPECT_TRUE(std::isnan(circle.report.algorithms.at(0).last.subspace_distance));
  EXPECT_NEAR(std::stod(circle.report.directions->singular_values[0].value), 2, 1e-6);
}

}  // namespace
}  // namespace laecert::studies
