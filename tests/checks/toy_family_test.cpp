#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "certify/certify.hpp"
#include "claims/runner.hpp"
#include "claims/statement.hpp"
#include "report/json.hpp"
#include "report/text.hpp"
#include "tests/certify/rayleigh.hpp"

// A family of its own, from the problem to the report, without a line in src or checks.

namespace laecert::checks {
namespace {

using claims::Decision;
using claims::Finding;
using claims::Verdict;
using numeric::Index;
using numeric::Rational;
using problem::testing::RayleighProblem;

// Minima are at +-sqrt(a_1) e_1; at sqrt(a_i) e_i there are i - 1 directions of descent.
struct RayleighContext {
  numeric::Vector<Rational> a;
};

using RayleighStatement = claims::Statement<RayleighContext>;

Decision decide_index(const RayleighContext& context, Index i, Index predicted) {
  numeric::Vector<Rational> x = numeric::Vector<Rational>::Constant(context.a.size(), Rational(0));
  x(i) = numeric::exact_rational(std::sqrt(numeric::approx_double(context.a(i))));
  const Outcome<certify::CertifiedPoint> certified = certify::certify(RayleighProblem(context.a, 0), x);
  if (!certified) return {.reason = certified.reason().text};
  if (certified->inertia.negative != predicted) return {.verdict = Verdict::refuted, .reason = "another index"};
  return {.verdict = certified->exact ? Verdict::exact : Verdict::enclosed};
}

Finding index_is(const RayleighContext& context, Index offset) {
  Finding finding;
  for (Index i = 0; i < context.a.size(); ++i) {
    finding.cases.push_back({"e_" + std::to_string(i + 1), decide_index(context, i, i + offset)});
  }
  return finding;
}

claims::Registry<RayleighContext> registry() {
  return {RayleighStatement{.info = {.id = "rayleigh.index",
                                     .proposition = "the index at sqrt(a_i) e_i is i - 1",
                                     .source = "by hand",
                                     .floors = {Verdict::exact, Verdict::enclosed}},
                            .decide = [](const RayleighContext& context) { return index_is(context, 0); },
                            .controls = {{.id = "rayleigh.index/shifted",
                                          .text = "the index is i",
                                          .decide = [](const RayleighContext& context) { return index_is(context, 1); },
                                          .indistinguishable = {}}}}};
}

TEST(ToyFamily, ReachesTheReportWithoutALineInSrc) {
  RayleighContext context{numeric::Vector<Rational>(3)};
  context.a << Rational(5), Rational(3), Rational(2);

  const report::Report report = report::report_of(claims::run(registry(), context, {}));

  ASSERT_EQ(report.statements.size(), 1U);
  EXPECT_EQ(report.statements[0].verdict, Verdict::enclosed);
  EXPECT_EQ(report.statements[0].standing, claims::Standing::as_expected);
  EXPECT_EQ(report.controls[0].outcome, claims::ControlOutcome::refuted);
  EXPECT_THAT(report::to_text(report), ::testing::HasSubstr("rayleigh.index"));
}

TEST(ToyFamily, IsExactAtRationalPoints) {
  RayleighContext context{numeric::Vector<Rational>(2)};
  context.a << Rational(9), Rational(4);

  const claims::RunResult result = claims::run(registry(), context, {.exact_instance = true});

  EXPECT_EQ(result.statements[0].verdict, Verdict::exact);
}

}  // namespace
}  // namespace laecert::checks
