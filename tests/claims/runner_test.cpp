#include "claims/runner.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace laecert::claims {
namespace {

// A toy family: statements about the remainders of an integer n.
struct Number {
  int n = 0;
};

Finding says(bool truth, const std::string& witness) {
  return {.cases = {{"", {truth ? Verdict::exact : Verdict::refuted, "", truth ? "" : witness}}}};
}

Finding is_even(const Number& number) { return says(number.n % 2 == 0, std::to_string(number.n)); }
Finding is_multiple_of_four(const Number& number) { return says(number.n % 4 == 0, std::to_string(number.n)); }

Registry<Number> toy_registry() {
  return {{.info = {.id = "toy.even"},
           .decide = is_even,
           .controls = {{.id = "toy.even/by-four",
                         .decide = is_multiple_of_four,
                         .indistinguishable = [](const Number& number) { return number.n == 0; }}},
           .theorems_apply = {}},
          {.info = {.id = "toy.positive"},
           .decide = [](const Number& number) { return says(number.n > 0, "n <= 0"); },
           .theorems_apply = {}},
          {.info = {.id = "toy.false", .expected = Expected::refuted, .known_false = true},
           .decide = [](const Number&) { return says(false, "n = 3"); },
           .theorems_apply = {}}};
}

TEST(Runner, DecidesEveryStatementAndItsControls) {
  const RunResult result = run(toy_registry(), Number{6});

  ASSERT_EQ(result.statements.size(), 2U);
  EXPECT_EQ(result.statements[0].info.id, "toy.even");
  EXPECT_EQ(result.statements[0].standing, Standing::as_expected);
  ASSERT_EQ(result.known_false.size(), 1U);
  EXPECT_EQ(result.known_false[0].standing, Standing::as_expected);
  EXPECT_EQ(result.known_false[0].reason, "n = 3");
  ASSERT_EQ(result.controls.size(), 1U);
  EXPECT_EQ(result.controls[0].outcome, ControlOutcome::refuted);
  EXPECT_TRUE(result.complete);
  EXPECT_EQ(result.summary(), (Summary{.as_expected = 3}));
}

TEST(Runner, ATwinThatHoldsIsSeen) {
  EXPECT_EQ(run(toy_registry(), Number{8}).controls[0].outcome, ControlOutcome::holds);
  EXPECT_EQ(run(toy_registry(), Number{0}).controls[0].outcome, ControlOutcome::indistinguishable);
}

TEST(Runner, AContradictionIsSeen) {
  const RunResult result = run(toy_registry(), Number{7});

  EXPECT_EQ(result.statements[0].standing, Standing::not_as_expected);
  EXPECT_EQ(exit_code(result.summary(), count_outcomes(result.controls), FailOn::undecided), 1);
}

TEST(Runner, ASelectionKeepsWhatIsKnownFalse) {
  const RunResult result = run(toy_registry(), Number{6}, {.ids = {"toy.positive"}});

  ASSERT_EQ(result.statements.size(), 1U);
  EXPECT_EQ(result.statements[0].info.id, "toy.positive");
  EXPECT_EQ(result.known_false.size(), 1U);
  EXPECT_TRUE(result.controls.empty());
}

TEST(Runner, AnUnknownIdIsAUsageError) {
  EXPECT_THROW(static_cast<void>(run(toy_registry(), Number{6}, {.ids = {"toy.evn"}})), UsageError);
}

// One statement that fails inside costs that statement alone, and is told by the exit code.
TEST(Runner, WhatFailsInsideIsUndecidedAndTold) {
  Registry<Number> registry = toy_registry();
  registry[1].decide = [](const Number&) -> Finding { throw PreconditionError("midpoint: the ball is not finite"); };

  const RunResult result = run(registry, Number{6});

  ASSERT_EQ(result.statements.size(), 2U);
  EXPECT_EQ(result.statements[0].standing, Standing::as_expected);
  EXPECT_EQ(result.statements[1].standing, Standing::undecided);
  EXPECT_EQ(result.statements[1].verdict, Verdict::undecided);
  EXPECT_EQ(result.statements[1].reason, "internal: midpoint: the ball is not finite");
  EXPECT_TRUE(result.complete);
  EXPECT_EQ(result.summary(), (Summary{.as_expected = 2, .undecided = 1, .internal = 1}));
  EXPECT_EQ(exit_code(result.summary(), count_outcomes(result.controls), FailOn::undecided), 70);
}

TEST(Runner, AControlThatFailsInsideIsUndecidedAndTold) {
  Registry<Number> registry = toy_registry();
  registry[0].controls[0].indistinguishable = [](const Number&) -> bool { throw std::runtime_error("out of range"); };

  const RunResult result = run(registry, Number{8});

  EXPECT_EQ(result.statements[0].standing, Standing::as_expected);
  EXPECT_EQ(result.controls[0].outcome, ControlOutcome::undecided);
  EXPECT_EQ(exit_code(result.summary(), count_outcomes(result.controls), FailOn::undecided), 70);
  EXPECT_EQ(suite_exit_code(result.summary(), count_outcomes(over_suite(result.controls)), FailOn::undecided), 70);
}

TEST(Runner, AMistakeOfTheUserAndABrokenEnvironmentEndTheRun) {
  Registry<Number> registry = toy_registry();
  registry[1].decide = [](const Number&) -> Finding { throw UsageError("--manifolds rank:9-9"); };
  EXPECT_THROW(static_cast<void>(run(registry, Number{6})), UsageError);

  registry[1].decide = [](const Number&) -> Finding { throw FloatingPointError("subnormals are flushed"); };
  EXPECT_THROW(static_cast<void>(run(registry, Number{6})), FloatingPointError);
}

TEST(Runner, AContextThatFailsLeavesItsRowsUndecided) {
  const RunResult result = failed_run(toy_registry(), {}, "no context");

  EXPECT_EQ(result.summary(), (Summary{.undecided = 3, .internal = 3}));
  EXPECT_EQ(result.statements[0].reason, "internal: no context");
  EXPECT_TRUE(result.controls[0].internal);
}

TEST(Runner, IsTheSameForAnyNumberOfJobs) {
  const RunResult alone = run(toy_registry(), Number{6});

  for (int jobs = 2; jobs <= 8; ++jobs) {
    const RunResult result = run(toy_registry(), Number{6}, {.jobs = jobs});
    ASSERT_EQ(result.statements.size(), alone.statements.size());
    EXPECT_EQ(result.statements[1].info.id, alone.statements[1].info.id);
    EXPECT_EQ(result.controls, alone.controls);
  }
}

TEST(Runner, WhatAStopLeavesOutIsUndecided) {
  std::stop_source source;
  source.request_stop();

  const RunResult result = run(toy_registry(), Number{6}, {.map = {.stop = source.get_token()}});

  EXPECT_FALSE(result.complete);
  ASSERT_EQ(result.statements.size(), 2U);
  EXPECT_EQ(result.statements[0].standing, Standing::undecided);
  EXPECT_EQ(result.controls[0].outcome, ControlOutcome::undecided);
  EXPECT_EQ(result.summary(), (Summary{.undecided = 3}));
}

TEST(Runner, LowersTheFloorToTheEvidence) {
  const Registry<Number> registry{
      {.info = {.id = "a", .floors = {Verdict::exact, Verdict::enclosed}}, .decide = [](const Number&) -> Finding {
         return {.cases = {{"", {.verdict = Verdict::enclosed}}}};
       }}};

  EXPECT_EQ(run(registry, Number{}, {.exact_instance = true}).statements[0].standing, Standing::undecided);
  EXPECT_EQ(run(registry, Number{}, {.exact_instance = false}).statements[0].standing, Standing::as_expected);
  EXPECT_EQ(run(registry, Number{}, {.exact_instance = true, .evidence = Verdict::enclosed}).statements[0].standing,
            Standing::as_expected);
}

TEST(Registry, RejectsRepeatedIdsAndMissingDeciders) {
  Registry<Number> repeated = toy_registry();
  repeated[1].info.id = "toy.even";
  EXPECT_THROW(require_well_formed(repeated), PreconditionError);

  Registry<Number> control = toy_registry();
  control[0].controls.push_back(control[0].controls[0]);
  EXPECT_THROW(require_well_formed(control), PreconditionError);

  Registry<Number> empty = toy_registry();
  empty[1].decide = nullptr;
  EXPECT_THROW(require_well_formed(empty), PreconditionError);

  Registry<Number> low = toy_registry();
  low[1].info.floors.real = Verdict::undecided;
  EXPECT_THROW(require_well_formed(low), PreconditionError);

  EXPECT_NO_THROW(require_well_formed(toy_registry()));
}

TEST(Registry, FindsByTheWholeId) {
  const Registry<Number> registry = toy_registry();

  ASSERT_NE(find_statement(registry, "toy.even"), nullptr);
  EXPECT_EQ(find_statement(registry, "toy.even")->info.id, "toy.even");
  EXPECT_EQ(find_statement(registry, "toy"), nullptr);
}

}  // namespace
}  // namespace laecert::claims
