#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checks/grassmannian/family.hpp"
#include "checks/lae/known_false.hpp"
#include "checks/lae/statements.hpp"
#include "instances/builtin.hpp"
#include "instances/options.hpp"

namespace laecert::checks::topology_test {
namespace {

using claims::Verdict;
using problem::Instance;
using ::testing::HasSubstr;

Instance spectrum(const std::string& values, Index k, const Rational& lambda = 1) {
  return Instance::from_spectrum(instances::parse_spectrum(values),
                                 {.name = "spectrum " + values, .k = k, .lambda = lambda});
}

LaeContext sum_on(const Instance& instance) { return make_lae_context(Loss::sum, instance, {}); }

GrassmannianContext planes_of(const Instance& instance) {
  return make_grassmannian_context(instance, decide_spectrum(instance, {}), {});
}

template <class Statement, class Context>
Verdict verdict_of(const Statement& statement, const Context& context) {
  return claims::overall_verdict(statement.decide(context));
}

template <class Statement, class Context>
std::vector<Verdict> twins_of(const Statement& statement, const Context& context) {
  std::vector<Verdict> verdicts;
  for (const auto& control : statement.controls) verdicts.push_back(claims::overall_verdict(control.decide(context)));
  return verdicts;
}

TEST(GrassmannianStatements, AreExactAndTheirTwinsRefuted) {
  for (const Instance& instance :
       {spectrum("9,4,2,0", 2), spectrum("9,4,2", 1), instances::builtin("iris"), instances::builtin("synthetic-20")}) {
    const GrassmannianContext context = planes_of(instance);
    for (const GrassmannianStatement& statement :
         {grassmannian_index(), grassmannian_boundary(), grassmannian_homology()}) {
      EXPECT_EQ(verdict_of(statement, context), Verdict::exact) << statement.info.id << instance.setting().name;
      EXPECT_THAT(twins_of(statement, context), ::testing::Each(Verdict::refuted)) << statement.info.id;
    }
  }
}

TEST(GrassmannianStatements, NeedDistinctEigenvaluesAndProperPlanes) {
  for (const Instance& instance : {spectrum("9,4,4", 1), spectrum("9,4,2", 3), spectrum("9,4,2", 5)}) {
    const GrassmannianContext context = planes_of(instance);
    for (const GrassmannianStatement& statement :
         {grassmannian_index(), grassmannian_boundary(), grassmannian_homology()}) {
      EXPECT_EQ(verdict_of(statement, context), Verdict::inapplicable) << statement.info.id;
    }
  }
}

TEST(BarrierStatement, IsExactWithItsHeightAndRefutesItsTwins) {
  const LaeContext context = sum_on(spectrum("9,4,2", 2));
  const Finding finding = sum_barrier().decide(context);

  EXPECT_EQ(claims::overall_verdict(finding), Verdict::exact);
  EXPECT_EQ(finding.margin, "height 1.75");  // 9/4 - 1/2
  EXPECT_THAT(twins_of(sum_barrier(), context), ::testing::Each(Verdict::refuted));
}

TEST(BarrierStatement, GoesThroughTheRankBelowWhereNoEigenvalueIsLeft) {
  const LaeContext context = sum_on(spectrum("9,4,2", 3));

  EXPECT_EQ(verdict_of(sum_barrier(), context), Verdict::exact);
  EXPECT_THAT(twins_of(sum_barrier(), context),
              ::testing::ElementsAre(Verdict::refuted, Verdict::inapplicable, Verdict::refuted));
  EXPECT_TRUE(sum_barrier().controls[1].indistinguishable(context));
}

TEST(BarrierStatement, NeedsTwoComponents) {
  EXPECT_EQ(verdict_of(sum_barrier(), sum_on(spectrum("9,4,1/2", 3))), Verdict::inapplicable);
  EXPECT_EQ(verdict_of(sum_barrier(), sum_on(spectrum("9,4,4", 2))), Verdict::inapplicable);
  EXPECT_EQ(verdict_of(sum_barrier(), sum_on(spectrum("9,9,4", 2))), Verdict::exact);
  EXPECT_EQ(verdict_of(sum_barrier(), sum_on(spectrum("9,4,1", 2))), Verdict::inapplicable);  // a wall
}

TEST(BarrierStatement, IsRefutedByACertifiedIndexElsewhere) {
  LaeContext context = sum_on(spectrum("9,4,2", 2));
  for (ManifoldRecord& record : context.records) {
    if (record.manifold.rank != 0) continue;
    certify::CertifiedPoint wrong = *record.certified;
    wrong.inertia.negative = 1;
    record.certified = wrong;
  }

  EXPECT_EQ(verdict_of(sum_barrier(), context), Verdict::refuted);
}

TEST(UnitComplexStatement, IsExactForOneUnit) {
  EXPECT_EQ(verdict_of(sum_morse_complex(), sum_on(spectrum("9,4,2", 1))), Verdict::exact);
  EXPECT_THAT(twins_of(sum_morse_complex(), sum_on(spectrum("9,4,2", 1))), ::testing::Each(Verdict::refuted));
  EXPECT_EQ(verdict_of(sum_morse_complex(), sum_on(spectrum("9,4,2", 2))), Verdict::inapplicable);
}

TEST(WeightAverage, IsRefutedByItsWitness) {
  const Finding finding = sum_weight_average().decide({});

  EXPECT_EQ(claims::overall_verdict(finding), Verdict::refuted);
  EXPECT_THAT(claims::overall_reason(finding), HasSubstr("at their mean"));
}

}  // namespace
}  // namespace laecert::checks::topology_test
