#include "claims/result.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "claims/summary.hpp"

namespace laecert::claims {
namespace {

Finding finding_of(Verdict verdict, std::optional<numeric::Integer> total = {}) {
  return {.cases = {Case{"{1}", {verdict, "", "why"}}}, .total = std::move(total)};
}

// Worked by hand from the rules: rows are verdicts, columns the floors supported, enclosed, exact.
struct Row {
  Verdict verdict;
  std::array<Standing, 3> holds;
  Standing refuted;
};

constexpr Standing yes = Standing::as_expected;
constexpr Standing no = Standing::not_as_expected;
constexpr Standing open = Standing::undecided;
constexpr Standing none = Standing::inapplicable;

constexpr std::array<Row, 6> table{{
    {Verdict::refuted, {no, no, no}, yes},
    {Verdict::undecided, {open, open, open}, open},
    {Verdict::supported, {yes, open, open}, open},
    {Verdict::enclosed, {yes, yes, open}, no},
    {Verdict::exact, {yes, yes, yes}, no},
    {Verdict::inapplicable, {none, none, none}, none},
}};

constexpr std::array<Verdict, 3> floors{Verdict::supported, Verdict::enclosed, Verdict::exact};

TEST(Standing, FollowsTheTableForEveryVerdictAndFloor) {
  for (const Row& row : table) {
    for (std::size_t i = 0; i < floors.size(); ++i) {
      EXPECT_EQ(standing_of(Expected::holds, row.verdict, row.verdict, floors.at(i)), row.holds.at(i))
          << to_string(row.verdict) << " with floor " << to_string(floors.at(i));
      EXPECT_EQ(standing_of(Expected::refuted, row.verdict, row.verdict, floors.at(i)), row.refuted)
          << to_string(row.verdict);
    }
  }
}

TEST(Standing, OfASampleAppliesTheFloorToTheCasesDecided) {
  const StatementInfo info{.id = "sum.index"};

  const StatementResult good = judge(info, finding_of(Verdict::enclosed, 19650), Verdict::enclosed);
  const StatementResult low = judge(info, finding_of(Verdict::enclosed, 19650), Verdict::exact);

  EXPECT_EQ(good.verdict, Verdict::supported);
  EXPECT_EQ(good.standing, Standing::as_expected);
  EXPECT_EQ(got_text(good), "supported (1 of 19650 enclosed)");
  EXPECT_EQ(low.standing, Standing::undecided);
  EXPECT_EQ(low.reason, "enclosed is below the floor exact");
}

TEST(Standing, ASampleThatHoldsDoesNotContradictAnExpectedRefutation) {
  const StatementInfo info{.id = "none.pseudoinverse", .expected = Expected::refuted};

  EXPECT_EQ(judge(info, finding_of(Verdict::exact, 9), Verdict::exact).standing, Standing::undecided);
  EXPECT_EQ(judge(info, finding_of(Verdict::exact), Verdict::exact).standing, Standing::not_as_expected);
  EXPECT_EQ(judge(info, finding_of(Verdict::supported), Verdict::exact).reason, "no refuting witness was found");
}

TEST(Standing, TheWitnessOfARefutationIsTheReason) {
  const StatementResult result = judge({.id = "x"}, finding_of(Verdict::refuted), Verdict::exact);

  EXPECT_EQ(result.standing, Standing::not_as_expected);
  EXPECT_EQ(result.reason, "{1}: why");
}

TEST(Floor, IsLoweredToTheEvidenceAndNeverRaised) {
  const Floors floors{.exact = Verdict::exact, .real = Verdict::enclosed};

  EXPECT_EQ(effective_floor(floors, true, {}), Verdict::exact);
  EXPECT_EQ(effective_floor(floors, false, {}), Verdict::enclosed);
  EXPECT_EQ(effective_floor(floors, true, Verdict::enclosed), Verdict::enclosed);
  EXPECT_EQ(effective_floor(floors, false, Verdict::exact), Verdict::enclosed);
  EXPECT_EQ(effective_floor(floors, false, Verdict::supported), Verdict::supported);
  EXPECT_THROW(static_cast<void>(effective_floor(floors, true, Verdict::undecided)), PreconditionError);
}

TEST(ControlOutcome, FollowsTheFindingAboutTheTwin) {
  EXPECT_EQ(outcome_of(finding_of(Verdict::refuted), false), ControlOutcome::refuted);
  EXPECT_EQ(outcome_of(finding_of(Verdict::exact), false), ControlOutcome::holds);
  EXPECT_EQ(outcome_of(finding_of(Verdict::enclosed), false), ControlOutcome::holds);
  EXPECT_EQ(outcome_of(finding_of(Verdict::supported), false), ControlOutcome::undecided);
  EXPECT_EQ(outcome_of(finding_of(Verdict::undecided), false), ControlOutcome::undecided);
  EXPECT_EQ(outcome_of(finding_of(Verdict::inapplicable), false), ControlOutcome::inapplicable);
  EXPECT_EQ(outcome_of(finding_of(Verdict::exact, 9), false), ControlOutcome::undecided);
}

TEST(ControlOutcome, IndistinguishableExcusesOnlyWhatWasNotRefuted) {
  EXPECT_EQ(outcome_of(finding_of(Verdict::exact), true), ControlOutcome::indistinguishable);
  EXPECT_EQ(outcome_of(finding_of(Verdict::undecided), true), ControlOutcome::indistinguishable);
  EXPECT_EQ(outcome_of(finding_of(Verdict::refuted), true), ControlOutcome::refuted);
  EXPECT_EQ(outcome_of(finding_of(Verdict::inapplicable), true), ControlOutcome::inapplicable);
}

TEST(NotProved, NamesSamplesInapplicableCasesAndStatements) {
  Finding mixed = finding_of(Verdict::exact, 9);
  mixed.seed = 7;
  mixed.cases.push_back({"{2}", {.verdict = Verdict::inapplicable}});
  const std::vector<StatementResult> results{judge({.id = "a"}, finding_of(Verdict::exact), Verdict::exact),
                                             judge({.id = "b"}, mixed, Verdict::exact),
                                             judge({.id = "c"}, inapplicable_finding("lambda = 0"), Verdict::exact)};

  const std::vector<std::string> expected{"b: 7 of 8 cases were not sampled (seed 7)",
                                          "b: 1 inapplicable cases left out", "c: inapplicable, lambda = 0"};
  EXPECT_EQ(not_proved_lines(results), expected);
}

TEST(ExitCode, FollowsTheTable) {
  struct Line {
    Summary summary;
    ControlCounts controls;
    FailOn fail_on;
    int code;
    int suite;
  };
  const std::vector<Line> lines{
      {{.as_expected = 3}, {.refuted = 2}, FailOn::undecided, 0, 0},
      {{.as_expected = 3, .not_as_expected = 1, .undecided = 1}, {}, FailOn::undecided, 1, 1},
      {{.as_expected = 3, .undecided = 1}, {.holds = 1}, FailOn::undecided, 1, 1},
      {{.as_expected = 3, .undecided = 1}, {}, FailOn::undecided, 2, 2},
      {{.as_expected = 3}, {.undecided = 1}, FailOn::undecided, 2, 2},
      {{.as_expected = 3, .partial = 1}, {}, FailOn::undecided, 0, 0},
      {{.as_expected = 3, .partial = 1}, {}, FailOn::supported, 2, 2},
      {{.not_as_expected = 1, .partial = 1}, {}, FailOn::supported, 1, 1},
      {{.inapplicable = 4}, {.inapplicable = 2}, FailOn::undecided, 0, 2},
      {{.as_expected = 1}, {.refuted = 1, .indistinguishable = 1}, FailOn::undecided, 0, 2},
  };

  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(exit_code(lines[i].summary, lines[i].controls, lines[i].fail_on), lines[i].code) << "line " << i;
    EXPECT_EQ(suite_exit_code(lines[i].summary, lines[i].controls, lines[i].fail_on), lines[i].suite) << "line " << i;
  }
}

TEST(Summary, CountsEveryStandingOnceAndAdds) {
  const std::vector<StatementResult> results{judge({.id = "a"}, finding_of(Verdict::exact), Verdict::exact),
                                             judge({.id = "b"}, finding_of(Verdict::refuted), Verdict::exact),
                                             judge({.id = "c"}, finding_of(Verdict::supported), Verdict::exact),
                                             judge({.id = "d"}, finding_of(Verdict::exact, 9), Verdict::exact),
                                             judge({.id = "e"}, Finding{}, Verdict::exact)};

  const Summary summary = summarize(results);

  const Summary expected{.as_expected = 2, .not_as_expected = 1, .undecided = 1, .inapplicable = 1, .partial = 1};
  EXPECT_EQ(summary, expected);
  EXPECT_EQ(summary + Summary{}, expected);
  EXPECT_FALSE(everything_inapplicable(summary));
  EXPECT_TRUE(everything_inapplicable({.inapplicable = 2}));
}

TEST(SuiteControls, AreRefutedOnceAndNeverHold) {
  const std::vector<ControlResult> controls{{"a", "", ControlOutcome::indistinguishable},
                                            {"b", "", ControlOutcome::refuted},
                                            {"a", "", ControlOutcome::refuted},
                                            {"b", "", ControlOutcome::holds},
                                            {"c", "", ControlOutcome::inapplicable},
                                            {"c", "", ControlOutcome::undecided},
                                            {"b", "", ControlOutcome::refuted}};

  const std::vector<ControlResult> expected{
      {"a", "", ControlOutcome::refuted}, {"b", "", ControlOutcome::holds}, {"c", "", ControlOutcome::undecided}};
  EXPECT_EQ(over_suite(controls), expected);
}

}  // namespace
}  // namespace laecert::claims
