// What may not change where the data are told in another unit, turned, permuted, padded or repeated.

#include <gtest/gtest.h>

#include <map>

#include "checks/registry.hpp"
#include "families/lae/context.hpp"
#include "instances/number.hpp"
#include "numeric/product.hpp"
#include "studies/enumerate.hpp"
#include "studies/given_point.hpp"
#include "studies/ppca/report_ppca.hpp"
#include "studies/probe.hpp"
#include "studies/verify.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::studies {
namespace {

using problem::Instance;
using problem::Setting;

// A unit of the squared data: 2^exponent or 10^exponent.
Rational unit(long base, long exponent) {
  const Rational power(pow(Integer(base), static_cast<unsigned>(std::abs(exponent))));
  return exponent < 0 ? 1 / power : power;
}

const std::vector<std::pair<std::string, Rational>>& units() {
  static const std::vector<std::pair<std::string, Rational>> all{
      {"2^-300", unit(2, -300)}, {"2^7", unit(2, 7)},     {"2^300", unit(2, 300)},   {"10^-300", unit(10, -300)},
      {"10^-17", unit(10, -17)}, {"10^10", unit(10, 10)}, {"10^160", unit(10, 160)}, {"10^300", unit(10, 300)}};
  return all;
}

// Four samples of three variables; two of the three eigenvalues, all irrational, are above 5.
Matrix<Rational> gram() {
  Matrix<Rational> x(3, 4);
  x << 1, -3, 5, 2, 2, 4, Rational(29, 4), -1, 0, 1, 2, 1;
  return numeric::product(x, Matrix<Rational>(x.transpose()));
}

Instance instance(Matrix<Rational> s, Index k, const Rational& lambda, long samples = 4) {
  return Instance::from_sample_gram(std::move(s),
                                    Setting{.name = "metamorphic", .k = k, .lambda = lambda, .samples = samples});
}

Instance in_unit(const Rational& c, Index k = 1) { return instance(gram() * c, k, 5 * c); }

Rational number(const std::string& text) { return *instances::parse_rational(text); }

// |x - c y| is within both radii.
bool agree(const std::string& x, const std::string& x_radius, const Rational& c, const std::string& y,
           const std::string& y_radius) {
  return abs(number(x) - c * number(y)) <= number(x_radius) + c * number(y_radius);
}

using Verdicts = std::map<std::string, std::string>;

Verdicts verdicts(const std::vector<claims::StatementResult>& statements,
                  const std::vector<claims::ControlResult>& controls, const std::string& prefix = {}) {
  Verdicts all;
  for (const claims::StatementResult& one : statements) {
    if (!one.info.id.starts_with(prefix)) continue;
    all[one.info.id] = claims::got_text(one) + " " + claims::cases_text(one.cases);
  }
  for (const claims::ControlResult& one : controls) {
    if (one.id.starts_with(prefix)) all[one.id] = std::string(claims::to_string(one.outcome));
  }
  return all;
}

Verdicts verdicts(const report::Report& report, const std::string& prefix = {}) {
  return verdicts(report.statements, report.controls, prefix);
}

void expect_scaled(const report::Manifold& one, const Rational& c, const report::Manifold& base) {
  EXPECT_EQ(one.loss, base.loss);
  EXPECT_EQ(one.index_set, base.index_set);
  EXPECT_EQ(one.index, base.index);
  EXPECT_EQ(one.nullity, base.nullity);
  EXPECT_EQ(one.point, base.point);
  EXPECT_EQ(one.inertia, base.inertia);
  EXPECT_EQ(one.predicted.index, base.predicted.index);
  EXPECT_TRUE(agree(one.predicted.value, one.predicted.radius, c, base.predicted.value, base.predicted.radius))
      << one.predicted.value << " " << base.predicted.value;
  ASSERT_EQ(one.value.empty(), base.value.empty());
  if (!one.value.empty()) {
    EXPECT_TRUE(agree(one.value, one.radius, c, base.value, base.radius)) << one.value << " " << base.value;
  }
}

void expect_scaled(const std::vector<report::Manifold>& all, const Rational& c,
                   const std::vector<report::Manifold>& base) {
  ASSERT_EQ(all.size(), base.size());
  for (std::size_t i = 0; i < all.size(); ++i) expect_scaled(all[i], c, base[i]);
}

report::Report verified(const Instance& given) { return verify(given, {.effort = {.digits = 20}, .starts = 3}); }

TEST(Metamorphic, AReportDoesNotDependOnTheUnit) {
  const report::Report base = verified(in_unit(1));
  EXPECT_EQ(base.summary.not_as_expected + base.summary.undecided, 0U);

  for (const auto& [name, c] : units()) {
    SCOPED_TRACE(name);
    const report::Report report = verified(in_unit(c));

    EXPECT_EQ(verdicts(report), verdicts(base));
    EXPECT_EQ(report.preamble.q, base.preamble.q);
    expect_scaled(report.manifolds, c, base.manifolds);
  }
}

TEST(Metamorphic, SubdivisionDoesNotDependOnTheUnit) {
  for (const auto& [name, c] : units()) {
    SCOPED_TRACE(name);
    const report::Report report = verify(
        in_unit(c), {.effort = {.evidence = claims::Verdict::enclosed}, .statements = {"sum.only-critical-points"}});

    ASSERT_EQ(report.statements.size(), 1U);
    EXPECT_EQ(report.statements[0].verdict, claims::Verdict::enclosed) << report.statements[0].reason;
  }
}

TEST(Metamorphic, AProbedPointDoesNotDependOnTheUnit) {
  const ProbeOptions options{.index_set = {2}};
  const PointAnswer base = probe(in_unit(1), options);
  ASSERT_TRUE(base.point) << base.reason;

  for (const auto& [name, c] : units()) {
    SCOPED_TRACE(name);
    const PointAnswer point = probe(in_unit(c), options);

    ASSERT_TRUE(point.point) << point.reason;
    expect_scaled(point.point->manifold, c, base.point->manifold);
    ASSERT_EQ(point.point->weights.size(), base.point->weights.size());
    for (std::size_t i = 0; i < base.point->weights.size(); ++i)
      EXPECT_EQ(point.point->weights[i].rows, base.point->weights[i].rows);
    EXPECT_EQ(point.point->tangent_dimension, base.point->tangent_dimension);
    ASSERT_EQ(point.point->hessian_spectrum.size(), base.point->hessian_spectrum.size());
    for (std::size_t i = 0; i < base.point->hessian_spectrum.size(); ++i) {
      const SpectrumPart &x = point.point->hessian_spectrum[i], &y = base.point->hessian_spectrum[i];
      EXPECT_EQ(x.count, y.count);
      EXPECT_TRUE(agree(x.value, x.radius, c, y.value, y.radius)) << x.value << " " << y.value;
    }
  }
}

TEST(Metamorphic, AnEnumerationDoesNotDependOnTheUnit) {
  const Enumeration base = enumerate(in_unit(1, 2));

  for (const auto& [name, c] : units()) {
    SCOPED_TRACE(name);
    const Enumeration list = enumerate(in_unit(c, 2));

    ASSERT_EQ(list.losses.size(), base.losses.size());
    for (std::size_t i = 0; i < base.losses.size(); ++i) {
      EXPECT_EQ(list.losses[i].inapplicable, base.losses[i].inapplicable);
      expect_scaled(list.losses[i].manifolds, c, base.losses[i].manifolds);
    }
  }
}

// Weights near the point of {1}, as anybody would bring them.
GivenWeights brought_weights() {
  const LaeContext context =
      make_lae_context(theory::Loss::sum, in_unit(1), Effort{.manifolds = {.kind = Selection::Kind::none}});
  const Outcome<theory::Manifold> manifold = theory::manifold_of(context.profile, {1});
  const theory::PredictedPoint point =
      theory::predict_point(theory::Loss::sum, *manifold, *context.spectrum, theory::canonical_frame(1, 1));
  const auto rounded = [](const Rational& x) { return numeric::exact_rational(numeric::approx_double(x)); };
  return {.W1 = Matrix<Rational>(point.W1.unaryExpr(rounded)), .W2 = Matrix<Rational>(point.W2.unaryExpr(rounded))};
}

TEST(Metamorphic, AGivenPointDoesNotDependOnTheUnit) {
  const GivenWeights weights = brought_weights();
  const GivenPoint base = certify_given_point(in_unit(1), weights, {});
  ASSERT_TRUE(base.point) << base.reason;

  for (const auto& [name, c] : units()) {
    SCOPED_TRACE(name);
    const GivenPoint given = certify_given_point(in_unit(c), weights, {});

    ASSERT_TRUE(given.point) << given.reason;
    EXPECT_EQ(given.nearest, base.nearest);
    EXPECT_EQ(given.distance, base.distance);
    expect_scaled(given.point->manifold, c, base.point->manifold);
  }
}

void expect_same_estimate(const Ppca& one, const Rational& c, const Ppca& base) {
  ASSERT_TRUE(one.estimate && base.estimate);
  EXPECT_EQ(one.estimate->rank, base.estimate->rank);
  EXPECT_EQ(one.estimate->is_exact, base.estimate->is_exact);
  const report::Enclosed &x = one.estimate->noise_variance, &y = base.estimate->noise_variance;
  EXPECT_TRUE(agree(x.value, x.radius, c, y.value, y.radius)) << x.value << " " << y.value;
  ASSERT_EQ(one.components.size(), base.components.size());
  for (std::size_t i = 0; i < base.components.size(); ++i) {
    EXPECT_EQ(one.components[i].direction, base.components[i].direction);
  }
  ASSERT_EQ(one.agreement.size(), base.agreement.size());
  for (std::size_t i = 0; i < base.agreement.size(); ++i) {
    EXPECT_EQ(one.agreement[i].outcome, base.agreement[i].outcome) << base.agreement[i].model;
  }
}

TEST(Metamorphic, ProbabilisticPcaDoesNotDependOnTheUnit) {
  for (const bool maximum_likelihood : {false, true}) {
    const auto estimated = [&](const Rational& c) {
      return ppca(in_unit(c), {.maximum_likelihood = maximum_likelihood, .prior_variance = c});
    };
    const Ppca base = estimated(1);

    for (const auto& [name, c] : units()) {
      SCOPED_TRACE(name);
      expect_same_estimate(estimated(c), c, base);
    }
  }
}

// Turned by a rational rotation, and with the variables in another order.
TEST(Metamorphic, AReportDoesNotDependOnTheCoordinates) {
  const report::Report base = verified(in_unit(1));
  Matrix<Rational> order = Matrix<Rational>::Zero(3, 3);
  order(0, 2) = order(1, 0) = order(2, 1) = 1;

  for (const Matrix<Rational>& q : {theory::random_orthogonal(3, 7), order}) {
    const Matrix<Rational> turned = numeric::product(numeric::product(q, gram()), Matrix<Rational>(q.transpose()));
    const report::Report report = verified(instance(turned, 1, 5));

    EXPECT_EQ(verdicts(report), verdicts(base));
    expect_scaled(report.manifolds, 1, base.manifolds);
  }
}

// A variable that is always zero: `none` and `product` have no list there.
TEST(Metamorphic, ZeroVariablesChangeNothingOfSum) {
  const report::Report base = verified(in_unit(1));
  Matrix<Rational> padded = Matrix<Rational>::Zero(5, 5);
  padded.topLeftCorner(3, 3) = gram();

  const report::Report report = verified(instance(padded, 1, 5));

  for (const std::string prefix : {"sum.", "ppca.", "tied."})
    EXPECT_EQ(verdicts(report, prefix), verdicts(base, prefix));
  std::vector<report::Manifold> of_sum = base.manifolds;
  std::erase_if(of_sum, [](const report::Manifold& one) { return one.loss != "sum"; });
  expect_scaled(report.manifolds, 1, of_sum);
}

TEST(Metamorphic, SamplesTakenTwiceDoubleTheValues) {
  const report::Report base = verified(in_unit(1));

  const report::Report report = verified(instance(gram() * Rational(2), 1, 10, 8));

  EXPECT_EQ(verdicts(report), verdicts(base));
  expect_scaled(report.manifolds, 2, base.manifolds);
}

}  // namespace
}  // namespace laecert::studies
