#include <gtest/gtest.h>

#include <stop_token>

#include "checks/lae/algorithm_statements.hpp"
#include "checks/lae/tied_point.hpp"
#include "checks/tied/family.hpp"
#include "checks/tied/statements.hpp"
#include "claims/runner.hpp"
#include "instances/builtin.hpp"
#include "instances/generate.hpp"
#include "instances/options.hpp"
#include "numeric/norm.hpp"
#include "tests/studies/spectrum_instance.hpp"

namespace laecert::checks::tied_test {
namespace {

using laecert::testing::spectrum;

using claims::ControlOutcome;
using claims::RunResult;
using claims::StatementResult;
using problem::Instance;

TiedContext context_of(const Instance& instance, const Effort& effort = {}) {
  return make_tied_context(make_lae_context(Loss::sum, instance, effort));
}

RunResult run(const TiedContext& context) {
  return claims::run(tied_registry(), context, {.exact_instance = context.sum.is_exact_instance()});
}

Verdict verdict_of(const TiedStatement& statement, const TiedContext& context) {
  return claims::overall_verdict(statement.decide(context));
}

Instance exact_instance(long m, long q, Index k, std::uint64_t seed = 3) {
  return instances::exact_instance({.m = m, .seed = seed, .q = q}, {.name = "exact", .k = k, .lambda = 2});
}

TEST(Tied, IsExactOnExactInstances) {
  for (const Instance& instance :
       {exact_instance(5, 5, 2), exact_instance(4, 2, 3), exact_instance(3, 2, 1, 9), instances::builtin("repeated")}) {
    const TiedContext context = context_of(instance);
    for (const StatementResult& one : run(context).statements)
      EXPECT_EQ(one.verdict, Verdict::exact) << one.info.id << ": " << one.reason;
    for (const ManifoldRecord& record : context.records) EXPECT_TRUE(record.certified->exact);
  }
}

TEST(Tied, IsAsExpectedOnRealDataAndItsControlsAreRefuted) {
  const RunResult results = run(context_of(instances::builtin("iris")));

  for (const StatementResult& one : results.statements) {
    EXPECT_EQ(one.verdict, Verdict::enclosed) << one.info.id << ": " << one.reason;
    EXPECT_EQ(one.standing, claims::Standing::as_expected) << one.info.id;
  }
  for (const claims::ControlResult& one : results.controls) EXPECT_EQ(one.outcome, ControlOutcome::refuted) << one.id;
}

// Rank vectors: 9 and 4 twice each. k above m; an eigenvalue 0.
TEST(Tied, IsDecidedWhereEigenvaluesRepeatOrUnitsAbound) {
  for (const Instance& instance :
       {spectrum("9,9,4,4,1/2", 3, 1), spectrum("9,4", 4, 1), spectrum("9,4,0", 2, 1), spectrum("1,1/2", 2, 2)}) {
    for (const StatementResult& one : run(context_of(instance)).statements)
      EXPECT_TRUE(claims::is_proof(one.verdict)) << instance.setting().name << ", " << one.info.id << one.reason;
  }
}

TEST(Tied, HasTheWholeInertiaOfItsOwnHessian) {
  const LaeContext sum = make_lae_context(Loss::sum, spectrum("9,4,2,1/2", 2, 1), {});
  const TiedContext tied = make_tied_context(sum);

  ASSERT_EQ(tied.records.size(), sum.records.size());
  for (std::size_t i = 0; i < sum.records.size(); ++i) {
    const theory::Manifold& manifold = sum.records[i].manifold;
    const Index positive = 8 - manifold.index - manifold.nullity;
    const numeric::Inertia expected{manifold.index, manifold.nullity, positive};
    ASSERT_TRUE(tied.records[i].certified) << tied.records[i].certified.reason().text;
    EXPECT_EQ(tied.records[i].certified->inertia, expected) << case_name(manifold);
    EXPECT_EQ(sum.records[i].certified->inertia.negative, manifold.index) << case_name(manifold);
  }
}

TEST(Tied, IsInapplicableOnAWallAndWithoutAPenalty) {
  for (const Instance& instance : {spectrum("9,4,2", 2, 4), spectrum("9,4,2", 2, 0)}) {
    const RunResult results = run(context_of(instance));
    for (const StatementResult& one : results.statements) EXPECT_EQ(one.verdict, Verdict::inapplicable) << one.info.id;
    for (const claims::ControlResult& one : results.controls)
      EXPECT_EQ(one.outcome, ControlOutcome::inapplicable) << one.id;
  }
}

TEST(Tied, IsRefutedByAnotherInertia) {
  for (const Instance& instance : {instances::builtin("iris"), exact_instance(4, 3, 2)}) {
    TiedContext context = context_of(instance);
    certify::CertifiedPoint point = *context.records.back().certified;
    point.inertia.negative += 1;
    point.inertia.zero += 1;
    context.records.back().certified = point;

    EXPECT_EQ(verdict_of(tied_index(), context), Verdict::refuted);
    EXPECT_EQ(verdict_of(tied_nullity(), context), Verdict::refuted);
  }
}

TEST(Tied, RefutesAListWithOneIndexShifted) {
  const Instance instance = spectrum("9,4,2", 2, 1);
  const ListedTheory wrong{.manifolds = [](const theory::Profile& profile) {
    std::vector<theory::Manifold> list = theory::predict_manifolds(profile);
    ++list[1].index;
    return list;
  }};
  const LaeContext sum = make_lae_context(Loss::sum, instance, decide_spectrum(instance, {}), {}, {.theory = wrong});

  EXPECT_EQ(verdict_of(tied_index(), make_tied_context(sum)), Verdict::refuted);
}

// A certified critical point of another manifold decides nothing about this one.
TEST(Tied, APointOfAnotherManifoldCountsAsNone) {
  LaeContext sum = make_lae_context(Loss::sum, spectrum("9,4,2", 1, 1), {});
  ASSERT_EQ(sum.records.size(), 4U);  // {}, {1}, {2}, {3}
  sum.records[1].proposed = sum.records[2].proposed;
  const TiedContext context = make_tied_context(sum);

  EXPECT_FALSE(context.records[1].certified);
  EXPECT_TRUE(context.records[2].certified);
  EXPECT_EQ(verdict_of(tied_index(), context), Verdict::undecided);
}

TEST(Tied, IsUndecidedWhereTheHessianOfSumIsTooLarge) {
  LaeContext sum = make_lae_context(Loss::sum, spectrum("9,4,2", 1, 1), {});
  sum.records[1] = {sum.records[1].manifold, {}, Reason{"dense route too large"}};
  const Finding finding = tied_index().decide(make_tied_context(sum));

  EXPECT_EQ(claims::overall_verdict(finding), Verdict::undecided);
  EXPECT_EQ(finding.cases[1].decision.reason, "`sum`: dense route too large");
}

TEST(Tied, SaysOfASampleThatItIsOne) {
  const Effort effort{.manifolds = {.kind = Selection::Kind::sample, .count = 4}};
  const RunResult results = run(context_of(exact_instance(5, 5, 2), effort));

  EXPECT_EQ(results.statements[0].verdict, Verdict::supported);
  EXPECT_EQ(results.statements[0].cases.verdict, Verdict::exact);
}

TEST(Tied, AStopLeavesItIncomplete) {
  const LaeContext sum = make_lae_context(Loss::sum, spectrum("9,4,2", 1, 1), {});
  std::stop_source stop;
  stop.request_stop();
  const TiedContext context = make_tied_context(sum, {.progress = {}, .stop = stop.get_token()});

  EXPECT_TRUE(context.interrupted);
  EXPECT_LE(verdict_of(tied_index(), context), Verdict::supported);
}

TEST(KnownFalseOfAlgorithms, AreRefuted) {
  for (const KnownFalse& one : {oja_gradient(), stop_transpose_gap()})
    EXPECT_EQ(claims::overall_verdict(one.decide(OwnInstance{})), Verdict::refuted) << one.info.id;
}

TEST(KnownFalseOfAlgorithms, TheFieldsOfTheWitnessAreAsPrinted) {
  const Matrix<Rational> gram{{Rational(4), Rational(0)}, {Rational(0), Rational(1)}}, w{{Rational(1)}, {Rational(1)}};
  const TiedPoint<Rational> point{gram, w, Rational(1)};

  EXPECT_EQ(point.oja(), Matrix<Rational>({{Rational(2)}, {Rational(5)}}));
  EXPECT_EQ(point.tied_gradient(), Matrix<Rational>({{Rational(14)}, {Rational(14)}}));
}

// The second route to oja.gradient: the integral of a gradient along the border of the unit square is zero. Simpson's
// rule is exact for the cubics that both fields are on an edge.
TEST(KnownFalseOfAlgorithms, TheUpdateOfOjaCirculatesAndTheTiedGradientDoesNot) {
  const Instance instance = spectrum("4,1", 1, 1);
  using Field = Matrix<Rational> (TiedPoint<Rational>::*)() const;
  const auto circulation = [&](Field field) {
    const auto component = [&](const Rational& x, const Rational& y, Index i) {
      return (TiedPoint<Rational>{instance.gram(), Vector<Rational>{{x, y}}, instance.lambda()}.*field)()(i, 0);
    };
    const auto integral = [](const auto& f) { return Rational((f(0) + 4 * f(Rational(1, 2)) + f(1)) / 6); };
    return Rational(integral([&](const Rational& t) { return component(t, 0, 0); }) +
                    integral([&](const Rational& t) { return component(1, t, 1); }) -
                    integral([&](const Rational& t) { return component(t, 1, 0); }) -
                    integral([&](const Rational& t) { return component(0, t, 1); }));
  };

  EXPECT_EQ(circulation(&TiedPoint<Rational>::tied_gradient), 0);
  EXPECT_EQ(circulation(&TiedPoint<Rational>::oja), Rational(3, 2));  // of 2 x y (4 - 1) over the square
}

// The second route to stop.transpose-gap: what `certify` proves to be all the listed points, on both sides.
TEST(KnownFalseOfAlgorithms, NoCertifiedPointIsNearTheWeightsOfTheStoppingRule) {
  const LaeContext context = make_lae_context(Loss::sum, spectrum("25/9,25/16", 1, 1), {});
  const Matrix<Rational> w{{Rational(2, 5)}, {Rational(3, 10)}};
  const Vector<Rational> x = problem::pack(problem::Autoencoder<Rational>{w.transpose(), w});
  const Precision precision{128};
  const Vector<Ball> weights = numeric::lift_matrix<Ball>(x, precision);
  const Ball bound(Rational(7, 10), precision);

  ASSERT_EQ(context.records.size(), 3U);
  for (const ManifoldRecord& record : context.records) {
    ASSERT_TRUE(record.certified);
    for (const int sign : {-1, 1}) {
      const Vector<Ball> point = record.certified->point * Ball(sign);
      EXPECT_TRUE(numeric::certainly(is_less(bound, numeric::enclose_norm(weights - point))));
    }
  }
}

}  // namespace
}  // namespace laecert::checks::tied_test
