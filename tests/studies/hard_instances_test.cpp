// Instances on which a scale, a gap or a threshold once decided nothing; each is decided at the default digits.

#include <gtest/gtest.h>

#include <algorithm>

#include "instances/number.hpp"
#include "numeric/product.hpp"
#include "studies/ppca/report_ppca.hpp"
#include "studies/probe.hpp"
#include "studies/verify.hpp"
#include "tests/studies/spectrum_instance.hpp"

namespace laecert::studies {
namespace {

using laecert::testing::result_of;
using laecert::testing::spectrum;
using problem::Instance;
using problem::Setting;

Rational ten_to(long exponent) { return *instances::parse_rational("1e" + std::to_string(exponent)); }

Matrix<Rational> pair(const Rational& diagonal, const Rational& off) {
  return Matrix<Rational>{{diagonal, off}, {off, diagonal}};
}

Instance from_gram(Matrix<Rational> gram, Index k, const Rational& lambda, std::optional<long> samples = {}) {
  return Instance::from_gram(std::move(gram), Setting{.name = "hard", .k = k, .lambda = lambda, .samples = samples});
}

void expect_decided(const report::Report& report) {
  for (const claims::StatementResult& one : report.statements)
    EXPECT_NE(one.standing, claims::Standing::undecided) << one.info.id << ": " << one.reason;
  for (const claims::ControlResult& one : report.controls)
    EXPECT_NE(one.outcome, claims::ControlOutcome::undecided) << one.id;
  EXPECT_EQ(report.summary.not_as_expected, 0U);
}

// The eigenvalues are 2 +- gap; at {1} the value is 4 - s (1 - 1/s)^2.
void expect_probed(const Rational& gap, long max_digits) {
  const PointAnswer point =
      probe(from_gram(pair(2, gap), 1, 1), {.effort = {.max_digits = max_digits}, .index_set = {1}});

  ASSERT_TRUE(point.point) << point.reason;
  EXPECT_EQ(point.point->manifold.index, 0);
  EXPECT_EQ(point.point->manifold.nullity, 0);
  const Rational s = 2 + gap, value = 4 - (s - 1) * (s - 1) / s;
  EXPECT_LE(abs(*instances::parse_rational(point.point->manifold.value) - value),
            *instances::parse_rational(point.point->manifold.radius));
}

TEST(HardInstances, ClusteredEigenvaluesAreDecidedWithinTheDefaultDigits) {
  expect_probed(ten_to(-30), 200);
  expect_probed(ten_to(-34), 200);
  expect_probed(ten_to(-60), 200);
}

TEST(HardInstances, MoreDigitsAloneDecideWhatFewerDoNot) { expect_probed(ten_to(-250), 2000); }

TEST(HardInstances, ATurnedClusterIsDecidedAsItsDiagonalTwinIs) {
  expect_decided(verify(from_gram(pair(2, ten_to(-50)), 1, 1), {.losses = {"none"}}));
}

void expect_maximum_likelihood(const Matrix<Rational>& gram, const Rational& v) {
  const Ppca report = ppca(from_gram(gram, 1, 1, 10), {.maximum_likelihood = true});

  ASSERT_TRUE(report.estimate) << report.undecided.value_or("");
  const report::Enclosed& enclosed = report.estimate->noise_variance;
  EXPECT_LE(abs(*instances::parse_rational(enclosed.value) - v), *instances::parse_rational(enclosed.radius));
  EXPECT_LE(*instances::parse_rational(enclosed.radius), v * ten_to(-25));
  EXPECT_EQ(report.summary.undecided, 0U);
  for (const ModelAgreement& model : report.agreement) {
    EXPECT_NE(model.outcome, "undecided") << model.model;
  }
}

TEST(HardInstances, AnIllConditionedCovarianceIsDecided) {
  expect_maximum_likelihood(pair(1, 1 - ten_to(-14)), ten_to(-15));
}

// Q diag(1, 1e-16, 1e-17) Q^T: v = 5.5e-18.
TEST(HardInstances, ATurnedIllConditionedCovarianceIsDecided) {
  const Matrix<Rational> q = Matrix<Rational>{{1, 2, 2}, {2, 1, -2}, {2, -2, 1}} / Rational(3);
  Matrix<Rational> scaled = q;
  scaled.col(1) *= ten_to(-16);
  scaled.col(2) *= ten_to(-17);

  expect_maximum_likelihood(numeric::product(scaled, Matrix<Rational>(q.transpose())), Rational(55, 10) * ten_to(-18));
}

// S = 1 + a a^T, a = (1,2,3): the only rotation moves the point of {1} by rounding alone.
TEST(HardInstances, ARotationThatFixesThePointIsNoSymmetryDirection) {
  const Matrix<Rational> gram{{2, 2, 3}, {2, 5, 6}, {3, 6, 10}};

  expect_decided(verify(from_gram(gram, 1, Rational(1, 2), 4), {.starts = 3}));

  const PointAnswer point = probe(from_gram(gram, 1, Rational(1, 2)), {.index_set = {1}});
  ASSERT_TRUE(point.point) << point.reason;
  EXPECT_EQ(point.point->manifold.index, 0);
  EXPECT_EQ(point.point->manifold.nullity, 0);
  EXPECT_EQ(point.point->tangent_dimension, 0);
}

TEST(HardInstances, TheValueOfAnExactPointIsExact) {
  for (const long digits : {10L, 30L, 60L, 100L}) {
    const report::Report report =
        verify(from_gram(pair(5, 3), 2, 1), {.effort = {.digits = digits}, .losses = {"none"}});
    EXPECT_EQ(result_of(report, "none.value").standing, claims::Standing::as_expected) << digits;
  }
  const report::Report large = verify(spectrum("4e30,2e30", 1, ten_to(30)), {.losses = {"sum"}});
  EXPECT_EQ(result_of(large, "sum.value").standing, claims::Standing::as_expected);
}

// s/(n v) up to 1e104.
TEST(HardInstances, AnExtremeRatioOfVarianceToNoiseIsDecidedOrUndecidedButNoError) {
  const Matrix<Rational> gram =
      Matrix<Rational>{{16, 0, 5, 5}, {0, 3, 0, 0}, {5, 0, 16, 3}, {5, 0, 3, 13}} * ten_to(102);

  const report::Report report = verify(from_gram(gram, 2, 1000, 1000), {.statements = {"ppca.index", "ppca.nullity"}});

  EXPECT_EQ(report.summary.internal, 0U);
  EXPECT_EQ(report.summary.not_as_expected, 0U);
  ASSERT_EQ(report.statements.size(), 2U);
}

// s_2 = v, not a dyadic number: compared in rationals.
TEST(HardInstances, ANoiseVarianceThatIsAnEigenvalueIsCountedExactly) {
  const Instance instance = Instance::from_spectrum(Vector<Rational>{{Rational(2), Rational(1, 3)}},
                                                    Setting{.name = "on", .k = 1, .lambda = 1, .samples = 3});

  const report::Report report = verify(instance, {.statements = {"ppca.index"}});

  const auto control = std::find_if(report.controls.begin(), report.controls.end(),
                                    [](const claims::ControlResult& one) { return one.id == "ppca.index/q-at-v"; });
  ASSERT_NE(control, report.controls.end());
  EXPECT_EQ(control->outcome, claims::ControlOutcome::indistinguishable);
}

// [[5/3, 4/3], [4/3, 5/3]] has the eigenvalues 3 and 1/3 = v, which no enclosure tells from v.
TEST(HardInstances, ANoiseVarianceThatIsAnEigenvalueOfATurnedCovarianceIsCountedExactly) {
  const report::Report report =
      verify(from_gram(pair(Rational(5, 3), Rational(4, 3)), 1, 1, 3), {.statements = {"ppca.index"}});

  const auto control = std::find_if(report.controls.begin(), report.controls.end(),
                                    [](const claims::ControlResult& one) { return one.id == "ppca.index/q-at-v"; });
  ASSERT_NE(control, report.controls.end());
  EXPECT_EQ(control->outcome, claims::ControlOutcome::indistinguishable);
}

TEST(HardInstances, BesideAWallTheSearchSaysThatItDoesNotApply) {
  const Rational lambda = 2 + ten_to(-30);
  for (const Rational& beside : {lambda, Rational(4 - lambda)}) {
    const report::Report report = verify(spectrum("3,2", 1, beside), {.losses = {"sum"}});

    const claims::StatementResult& search = result_of(report, "search.list");
    EXPECT_TRUE(search.standing == claims::Standing::as_expected || search.standing == claims::Standing::inapplicable)
        << search.reason;
    expect_decided(report);
  }
}

}  // namespace
}  // namespace laecert::studies
