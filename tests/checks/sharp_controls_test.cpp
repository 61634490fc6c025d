#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "instances/options.hpp"
#include "studies/verify.hpp"

// A twin that is nearly the truth is told from it all the same, at the digits of every day.

namespace laecert::checks {
namespace {

using claims::ControlOutcome;
using problem::Instance;

std::vector<std::string> undecided_controls(const std::string& spectrum, Index k, const Rational& lambda) {
  const Instance instance =
      Instance::from_spectrum(instances::parse_spectrum(spectrum), {.name = spectrum, .k = k, .lambda = lambda});
  const report::Report report = studies::verify(instance, {.effort = {.jobs = 1}});
  std::vector<std::string> ids;
  for (const claims::ControlResult& one : report.controls) {
    EXPECT_NE(one.outcome, ControlOutcome::holds) << one.id << " on " << spectrum;
    if (one.outcome == ControlOutcome::undecided) ids.push_back(one.id);
  }
  return ids;
}

TEST(SharpControls, AreDecidedBesideAWall) {
  const Rational gap = Rational(13) / pow(Integer(10), 33);

  EXPECT_THAT(undecided_controls("13,6", 2, 13 - gap), ::testing::IsEmpty());
  EXPECT_THAT(undecided_controls("36", 1, 36 - gap), ::testing::IsEmpty());
  EXPECT_THAT(undecided_controls("6,4,2", 1, 6 - gap / pow(Integer(10), 20)), ::testing::IsEmpty());
  EXPECT_THAT(undecided_controls("13,6,2", 2, 6 + gap), ::testing::IsEmpty());
}

TEST(SharpControls, AreDecidedWhereEigenvaluesAreClose) {
  const std::string larger = "2." + std::string(53, '0') + "1";

  EXPECT_THAT(undecided_controls(larger + ",2", 1, 1), ::testing::IsEmpty());
  EXPECT_THAT(undecided_controls("5," + larger + ",2", 2, 1), ::testing::IsEmpty());
}

}  // namespace
}  // namespace laecert::checks
