#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <stop_token>

#include "instances/builtin.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "tests/studies/spectrum_instance.hpp"
#include "training/doubles.hpp"
#include "training/only.hpp"
#include "training/train.hpp"

namespace laecert::studies {
namespace {

using laecert::testing::spectrum;

using problem::Instance;
using propose::Algorithm;

TrainingOutcome train_one(const Instance& instance, Algorithm algorithm, TrainingPlan plan = {}) {
  plan.algorithms = {algorithm};
  return train(instance, {.plan = plan});
}

TEST(NextCheck, IsTheLeastOfTheScheduleAbove) {
  long last = 0;
  for (long t = 0; t < 20000; ++t) {
    const long check = next_check(t);
    EXPECT_GT(check, t);
    EXPECT_TRUE(check == last || t == last) << t;
    EXPECT_LE(check, std::max(t + 1, t + t / 4 + 1));
    last = check;
  }
}

TEST(Training, EndsWithinTheToleranceOfTheMinimum) {
  const Instance instance = spectrum("9,4,2,1/2", 2, "1");
  for (const Algorithm algorithm :
       {Algorithm::gradient_untied, Algorithm::gradient_sync, Algorithm::gradient_tied, Algorithm::exact_untied,
        Algorithm::exact_sync, Algorithm::exact_tied, Algorithm::rotation_augmented, Algorithm::nonuniform}) {
    const TrainingOutcome outcome = train_one(instance, algorithm);

    EXPECT_EQ(only(outcome).stopped_by, "certified") << only(outcome).name;
    EXPECT_LT(std::stod(only(outcome).distance), 1e-8) << only(outcome).name;
    EXPECT_THAT(only(outcome).manifold, ::testing::AnyOf("{1,2}", "units on 1,2", "units on 2,1"));
    EXPECT_TRUE(outcome.report.complete);
  }
}

// Predicted in closed form, measured between the last two checks: the error of the limit itself is a few percent of 1 -
// rate.
TEST(Training, ShrinksTheDistanceAtThePredictedRate) {
  const Instance instance = spectrum("9,4,5/2,2,1/2", 2, "1");
  for (const Algorithm algorithm : {Algorithm::gradient_untied, Algorithm::gradient_sync, Algorithm::gradient_tied,
                                    Algorithm::exact_untied, Algorithm::exact_tied}) {
    const TrainingOutcome outcome = train_one(instance, algorithm);

    const double predicted = std::stod(only(outcome).predicted_rate), measured = std::stod(only(outcome).measured_rate);
    EXPECT_LT(predicted, 1) << only(outcome).name;
    EXPECT_NEAR(measured, predicted, 0.1 * (1 - predicted)) << only(outcome).name;
  }
}

// A start on the saddle {2}: the run stays there, and the report says which manifold it is.
TEST(Training, NamesASaddleWhereItEndsThere) {
  const LaeContext context = make_lae_context(theory::Loss::sum, spectrum("9,4", 1, "1"), {});
  const problem::Autoencoder<double> saddle{Matrix<double>{{0, std::sqrt(0.75)}},
                                            Matrix<double>{{0}, {std::sqrt(0.75)}}};

  const EndDistance end = certify_end(context, Algorithm::gradient_untied, {}, saddle);

  EXPECT_EQ(end.manifold, "{2}");
  EXPECT_TRUE(is_within(end, 1e-14));
  EXPECT_FALSE(is_within(end, 1e-17));
  EXPECT_FALSE(is_within({.reason = "none"}, 1e300));
}

// The points of the list are critical by the converse lemma alone.
TEST(Training, CertifiesNothingWithoutTheConverse) {
  LaeContext context = make_lae_context(theory::Loss::sum, spectrum("9,4", 1, "1"), {});
  const problem::Autoencoder<double> zero{Matrix<double>::Zero(1, 2), Matrix<double>::Zero(2, 1)};
  ASSERT_TRUE(certify_end(context, Algorithm::gradient_untied, {}, zero).distance);

  context.identities.converse = false;

  EXPECT_FALSE(certify_end(context, Algorithm::gradient_untied, {}, zero).distance);
}

// The rule of the published loops stops the synchronized run where the step is short: the report tells how far that is.
TEST(Training, StopsByTheReferenceRuleFarFromEveryCriticalPoint) {
  const TrainingOutcome outcome = train_one(spectrum("9,4,2,1/2", 2, "1"), Algorithm::gradient_sync,
                                            {.step = 1e-9, .stop = StopRule::reference, .eps = 1e-6});

  EXPECT_EQ(only(outcome).stopped_by, "reference");
  EXPECT_TRUE(only(outcome).distance.empty() || std::stod(only(outcome).distance) > 0.1);
}

TEST(Training, SaysWhereItDiverged) {
  const TrainingOutcome outcome = train_one(spectrum("9,4", 1, "1"), Algorithm::gradient_untied, {.step = 100});

  EXPECT_EQ(only(outcome).stopped_by, "diverged");
  EXPECT_EQ(only(outcome).reason, "no certified distance: the weights are not finite");
  EXPECT_TRUE(only(outcome).distance.empty());
}

TEST(Training, TellsWhatHasNoList) {
  const TrainingOutcome outcome = train_one(spectrum("9,1", 1, "1"), Algorithm::exact_untied, {.iterations = 20});

  EXPECT_THAT(only(outcome).reason, ::testing::HasSubstr("lambda is an eigenvalue"));
  EXPECT_EQ(only(outcome).stopped_by, "iterations");
}

TEST(Training, SkipsWhatCannotRunOrRefusesIt) {
  const Instance instance = spectrum("9,4", 1, "1");
  TrainingPlan plan{.algorithms = {Algorithm::minibatch_tied}};

  EXPECT_THROW((void)train(instance, {.plan = plan}), UsageError);
  plan.skip_refused = true;
  EXPECT_TRUE(only(train(instance, {.plan = plan})).refused);
  EXPECT_THROW((void)train_one(spectrum("9,4", 3, "1"), Algorithm::exact_untied), UsageError);
  EXPECT_THROW((void)train_one(spectrum("1e400,4", 1, "1"), Algorithm::exact_untied), UsageError);
}

TEST(Training, LearnsTheLossesWithoutPenaltyOnTheWeights) {
  for (const theory::Loss loss : {theory::Loss::none, theory::Loss::product}) {
    const TrainingOutcome outcome = train_one(spectrum("9,4,2,1/2", 2, "1"), Algorithm::gradient_untied,
                                              {.loss = loss, .step = 0.05, .start_scale = 0.3});

    EXPECT_EQ(only(outcome).stopped_by, "certified") << theory::to_string(loss);
    EXPECT_EQ(only(outcome).manifold, "{1,2}");
    EXPECT_THAT(only(outcome).by, ::testing::ElementsAre("T13", "D1"));
    EXPECT_FALSE(outcome.report.directions);
  }
}

TEST(Training, ReadsPrincipalDirectionsFromTheWeights) {
  const TrainingOutcome outcome = train_one(instances::builtin("iris"), Algorithm::exact_untied, {.tolerance = 1e-10});

  ASSERT_TRUE(outcome.report.directions);
  EXPECT_NEAR(std::stod(outcome.report.directions->singular_values[0].value), std::sqrt(9208.30507031), 1e-6);
  EXPECT_NEAR(std::stod(outcome.report.directions->singular_values[1].value), std::sqrt(315.454316576), 1e-6);
}

// lambda = 10 keeps no direction of diag(9, 4, 1), lambda = 5 one: a unit that is zero says nothing of X.
TEST(Training, ReadsNothingFromUnitsThatAreZero) {
  const TrainingOutcome none = train_one(spectrum("9,4,1", 2, "10"), Algorithm::exact_tied),
                        one = train_one(spectrum("9,4,1", 2, "5"), Algorithm::exact_tied);

  ASSERT_TRUE(none.report.directions && one.report.directions);
  for (const report::Enclosed& value : none.report.directions->singular_values) EXPECT_EQ(value.value, "");
  EXPECT_THAT(none.report.directions->vectors, ::testing::Each(::testing::Each("")));
  EXPECT_NEAR(std::stod(one.report.directions->singular_values[0].value), 3, 1e-6);
  EXPECT_EQ(one.report.directions->singular_values[1].value, "");
  EXPECT_EQ(one.report.directions->vectors[1], std::vector<std::string>(3));
}

TEST(Training, ReadsNothingFarFromEveryCriticalPoint) {
  const TrainingOutcome outcome = train_one(spectrum("9,4,1", 2, "2"), Algorithm::gradient_untied, {.iterations = 9});

  EXPECT_FALSE(outcome.report.directions);
  EXPECT_THAT(outcome.report.directions_reason, ::testing::HasSubstr("no run"));
}

TEST(Training, GivesRowsBetweenTheChecksAway) {
  TrainOptions options{.plan = {.algorithms = {Algorithm::gradient_untied}, .iterations = 10, .trace_every = 3}};
  std::vector<long> given, kept;
  options.watch.rows = [&given](Algorithm, const TraceRow& row, double) { given.push_back(row.iteration); };

  const TrainingOutcome outcome = train(spectrum("9,4", 1, "1"), options);

  for (const TraceRow& row : outcome.runs.at(0).run.trace) kept.push_back(row.iteration);
  EXPECT_EQ(given, (std::vector<long>{9}));
  EXPECT_EQ(kept, (std::vector<long>{0, 1, 2, 3, 4, 5, 6, 7, 8, 10}));
}

TEST(Training, ThatIsStoppedBeforeItsSpectrumIsKnownIsStopped) {
  std::stop_source source;
  source.request_stop();

  EXPECT_THROW((void)train(spectrum("9,4", 1, "1"), {.map = {.stop = source.get_token()}}), Stopped);
}

// Subnormal distances have logarithms like all others.
TEST(Training, MeasuresARateOfDistancesAtTheEdgeOfDoubles) {
  const TrainingOutcome outcome =
      train_one(spectrum("9,4,1", 2, "10"), Algorithm::exact_tied, {.start_scale = 1e-310, .tolerance = 1e-315});

  EXPECT_EQ(only(outcome).stopped_by, "certified");
  EXPECT_LT(parse_double(only(outcome).measured_rate).value(), 1);
}

}  // namespace
}  // namespace laecert::studies
