#include "report/text.hpp"

#include <gtest/gtest.h>

#include <string>

#include "numeric/errors.hpp"
#include "report/number_text.hpp"
#include "report/sample_report.hpp"

namespace laecert::report {
namespace {

using claims::ControlOutcome;
using claims::Verdict;

const std::string approved = R"(laecert 0.1.0   theorem-consistency report
numbers     Boost 1.74, FLINT 2.9.0, Arb 2.23.0, Eigen 3.4.0; up to 200 digits
decided     2 statements as expected: 1 exact, 1 enclosed; 1 known false refuted; 1 controls refuted
not decided nothing
unexpected  nothing
instance    iris.csv, 150 samples, m = 4, k = 2, lambda = 10, not centred   gram sha256 aaaaaaaa
spectrum    9208.30506589..., 315.454317000..., 11.9780429049..., 3.55257020000...   enclosed,
            radius < 1e-40; q = 3
hypotheses  lambda > 0: exact.  lambda not an eigenvalue: enclosed, gap 1.978.  eigenvalues above
            lambda distinct: enclosed, gap 303.4

statement         expected  got       cases    by  margin
sum.transpose     holds     exact     all     (1)  enclosed gap < 1e-40
sum.index         holds     enclosed  7 of 7  (2)  nearest eigenvalue 3.956
manifolds (sum)
  I        rank  dimension  index  nullity  value               point       inertia
  {1,2}       2          1      0        1  55.2027502347...    enclosed    enclosed
known false (own instances)
none.pseudoinverse  refuted  refuted   [K19] v1 erratum
    S = diag(4,1), k = 2: (W1 - pinv W2)_21 = 1/2
controls    1 refuted, 1 indistinguishable here
not proved  4 of 11 manifolds of product were not sampled
summary     19 as expected, 0 not, 1 undecided, 2 inapplicable
by
   (1) L3, L4; source [K19] transpose theorem
   (2) source [K19]; blocks derived
sources
  [K19]    Kunin, Bloom, Goeva, Seed: Loss landscapes of regularized linear autoencoders, ICML 2019
  derived  docs/theory.md of this program, and its proofs in reports/method.md
)";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(ReportText, HasTheApprovedShape) { EXPECT_EQ(to_text(sample_report()), approved); }

TEST(ReportText, PrintsTheReasonUnderTheStatementAndTheSampleBesideIt) {
  Report report = sample_report();
  report.statements[1].verdict = Verdict::supported;
  report.statements[1].cases = {
      .decided = 200, .total = 19650, .seed = 1, .verdict = Verdict::enclosed, .left_out = 19450};
  report.statements[1].reason = "enclosed is below the floor exact";

  const std::string text = to_text(report);

  EXPECT_TRUE(contains(text, "supported  200 of 19650 enclosed")) << text;
  EXPECT_TRUE(contains(to_text(report, {.wide = true}), "supported (200 of 19650 enclosed)  200 of 19650"));
  EXPECT_TRUE(contains(text, "\n    enclosed is below the floor exact\n")) << text;
}

TEST(ReportText, NamesControlsThatAreUndecidedOrHold) {
  Report report = sample_report();
  report.controls.push_back({"sum.map/swapped", "", ControlOutcome::undecided});
  report.controls.push_back({"sum.value/linear", "", ControlOutcome::holds});

  EXPECT_TRUE(contains(to_text(report, {.wide = true}),
                       "controls    1 refuted, 1 indistinguishable here, 1 undecided (sum.map/swapped), 1 holds "
                       "(sum.value/linear)\n"));
}

TEST(ReportText, ShowsFortyManifoldsAndCountsTheRest) {
  Report report = sample_report();
  report.manifolds.resize(55, report.manifolds.front());
  EXPECT_TRUE(contains(to_text(report), "  ... and 15 more (--json)\n"));

  report.manifold_totals["sum"] = numeric::Integer("123456789012345678901");
  EXPECT_TRUE(contains(to_text(report), "  ... and 123456789012345678861 more (--json)\n"));

  report.manifolds.resize(40);
  report.manifold_totals.clear();
  EXPECT_FALSE(contains(to_text(report), "more (--json"));
}

TEST(ReportText, AManifoldThatMissesItsPredictionShowsIt) {
  Report report = sample_report();
  report.manifolds[0].predicted.index = 2;
  report.manifolds[0].nullity = std::nullopt;

  const std::string text = to_text(report);

  EXPECT_TRUE(contains(text, "0 (predicted 2)        ?")) << text;
}

TEST(ReportText, ShowsRankVectors) {
  Report report = sample_report();
  report.manifolds[0].rank_vector = {1, 0, 2};

  EXPECT_TRUE(contains(to_text(report), "\n  (1,0,2)     2 "));
}

TEST(ReportText, SaysWhenItIsNotComplete) {
  Report report = sample_report();
  EXPECT_FALSE(contains(to_text(report), "complete"));

  report.complete = false;
  EXPECT_TRUE(contains(to_text(report), "\ncomplete: false "));
}

TEST(ReportText, AnUnknownRadiusIsNotExact) {
  Report report = sample_report();
  report.preamble.spectrum = {{"4", "0"}, {"9/4", "0"}};
  EXPECT_TRUE(contains(to_text(report), "spectrum    4, 9/4   exact; q = 3\n"));

  report.preamble.spectrum[0].radius = "";
  EXPECT_TRUE(contains(to_text(report), "enclosed, radius < unknown;"));
}

TEST(ReportText, SaysWhereTheSpectrumIsNotDecided) {
  Report report = sample_report();
  report.preamble.spectrum.clear();
  report.preamble.q.reset();

  EXPECT_TRUE(contains(to_text(report), "\nspectrum    not decided\n"));
}

TEST(ReportText, ANameCannotForgeALine) {
  Report report = sample_report();
  report.preamble.instance.name = "x\nsummary     99 as expected";

  EXPECT_FALSE(contains(to_text(report), "\nsummary     99"));
}

TEST(SuiteText, HoldsEachInstanceAndTheWhole) {
  Report second = sample_report();
  second.complete = false;
  second.preamble.instance.name = "exact 4,1";
  second.controls = {{"sum.index/without-(k-l)-term", "", ControlOutcome::indistinguishable}};
  const SuiteReport suite = suite_of({sample_report(), second});

  const std::string text = to_text(suite);

  EXPECT_FALSE(suite.complete);
  EXPECT_TRUE(contains(text, "instance    iris.csv, "));
  EXPECT_TRUE(contains(text, "instance    exact 4,1, "));
  EXPECT_TRUE(contains(text, "suite of 2 instances\ncomplete: false")) << text;
  EXPECT_TRUE(contains(text, "controls    1 refuted, 1 indistinguishable everywhere\n")) << text;
  EXPECT_TRUE(contains(text, "summary     38 as expected, 0 not, 2 undecided, 4 inapplicable\n"));
}

TEST(ReportText, ShowsTheCountsThatWereAskedFor) {
  Report report = sample_report();
  EXPECT_FALSE(contains(to_text(report), "by index and rank"));

  report.counts = {sample_counts()};
  const std::string table = "manifolds by index and rank (sum)\n  index  rank 0  rank 1  rank 2  all\n";

  EXPECT_TRUE(contains(to_text(report), table));
  EXPECT_TRUE(contains(to_text(suite_of({report})), table));
}

TEST(CountsText, AddsNumbersBeyondTheMachines) {
  Report report = sample_report();
  const std::string large = "126410606437752000000000000";
  const numeric::Integer count(large);
  report.counts = {{.loss = "sum", .total = 2 * count + 1, .by_rank_and_index = {{1, count}, {0, count}}}};

  const std::string text = to_text(report);

  EXPECT_TRUE(contains(text, "      1  " + large + "  " + large + "  252821212875504000000000000\n")) << text;
  EXPECT_TRUE(contains(text, "    all  126410606437752000000000001  " + large + "  252821212875504000000000001\n"));
}

TEST(MaskedText, LosesItsFirstTwoLinesOnly) {
  EXPECT_EQ(masked("a\nb\nc\nd\n"), "(masked)\n(masked)\nc\nd\n");
  EXPECT_EQ(masked(""), masked("x\ny"));

  Report other = sample_report();
  other.preamble.versions[1].second = "1.81";
  EXPECT_EQ(masked(to_text(other)), masked(approved));
  EXPECT_NE(to_text(other), approved);
}

TEST(ReportText, TellsEachWayOfDecidingOnceAndExpandsTheKeys) {
  Report report = sample_report();
  report.statements.push_back(report.statements[0]);
  const std::string text = to_text(report);

  EXPECT_TRUE(contains(text, "\nby\n   (1) L3, L4; source [K19] transpose theorem\n")) << text;
  EXPECT_FALSE(contains(text, "(3)"));
  EXPECT_TRUE(contains(text, "\nsources\n  [K19] ")) << text;
}

TEST(ReportText, BeginsWithWhatIsNotAsExpected) {
  Report report = sample_report();
  report.statements[1].standing = claims::Standing::not_as_expected;
  report.complete = false;
  report.controls.push_back({"sum.map/swapped", "", ControlOutcome::undecided});

  const std::string text = to_text(report);

  EXPECT_TRUE(contains(text, "\ndecided     1 statements as expected: 1 exact; ")) << text;
  EXPECT_TRUE(contains(text, "\nnot decided stopped before the end; 1 controls undecided (sum.map/swapped)\n")) << text;
  EXPECT_TRUE(contains(text, "\nunexpected  1 not as expected (sum.index)\n")) << text;
}

TEST(Document, MovesCellsThatAreTooWideBelowTheirRow) {
  const Document document{
      {Table{.columns = {{"I", Align::left, 0, 5}, {"n", Align::right}, {"margin", Align::left, 0, 4}},
             .rows = {{{"{1}", "7", "1"}}, {{"{1,2,3}", "12", "12345"}}}}}};

  EXPECT_EQ(to_text(document), "I     n  margin\n{1}   7  1\n{1,2,3}\n     12\n    margin: 12345\n");
  EXPECT_EQ(to_text(document, {.wide = true}), "I         n  margin\n{1}       7  1\n{1,2,3}  12  12345\n");
}

TEST(Document, IsNoWiderThanItsSetting) {
  const Document document{{Line{"  a line of words that is too long"},
                           Table{.columns = {{"one"}, {"two"}}, .rows = {{{"aaaaaaaaaa", "bbbbbbbbbb"}}}}}};

  EXPECT_EQ(to_text(document, {.width = 20}),
            "  a line of\n      words that is\n      too long\none         two\naaaaaaaaaa\n    bbbbbbbbbb\n");
}

TEST(Document, WrapsTheTextOfAKeyUnderItself) {
  const Document document{{KeyLine{"key", "one two three four"}}};

  EXPECT_EQ(to_text(document, {.width = 20, .key_width = 12}),
            "key         one two\n            three\n            four\n");
}

TEST(Document, AWordThatIsTooLongIsNotBroken) {
  const Document document{{KeyLine{"k", "abcdefghijkl mn"}}};

  EXPECT_EQ(to_text(document, {.width = 8, .key_width = 4}), "k   abcdefghijkl\n    mn\n");
}

TEST(Document, AlignsColumnsByCharactersNotBytes) {
  const Document document{{Table{.columns = {{"name"}, {"n", Align::right}},
                                 .rows = {
                                     {
                                         {"Müller"},
                                     },
                                 }}}};
  EXPECT_THROW(static_cast<void>(to_text(document)), PreconditionError);

  const Document good{{Table{.columns = {{"name"}, {"n", Align::right}}, .rows = {{{"Müller", "7"}}, {{"ab", "12"}}}}}};
  EXPECT_EQ(to_text(good), "name     n\nMüller   7\nab      12\n");
}

TEST(NumberText, IsCutTowardZero) {
  EXPECT_EQ(truncated("1.99999", 3), "1.99...");
  EXPECT_EQ(truncated("-1.99999", 3), "-1.99...");
  EXPECT_EQ(truncated("0.000123456", 3), "0.000123...");
  EXPECT_EQ(truncated("1.23456e-12", 3), "1.23...e-12");
  EXPECT_EQ(truncated("123456.789", 3), "123456.7...");
}

// 1.0000000005 +- 6e-10 may be below 1.
TEST(NumberText, ShowsNoDigitsThatItsRadiusMayChange) {
  EXPECT_EQ(leading_digits("1.23456789", "1e-8", 3), "1.23...");
  EXPECT_EQ(leading_digits("1.0000000005", "6e-10", 3), "1.0000000005");
  EXPECT_EQ(leading_digits("0.9999999995", "6e-10", 3), "0.9999999995");
  EXPECT_EQ(leading_digits("1.00000000051", "0", 3), "1.00...");
}

TEST(NumberText, OfLongFractionsIsADecimal) {
  EXPECT_EQ(short_fraction("608185774377558121632648210399/80000000000000000000000000000"), "7.60232217971...");
  EXPECT_EQ(short_fraction("1234567890123456789012/2000000000000000000000"), "0.617283945061...");
  EXPECT_EQ(short_fraction("22/7"), "22/7");
  EXPECT_EQ(short_fraction("123456789012345678901234567890"), "123456789012345678901234567890");
}

TEST(NumberText, IsWholeWhereNothingIsCut) {
  for (const char* text : {"1.99", "9/4", "12345", "-7", "", "nan", "1.23456x"}) EXPECT_EQ(truncated(text, 3), text);
}

TEST(NumberText, NaNAndInfinityAreNoNumbers) {
  for (const char* text : {"", "nan", "NaN", "inf", "-inf", "1/0", "1/00", "1.", ".5", "1e", "+-1", "0x10", "1 "}) {
    EXPECT_FALSE(is_number(text)) << text;
  }
  for (const char* text : {"0", "-1", "+5", "3/2", "1.5", "1.000e+00", "1e-40"}) EXPECT_TRUE(is_number(text)) << text;
}

}  // namespace
}  // namespace laecert::report
