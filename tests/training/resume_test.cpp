#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <stop_token>

#include "instances/builtin.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "numeric/random.hpp"
#include "tests/studies/spectrum_instance.hpp"
#include "training/checkpoint.hpp"
#include "training/doubles.hpp"
#include "training/only.hpp"
#include "training/train.hpp"

namespace laecert::studies {
namespace {

using laecert::testing::spectrum;

using problem::Instance;
using propose::Algorithm;

struct Bytes {
  std::string report, traces = {}, weights = {};
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

Bytes bytes_of(const TrainingOutcome& outcome) {
  Bytes bytes{.report = to_text(outcome.report) + report::to_text(to_json(outcome.report))};
  for (const Trained& one : outcome.runs) {
    bytes.traces += to_csv(one.run.trace);
    for (const double x : one.weights.W1.reshaped()) bytes.weights += fmt::format("{:a} ", x);
    for (const double x : one.weights.W2.reshaped()) bytes.weights += fmt::format("{:a} ", x);
  }
  return bytes;
}

// A run as a stop request leaves it after so many iterations.
TrainingRun cut_run(const TrainingSetting& setting, Algorithm algorithm, long iterations) {
  TrainingPlan shorter = setting.plan;
  shorter.iterations = iterations;
  TrainingRun run = train_on({setting.context, setting.moment, shorter, setting.samples}, {.algorithm = algorithm}, {});
  if (run.ending != Ending::iterations) return run;
  // The row of the end is not due here, unless it is one of the schedule.
  if (next_check(iterations - 1) != iterations) run.trace.pop_back();
  run.ending = Ending::none;
  return run;
}

// Through the text of the checkpoint, cut in every phase of the run: report, traces and weights are those of a run that
// was never stopped.
TEST(Resume, GoesOnWithTheSameBytes) {
  const Instance instance = instances::builtin("iris");
  numeric::SplitMix64 random(5);
  Matrix<double> data(4, 60);
  for (double& x : data.reshaped()) x = random.real();
  const propose::SamplesInMemory samples(data);
  TrainingPlan plan{.algorithms = {propose::all_algorithms().begin(), propose::all_algorithms().end()},
                    .batch = 7,
                    .iterations = 400};
  const TrainOptions options{.plan = plan, .samples = &samples};
  const Bytes whole = bytes_of(train(instance, options));
  const LaeContext context = make_lae_context(theory::Loss::sum, instance, {});
  const propose::SecondMoment moment(approx_gram(instance));
  const PlanText text = plan_text(instance, plan, &samples);

  for (const long cut : {1L, 5L, 31L, 63L, 65L, 130L, 399L}) {
    std::vector<TrainingRun> stopped;
    for (const Algorithm algorithm : plan.algorithms) {
      if (algorithm != Algorithm::gradient_tied) {  // one that was not started
        stopped.push_back(cut_run({context, moment, plan, &samples}, algorithm, cut));
      }
    }
    TrainOptions resumed = options;
    resumed.resumed = read_checkpoint(checkpoint_text(text, stopped), "c", text, plan, instance);

    const Bytes after = bytes_of(train(instance, resumed));

    EXPECT_EQ(after.traces, whole.traces) << cut;
    EXPECT_EQ(after.weights, whole.weights) << cut;
    EXPECT_EQ(after.report, whole.report) << cut;
  }
}

// A checkpoint of any moment will do: each state that a run tells of while it trains is gone on with to the same bytes.
TEST(Resume, GoesOnFromWhateverARunTellsOf) {
  const Instance instance = instances::builtin("iris");
  const TrainingPlan plan{.algorithms = {Algorithm::gradient_untied, Algorithm::exact_sync, Algorithm::lbfgs},
                          .iterations = 300,
                          .trace_every = 7};
  TrainOptions options{.plan = plan};
  const Bytes whole = bytes_of(train(instance, options));
  std::vector<TrainingRun> told;
  options.watch.every = std::chrono::milliseconds(0);
  options.watch.observe = [&told](const TrainingRun& run) { told.push_back(run); };
  EXPECT_EQ(bytes_of(train(instance, options)).traces, whole.traces);
  const PlanText text = plan_text(instance, plan, nullptr);
  ASSERT_GT(told.size(), 30U);

  for (std::size_t i = 0; i < told.size(); i += 5) {
    TrainOptions resumed{.plan = plan};
    resumed.resumed = read_checkpoint(checkpoint_text(text, {told[i]}), "c", text, plan, instance);

    const Bytes after = bytes_of(train(instance, resumed));

    EXPECT_EQ(after.traces, whole.traces) << told[i].state->iteration;
    EXPECT_EQ(after.weights, whole.weights) << told[i].state->iteration;
    EXPECT_EQ(after.report, whole.report) << told[i].state->iteration;
  }
}

TEST(Resume, OfAStoppedRunStartsNothing) {
  std::stop_source source;
  TrainOptions options{.plan = {.algorithms = {Algorithm::exact_untied, Algorithm::exact_tied}},
                       .map = {.stop = source.get_token()}};
  options.watch.observe = [&source](const TrainingRun&) { source.request_stop(); };

  const TrainingOutcome outcome = train(spectrum("9,4", 1, "1"), options);

  EXPECT_FALSE(outcome.report.complete);
  EXPECT_EQ(outcome.runs.size(), 1U);
  EXPECT_EQ(outcome.report.algorithms.at(1).refused, "stopped before its start");
}

TEST(Checkpoint, KeepsEveryDouble) {
  const Instance instance = spectrum("9,4", 1, "1");
  const double inf = HUGE_VAL;
  TrainingRun run{.algorithm = Algorithm::lbfgs, .ending = Ending::diverged};
  run.state = propose::TrainingState{.iteration = 7,
                                     .step = 0x1.123456789abcdp-7,
                                     .diverged = true,
                                     .anchor = {{Matrix<double>{{-0.0}, {inf}}, Matrix<double>{{1e-320}, {-inf}}}, 3}};
  const problem::Autoencoder<double> weights{Matrix<double>{{1, -0.0}}, Matrix<double>{{0x1p-1074}, {3}}};
  run.trace = {{0, inf, 2, 3, 4, 5, 6}, {7, inf, 2, 3, 4, 5, 6, "{1,2}", 1e-9, weights}};
  const TrainingPlan plan{.algorithms = {Algorithm::lbfgs}};
  const PlanText text = plan_text(instance, plan, nullptr);

  const std::vector<TrainingRun> back = read_checkpoint(checkpoint_text(text, {run}), "c", text, plan, instance);

  ASSERT_EQ(back.size(), 1U);
  const propose::TrainingState& state = back[0].state.value();
  EXPECT_EQ(back[0].ending, Ending::diverged);
  EXPECT_EQ(state.step, run.state->step);
  EXPECT_EQ(state.anchor.factors.A, run.state->anchor.factors.A);
  EXPECT_TRUE(std::signbit(state.anchor.factors.A(0)));
  EXPECT_EQ(state.anchor.factors.B, run.state->anchor.factors.B);
  EXPECT_EQ(to_csv(back[0].trace), to_csv(run.trace));
  EXPECT_FALSE(back[0].trace[0].weights);
  EXPECT_EQ(back[0].trace[1].weights.value().W2, weights.W2);
  EXPECT_TRUE(std::signbit(back[0].trace[1].weights->W1(1)));
}

TEST(Checkpoint, IsRefusedForAnotherPlanOrInstance) {
  const Instance instance = spectrum("9,4", 1, "1");
  const TrainingPlan plan{.algorithms = {Algorithm::exact_untied}};
  const std::string text = checkpoint_text(plan_text(instance, plan, nullptr), {});
  TrainingPlan other = plan;
  other.start_scale = 0.2;

  EXPECT_NO_THROW((void)read_checkpoint(text, "c", plan_text(instance, plan, nullptr), plan, instance));
  try {
    (void)read_checkpoint(text, "c", plan_text(instance, other, nullptr), other, instance);
    FAIL() << "another start was taken up";
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(), "--resume: --start-scale was 0.1, not 0.2");
  }
  EXPECT_THROW((void)read_checkpoint(text, "c", plan_text(spectrum("9,5", 1, "1"), plan, nullptr), plan, instance),
               UsageError);
}

// A checkpoint of two runs, which one edit at a time makes one that `train` never wrote.
class EditedCheckpoint : public ::testing::Test {
 protected:
  [[nodiscard]] report::Json json() const { return report::Json::parse(text_); }

  [[nodiscard]] std::vector<TrainingRun> read(const std::string& text) const {
    return read_checkpoint(text, "c", plan_text_, plan_, instance_);
  }

  void expect_refused(const report::Json& edited, const std::string& what) const {
    try {
      (void)read(report::to_text(edited));
      ADD_FAILURE() << "taken up: " << what;
    } catch (const DataError& error) {
      EXPECT_THAT(error.what(), ::testing::StartsWith("c: not a checkpoint of train")) << what;
      EXPECT_THAT(error.what(), ::testing::Not(::testing::HasSubstr("\n"))) << what;
    }
  }

  const Instance instance_ = spectrum("9,4", 1, "1");
  const TrainingPlan plan_{
      .algorithms = {Algorithm::gradient_untied, Algorithm::lbfgs}, .iterations = 3, .tolerance = 1e-300};
  const PlanText plan_text_ = plan_text(instance_, plan_, nullptr);
  const std::string text_ = [this] {
    std::vector<TrainingRun> runs;
    const TrainingOutcome outcome = train(instance_, {.plan = plan_});
    for (const Trained& one : outcome.runs) runs.push_back(one.run);
    return checkpoint_text(plan_text_, runs);
  }();
};

TEST_F(EditedCheckpoint, IsReadWithoutAnEdit) { EXPECT_EQ(read(text_).size(), 2U); }

TEST_F(EditedCheckpoint, IsRefusedWhereItIsNoCheckpoint) {
  for (const std::string& bad :
       {std::string(), std::string("[]"), std::string("{}"), text_.substr(0, text_.size() / 2)})
    EXPECT_THROW((void)read(bad), DataError) << bad.substr(0, 300);
  report::Json other = json();
  other["format"] = "laecert-training-checkpoint/2";
  expect_refused(other, "format");
  for (const report::Json& runs : {report::Json(nullptr), report::Json::object(), report::Json(3)}) {
    report::Json edited = json();
    edited["runs"] = runs;
    expect_refused(edited, "runs " + runs.dump());
  }
  report::Json twice = json();
  twice["runs"].push_back(twice["runs"][0]);
  expect_refused(twice, "a run twice");
}

TEST_F(EditedCheckpoint, IsRefusedForAValueThatNoRunHas) {
  using report::Json;
  const std::vector<std::pair<const char*, Json>> edits{{"algorithm", "gradient"},
                                                        {"algorithm", "exact-tied"},
                                                        {"ending", "sometime"},
                                                        {"ending", ""},
                                                        {"ending", "reference"},
                                                        {"ending", "diverged"},
                                                        {"ending", "finished"},
                                                        {"iteration", 1e30},
                                                        {"iteration", -5},
                                                        {"iteration", 1.5},
                                                        {"iteration", 4},
                                                        {"iteration", 2},
                                                        {"iteration", "3"},
                                                        {"iteration", ~std::uint64_t{0}},
                                                        {"step", "nan"},
                                                        {"step", "inf"},
                                                        {"step", "-1"},
                                                        {"step", "x1"},
                                                        {"step", 1},
                                                        {"diverged", true},
                                                        {"anchor_iterations", -3},
                                                        {"anchor_iterations", 1000000000},
                                                        {"anchor_iterations", 1},
                                                        {"A", Json::array({"1"})},
                                                        {"A", Json::array({"nan", "nan"})},
                                                        {"B", Json::array({"1", "inf"})},
                                                        {"B", Json::array({1, 2})},
                                                        {"A", nullptr},
                                                        {"trace", Json::array()},
                                                        {"trace", nullptr},
                                                        {"trace", Json::object()}};
  for (const auto& [field, value] : edits) {
    Json edited = json();
    edited["runs"][0][field] = value;
    expect_refused(edited, std::string(field) + " " + value.dump());
  }
  Json beyond = json();
  beyond["runs"][1]["anchor_iterations"] = 4;
  expect_refused(beyond, "an anchor before the start");
}

// What is not as `train` writes it would go into a trace as it is.
TEST_F(EditedCheckpoint, IsRefusedForATraceThatNoRunWrites) {
  const std::size_t last = json()["runs"][0]["trace"].size() - 1;
  for (const std::string cell : {"zz", "nan", "inf", "1e400", " 1", "1.0", "0x1", "1,2", "\"", "1\n7"}) {
    for (std::size_t column = 0; column < 9; ++column) {
      report::Json edited = json();
      edited["runs"][0]["trace"][last][column] = cell;
      expect_refused(edited, cell + " in column " + std::to_string(column));
    }
  }
  for (const auto& [row, iteration] : {std::pair{last, "4"}, {last, "03"}, {last, "-3"}, {std::size_t{0}, "1"}}) {
    report::Json edited = json();
    edited["runs"][0]["trace"][row][0] = iteration;
    expect_refused(edited, iteration);
  }
}

// What a file says of a distance is not believed: it is decided again from the weights beside it, or left out.
TEST(Resume, DecidesTheDistancesOfTheTraceAgain) {
  const Instance instance = spectrum("9,4,2,1", 2, "3/2");
  const TrainingPlan plan{.algorithms = {Algorithm::gradient_untied}, .iterations = 100};
  TrainOptions options{.plan = plan, .resumed_from = "c"};
  const TrainingOutcome honest = train(instance, options);
  TrainingRun edited = honest.runs.at(0).run;
  for (TraceRow& row : edited.trace) {
    if (row.distance) row.distance = 1e-300;
  }
  options.resumed = {edited};
  const TrainingOutcome again = train(instance, options);
  for (TraceRow& row : edited.trace) row.weights.reset();
  options.resumed = {edited};
  const TrainingOutcome left_out = train(instance, options);

  EXPECT_EQ(to_csv(again.runs.at(0).run.trace), to_csv(honest.runs.at(0).run.trace));
  EXPECT_EQ(only(again).measured_rate, only(honest).measured_rate);
  for (const TraceRow& row : left_out.runs.at(0).run.trace) EXPECT_FALSE(row.distance);
  EXPECT_EQ(only(left_out).distance, only(honest).distance);
  EXPECT_EQ(only(left_out).measured_rate, "");
}

// Its ending is believed only where the weights are certified anew.
TEST(Resume, OfARunThatIsNotCertifiedThoughItSaysSoIsRefused) {
  const Instance instance = spectrum("9,4,1", 2, "2");
  const TrainingPlan plan{.algorithms = {Algorithm::exact_untied}};
  TrainOptions options{.plan = plan, .resumed_from = "c"};
  options.resumed = {train(instance, options).runs.at(0).run};
  ASSERT_EQ(options.resumed[0].ending, Ending::certified);
  EXPECT_EQ(only(train(instance, options)).stopped_by, "certified");

  options.resumed[0].state->anchor.factors.A.setConstant(1);
  options.resumed[0].state->anchor.factors.B.setConstant(2);

  EXPECT_THROW((void)train(instance, options), DataError);
}

TEST(Training, IsTheSameForAnyNumberOfJobs) {
  const Instance instance = instances::builtin("iris");
  TrainOptions options{
      .plan = {.algorithms = {Algorithm::exact_untied, Algorithm::lbfgs, Algorithm::gradient_tied}, .iterations = 500}};
  const Bytes one = bytes_of(train(instance, options));
  options.effort.jobs = 3;

  EXPECT_EQ(bytes_of(train(instance, options)), one);
}

}  // namespace
}  // namespace laecert::studies
