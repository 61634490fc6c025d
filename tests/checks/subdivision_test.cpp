#include "checks/lae/subdivision.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "claims/finding.hpp"
#include "instances/generate.hpp"
#include "instances/options.hpp"
#include "tests/theory/instances.hpp"

namespace laecert::checks {
namespace {

using ::testing::HasSubstr;

Matrix<Rational> turned_gram(const std::string& values, std::uint64_t seed) {
  return theory::turned(instances::parse_spectrum(values), seed);
}

LaeContext context_of(const Matrix<Rational>& gram, Index k, const Rational& lambda) {
  return make_lae_context(Loss::sum, problem::Instance::from_gram(gram, {.name = "S", .k = k, .lambda = lambda}), {});
}

LaeContext diagonal_context(const std::string& values, Index k, const Rational& lambda) {
  return make_lae_context(
      Loss::sum,
      problem::Instance::from_spectrum(instances::parse_spectrum(values), {.name = "S", .k = k, .lambda = lambda}), {});
}

std::vector<theory::Manifold> whole_list(const LaeContext& context) {
  return theory::predict_manifolds(context.profile);
}

Decision decided(const LaeContext& context) {
  return decide_by_subdivision(context, whole_list(context)).cases.at(0).decision;
}

TEST(SubdivisionOfSum, FindsSevenPointsForThreeEigenvaluesAboveLambda) {
  const Decision decision = decided(diagonal_context("9,4,2", 1, 1));

  EXPECT_EQ(decision.verdict, Verdict::enclosed) << decision.reason;
  EXPECT_EQ(decision.margin, "7 zeros");
}

TEST(SubdivisionOfSum, FindsFourOrbitsForTwoByTwo) {
  for (const Index k : {2, 3}) {
    const Decision decision = decided(diagonal_context("9,4", k, 1));

    EXPECT_EQ(decision.verdict, Verdict::enclosed) << decision.reason;
    EXPECT_EQ(decision.margin, "4 zeros");
  }
}

// Below lambda eigenvalues may repeat and vanish; S may be zero.
TEST(SubdivisionOfSum, CountsOneAndTwoForEachEigenvalueAboveLambda) {
  struct Known {
    std::string spectrum;
    Index k;
    Rational lambda;
    std::string margin;
  };
  for (const Known& known : std::vector<Known>{{"4", 1, 1, "3 zeros"},
                                               {"4", 1, 9, "1 zero"},
                                               {"9,4", 1, 5, "3 zeros"},
                                               {"9,2,2", 1, 5, "3 zeros"},
                                               {"9,4,0", 1, 1, "5 zeros"},
                                               {"9,4,2,1/2", 1, 1, "7 zeros"},
                                               {"9,0", 2, 1, "2 zeros"},
                                               {"4,3", 2, 5, "1 zero"}}) {
    const Decision decision = decided(diagonal_context(known.spectrum, known.k, known.lambda));

    EXPECT_EQ(decision.verdict, Verdict::enclosed) << known.spectrum << ": " << decision.reason;
    EXPECT_EQ(decision.margin, known.margin) << known.spectrum;
  }
}

TEST(SubdivisionOfSum, DecidesTurnedMatrices) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    EXPECT_EQ(decided(context_of(turned_gram("9,4,2", seed), 1, 1)).margin, "7 zeros") << seed;
    EXPECT_EQ(decided(context_of(turned_gram("9,4,2,1/2", seed), 1, 1)).margin, "7 zeros") << seed;
    EXPECT_EQ(decided(context_of(turned_gram("9,4", seed), 2, 1)).margin, "4 zeros") << seed;
  }
}

TEST(SubdivisionOfSum, DecidesEigenvaluesFarApart) {
  EXPECT_EQ(decided(context_of(turned_gram("1000,10,2", 1), 1, 1)).margin, "7 zeros");
  EXPECT_EQ(decided(context_of(turned_gram("9208,315", 1), 2, 10)).margin, "4 zeros");
  EXPECT_EQ(decided(context_of(turned_gram("9,4", 1), 2, Rational(399, 100))).margin, "4 zeros");
}

TEST(SubdivisionOfSum, AgreesWithTheLemmas) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const problem::Instance instance =
        instances::exact_instance({.m = 3, .seed = seed, .q = 2}, {.name = "exact", .k = 1, .lambda = 2});
    const LaeContext context = make_lae_context(Loss::sum, instance, {});

    EXPECT_TRUE(context.identities.list_is_complete());
    EXPECT_EQ(decided(context).verdict, Verdict::enclosed) << "seed " << seed;
    EXPECT_EQ(decided(context).margin, "5 zeros") << "seed " << seed;
  }
}

// Each manifold in turn is left out: a certified critical point is then on no listed one.
TEST(SubdivisionOfSum, RefutesAListWithOneManifoldDeleted) {
  for (const LaeContext& context :
       {diagonal_context("9,4,2", 1, 1), diagonal_context("9,4", 2, 1), context_of(turned_gram("9,4", 2), 2, 1)}) {
    const std::vector<theory::Manifold> all = whole_list(context);
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::vector<theory::Manifold> shorter = all;
      shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
      const Finding finding = decide_by_subdivision(context, shorter);

      EXPECT_EQ(claims::overall_verdict(finding), Verdict::refuted) << case_name(all[i]);
      EXPECT_THAT(finding.cases.at(0).decision.reason, HasSubstr("on no listed manifold")) << case_name(all[i]);
    }
  }
}

TEST(SubdivisionOfSum, ABudgetThatIsTooSmallIsUndecided) {
  const LaeContext context = diagonal_context("9,4,2", 1, 1);
  const Finding finding = decide_by_subdivision(context, whole_list(context), {.most_boxes = 10});

  EXPECT_EQ(claims::overall_verdict(finding), Verdict::undecided);
  EXPECT_THAT(finding.cases.at(0).decision.reason, HasSubstr("more than 10 boxes"));
}

TEST(SubdivisionOfSum, ZerosThatAreNotIsolatedAreUndecided) {
  const Decision decision = decided(diagonal_context("9,4,4", 1, 1));

  EXPECT_EQ(decision.verdict, Verdict::undecided);
  EXPECT_THAT(decision.reason, HasSubstr("repeats"));
}

TEST(SubdivisionOfSum, LargerShapesAreUndecidedAndSaySo) {
  for (const LaeContext& context : {diagonal_context("9,4,2", 2, 1), diagonal_context("25,16,9,4,2", 1, 1)}) {
    EXPECT_EQ(decided(context).verdict, Verdict::undecided);
    EXPECT_THAT(decided(context).reason, HasSubstr("k = 1, m <= 4"));
  }
}

TEST(SubdivisionOfSum, ABallBeyondDoublesIsUndecided) {
  for (const Index k : {Index{1}, Index{2}}) {
    const Rational tiny(1, pow(numeric::Integer(10), 310));
    const problem::Instance instance = problem::Instance::from_spectrum(
        instances::parse_spectrum("9,4"), {.name = "tiny lambda", .k = k, .lambda = tiny});
    const LaeContext context = make_lae_context(Loss::sum, instance, {});

    EXPECT_EQ(decided(context).verdict, Verdict::undecided);
    EXPECT_THAT(decided(context).reason, HasSubstr("too large for doubles"));
  }
}

TEST(SubdivisionOfSum, RestsOnTheIdentitiesBehindIt) {
  for (bool DecidedIdentities::*identity :
       {&DecidedIdentities::balance, &DecidedIdentities::gradients, &DecidedIdentities::converse}) {
    LaeContext context = diagonal_context("9,4", 2, 1);
    context.identities.*identity = false;

    EXPECT_EQ(decided(context).verdict, Verdict::undecided);
  }
}

TEST(SubdivisionOfSum, AFailedHypothesisIsInapplicable) {
  // lambda = 4 is an eigenvalue.
  const LaeContext context = diagonal_context("9,4", 1, 4);

  EXPECT_EQ(claims::overall_verdict(decide_by_subdivision(context, {})), Verdict::inapplicable);
}

}  // namespace
}  // namespace laecert::checks
