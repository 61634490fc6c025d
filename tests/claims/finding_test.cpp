#include "claims/finding.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "numeric/errors.hpp"

namespace laecert::claims {
namespace {

using numeric::Integer;

Case decided(const std::string& name, Verdict verdict, const std::string& margin = {}, const std::string& reason = {}) {
  return {name, {verdict, margin, reason}};
}

Finding sample_of(std::size_t count, Verdict verdict, const Integer& total) {
  Finding finding{.total = total, .seed = 1};
  for (std::size_t i = 0; i < count; ++i) finding.cases.push_back(decided(std::to_string(i), verdict));
  return finding;
}

TEST(Finding, ACaseStartsAsUndecided) {
  const Finding finding{.cases = {Case{"{1}", {}}}};

  EXPECT_EQ(overall_verdict(finding), Verdict::undecided);
}

TEST(Finding, WithoutCasesIsInapplicable) {
  EXPECT_EQ(overall_verdict(Finding{}), Verdict::inapplicable);
  EXPECT_EQ(overall_verdict(Finding{.total = 0}), Verdict::inapplicable);
  EXPECT_EQ(overall_reason(Finding{}), "there is no case");
}

TEST(Finding, AFailedHypothesisIsInapplicableWithItsReason) {
  const Finding finding = inapplicable_finding("lambda = 0");

  EXPECT_EQ(overall_verdict(finding), Verdict::inapplicable);
  EXPECT_EQ(overall_reason(finding), "lambda = 0");
}

TEST(Finding, ClaimedForAllWithoutACaseIsNotProved) {
  EXPECT_EQ(overall_verdict(Finding{.universal = true}), Verdict::inapplicable);
}

TEST(Finding, InapplicableCasesAreInNeitherNumber) {
  const Finding finding{.cases = {decided("{1}", Verdict::exact), decided("{2}", Verdict::inapplicable),
                                  decided("{3}", Verdict::enclosed), decided("{4}", Verdict::undecided)}};

  const CaseCount count = count_cases(finding);

  EXPECT_EQ(count.decided, 2U);
  EXPECT_EQ(count.total, 3);
  EXPECT_EQ(count.inapplicable, 1U);
  EXPECT_FALSE(count.partial());
  EXPECT_EQ(overall_verdict(finding), Verdict::undecided);
}

TEST(Tally, CountsWhereNoCaseIsNamed) {
  const Finding finding{.cases = {decided("{1}", Verdict::exact)},
                        .tallies = {{Verdict::enclosed, 5}, {Verdict::inapplicable, 2}}};

  const CaseCount count = count_cases(finding);

  EXPECT_EQ(count.decided, 6U);
  EXPECT_EQ(count.total, 6);
  EXPECT_EQ(count.inapplicable, 2U);
  EXPECT_FALSE(count.partial());
  EXPECT_EQ(overall_verdict(finding), Verdict::enclosed);
}

TEST(Tally, SettlesTheVerdictAsACaseDoes) {
  EXPECT_EQ(overall_verdict({.tallies = {{Verdict::exact, 3}, {Verdict::undecided, 1}}}), Verdict::undecided);
  EXPECT_EQ(overall_verdict({.tallies = {{Verdict::exact, 3}, {Verdict::refuted, 1}}}), Verdict::refuted);
  EXPECT_EQ(overall_verdict({.tallies = {{Verdict::exact, 3}, {Verdict::refuted, 0}}}), Verdict::exact);
  EXPECT_EQ(overall_verdict({.tallies = {{Verdict::exact, 3}}, .total = 4}), Verdict::supported);
  EXPECT_THROW((void)count_cases({.tallies = {{Verdict::exact, 3}}, .total = 2}), PreconditionError);
}

TEST(Sample, IsSupportedWhateverItsCasesAre) {
  for (const Verdict verdict : {Verdict::supported, Verdict::enclosed, Verdict::exact}) {
    const Finding finding = sample_of(200, verdict, 19650);

    EXPECT_EQ(overall_verdict(finding), Verdict::supported);
    EXPECT_EQ(count_cases(finding).verdict, verdict);
    EXPECT_EQ(count_cases(finding).decided, 200U);
    EXPECT_EQ(count_cases(finding).total, 19650);
    EXPECT_EQ(count_cases(finding).left_out, 19450);
  }
}

TEST(Sample, NeverReadsAsAProofAtRandomSizes) {
  const unsigned seed = 20;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 engine(seed);
  for (int round = 0; round < 200; ++round) {
    const std::size_t count = engine() % 9;
    const Integer total = count + engine() % 2;
    Finding finding = sample_of(count, Verdict::exact, total);
    finding.universal = engine() % 2 == 0;

    const bool whole = total == count;

    EXPECT_EQ(overall_verdict(finding) == Verdict::exact, whole && count > 0) << count << " of " << total;
    EXPECT_EQ(count_cases(finding).universal, finding.universal && whole);
  }
}

TEST(Sample, OneOfMoreThanTenToTheEighteen) {
  const Finding finding = sample_of(3, Verdict::exact, Integer("123456789012345678901234567890"));

  EXPECT_EQ(count_cases(finding).left_out, Integer("123456789012345678901234567887"));
  EXPECT_EQ(overall_verdict(finding), Verdict::supported);
}

TEST(Sample, ARefutingCaseRefutesAndAnUndecidedOneDoesNotPass) {
  Finding finding = sample_of(5, Verdict::exact, 100);
  finding.cases[2] = decided("{2}", Verdict::undecided, "", "64 bits are too few");
  EXPECT_EQ(overall_verdict(finding), Verdict::undecided);
  EXPECT_EQ(overall_reason(finding), "{2}: 64 bits are too few");

  finding.cases[4] = decided("{4}", Verdict::refuted, "", "index 3, not 2");
  EXPECT_EQ(overall_verdict(finding), Verdict::refuted);
  EXPECT_EQ(overall_reason(finding), "{4}: index 3, not 2");
}

TEST(Sample, WithoutAnApplicableCaseIsUndecided) {
  EXPECT_EQ(overall_verdict(sample_of(0, Verdict::exact, 11)), Verdict::undecided);
  EXPECT_EQ(overall_verdict(sample_of(3, Verdict::inapplicable, 11U)), Verdict::undecided);
  EXPECT_EQ(overall_reason(sample_of(0, Verdict::exact, 11)), "none of 11 cases was decided");
}

TEST(Finding, RejectsATotalBelowItsCases) {
  for (const int total : {-1, 0, 2}) {
    EXPECT_THROW(static_cast<void>(overall_verdict(sample_of(3, Verdict::exact, total))), PreconditionError) << total;
  }
}

TEST(Margin, OfTheCaseThatSettlesTheVerdict) {
  const Finding finding{.cases = {decided("{1}", Verdict::exact, "gap 3"), decided("{2}", Verdict::enclosed, "gap 2")}};

  EXPECT_EQ(overall_margin(finding), "{2}: gap 2");
}

TEST(Margin, IsNotLabelledWhereAllAgreeAndTheOverallOneComesFirst) {
  Finding finding{.cases = {decided("{1}", Verdict::exact, "0"), decided("{2}", Verdict::exact, "0")}};
  EXPECT_EQ(overall_margin(finding), "0");

  finding.margin = "nearest eigenvalue 3.956";
  EXPECT_EQ(overall_margin(finding), "nearest eigenvalue 3.956");
  EXPECT_EQ(overall_margin(Finding{}), "");
}

}  // namespace
}  // namespace laecert::claims
