#include "studies/verify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "checks/lae/family.hpp"
#include "checks/registry.hpp"
#include "claims/runner.hpp"
#include "families/lae/findings.hpp"
#include "families/lae/membership.hpp"
#include "instances/builtin.hpp"
#include "instances/generate.hpp"
#include "instances/options.hpp"
#include "numeric/errors.hpp"
#include "report/json.hpp"
#include "report/text.hpp"
#include "tests/studies/spectrum_instance.hpp"

namespace laecert::studies {
namespace {

using laecert::testing::result_of;

using laecert::testing::spectrum;

using claims::ControlOutcome;
using claims::StatementResult;
using problem::Instance;

TEST(Verify, FindsTheSevenManifoldsOfIris) {
  const report::Report report = verify(instances::builtin("iris"), {.losses = {"sum"}});

  // Index, nullity and value of {}, {1}, {2}, {3}, {1,2}, {1,3}, {2,3}; the values by the closed form with 80 digits,
  // from the characteristic polynomial of the same table, outside this program.
  const std::vector<long> index{6, 2, 3, 4, 0, 1, 2};
  const std::vector<long> nullity{0, 1, 1, 1, 1, 1, 1};
  const std::vector<std::string> value{"9539.29",
                                       "350.974069923309680384089720333",
                                       "9243.51868031139598421613291819",
                                       "9538.96334782779428962152620355",
                                       "55.2027502347056646002226385251",
                                       "350.647417751103970005615923891",
                                       "9243.19202813919027383765912174"};
  ASSERT_EQ(report.manifolds.size(), 7U);
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_EQ(report.manifolds[i].index, index[i]);
    EXPECT_EQ(report.manifolds[i].nullity, nullity[i]);
    EXPECT_EQ(report.manifolds[i].value, value[i]);
    EXPECT_NE(report.manifolds[i].point, Verdict::undecided);
  }
  EXPECT_EQ(report.summary.not_as_expected + report.summary.undecided, 0U);
}

TEST(Verify, FindsTheElevenManifoldsOfIrisWithoutAndWithAProductPenalty) {
  // inv(I) + (k-l)(m-l) and 2kl - l^2 by hand for {}, {1}, .., {4}, {1,2}, {1,3}, {1,4}, {2,3}, {2,4}, {3,4}.
  const std::vector<long> index{8, 3, 4, 5, 6, 0, 1, 2, 2, 3, 4};
  const std::vector<long> nullity{0, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4};
  for (const char* loss : {"none", "product"}) {
    const report::Report report = verify(instances::builtin("iris"), {.losses = {loss}});

    ASSERT_EQ(report.manifolds.size(), 11U);
    for (std::size_t i = 0; i < 11; ++i) {
      EXPECT_EQ(report.manifolds[i].index, index[i]);
      EXPECT_EQ(report.manifolds[i].nullity, nullity[i]);
    }
    EXPECT_EQ(report.summary.not_as_expected + report.summary.undecided, 0U);
  }
}

TEST(Verify, IsInapplicableToNoneAndProductWhereTheirHypothesesFail) {
  const report::Report deficient = verify(spectrum("9,4,0", 2, "1"), {});
  const report::Report repeated = verify(spectrum("9,4,4", 2, "1"), {});
  const report::Report wide = verify(spectrum("9,4", 3, "1"), {});

  for (const char* id : {"none.index", "product.index"}) {
    EXPECT_EQ(result_of(deficient, id).verdict, Verdict::inapplicable);
    EXPECT_THAT(result_of(deficient, id).reason, ::testing::HasSubstr("1 of the 3 eigenvalues of S is zero"));
    EXPECT_THAT(result_of(repeated, id).reason, ::testing::HasSubstr("repeats"));
    EXPECT_THAT(result_of(wide, id).reason, ::testing::HasSubstr("k = 3 is above m = 2"));
  }
  EXPECT_EQ(result_of(deficient, "sum.index").verdict, Verdict::enclosed);
  EXPECT_EQ(result_of(deficient, "none.symmetry").verdict, Verdict::exact);  // needs nothing
}

TEST(Verify, DecidesNoneWithoutAPenalty) {
  const report::Report report = verify(spectrum("9,4,2", 2, "0"), {});

  EXPECT_EQ(result_of(report, "none.index").verdict, Verdict::exact);
  EXPECT_EQ(result_of(report, "product.index").verdict, Verdict::inapplicable);
  EXPECT_THAT(result_of(report, "product.index").reason, ::testing::HasSubstr("lambda = 0"));
  EXPECT_EQ(report.summary.not_as_expected + report.summary.undecided, 0U);
}

// The group is not of isometries, so the spectrum depends on the frame; the inertia does not.
TEST(RandomFrames, HaveTheInertiaOfTheCanonicalOne) {
  for (const Loss loss : {Loss::none, Loss::product, Loss::sum}) {
    const LaeContext context = make_lae_context(loss, instances::builtin("iris"), {});
    for (const ManifoldRecord& record : context.records) {
      for (const std::uint64_t seed : {1, 2}) {
        const theory::Frame frame = theory::random_frame(loss, 2, record.manifold.rank, seed);
        const ManifoldRecord other = certify_manifold(context, record.manifold, frame, {});

        ASSERT_TRUE(other.certified.decided()) << case_name(record.manifold);
        EXPECT_EQ(other.certified->inertia, record.certified->inertia);
      }
    }
  }
}

TEST(Verify, DecidesEveryManifoldOfAnExactInstanceExactly) {
  const Instance instance = instances::exact_instance(
      {.m = 5, .seed = 3, .q = 4}, {.name = "exact", .k = 3, .lambda = Rational(3, 2), .samples = 6});

  const report::Report report = verify(instance, {});

  for (const StatementResult& statement : report.statements) {
    const std::string& id = statement.info.id;
    if (id == "sum.repeated" || id == "sum.morse-complex" || id == "search.list") continue;  // k is not 1
    EXPECT_EQ(statement.verdict, Verdict::exact) << statement.info.id << ": " << statement.reason;
  }
  for (const report::Manifold& manifold : report.manifolds) EXPECT_EQ(manifold.inertia, Verdict::exact);
}

TEST(Verify, TellsRepeatedEigenvaluesByRankVectors) {
  const report::Report report = verify(instances::builtin("repeated"), {});

  EXPECT_EQ(result_of(report, "sum.repeated").verdict, Verdict::exact);
  EXPECT_EQ(result_of(report, "sum.principal-directions").verdict, Verdict::inapplicable);
  EXPECT_EQ(report.summary.not_as_expected + report.summary.undecided, 0U);
}

TEST(Verify, IsInapplicableOnAWallAndAtLambdaZero) {
  const report::Report wall = verify(spectrum("9,4,2", 2, "2"), {});
  const report::Report zero = verify(spectrum("9,4,2", 2, "0"), {});

  EXPECT_EQ(result_of(wall, "sum.index").verdict, Verdict::inapplicable);
  EXPECT_THAT(result_of(wall, "sum.index").reason, ::testing::HasSubstr("wall"));
  EXPECT_EQ(result_of(wall, "sum.transpose").verdict, Verdict::exact);  // needs lambda > 0 alone
  EXPECT_EQ(result_of(zero, "sum.transpose").verdict, Verdict::inapplicable);
  EXPECT_EQ(result_of(zero, "sum.symmetry").verdict, Verdict::exact);  // needs nothing
}

TEST(Verify, ClimbsNearAWallAndBetweenNearEigenvalues) {
  const std::string near_two = "1.999999999999999999999999999999";  // 1e-30 below s_3
  const std::string near_four = "9,4,4.0000000000000000000000000000000000000001,2";

  for (const Instance& instance : {spectrum("9,4,2", 2, near_two), spectrum(near_four, 2, "1")}) {
    const report::Report report = verify(instance, {});
    EXPECT_EQ(result_of(report, "sum.index").verdict, Verdict::enclosed) << result_of(report, "sum.index").reason;
    EXPECT_EQ(report.summary.not_as_expected + report.summary.undecided, 0U);
  }
}

TEST(Verify, RefutesAWrongValueHoweverSmallTheData) {
  for (const Instance& instance : {spectrum("4e-45,1e-45", 1, "2e-45"), spectrum("4e-12,1e-12", 1, "2e-12")}) {
    const report::Report report = verify(instance, {});
    for (const claims::ControlResult& control : report.controls) {
      EXPECT_NE(control.outcome, ControlOutcome::holds) << control.id;
    }
    EXPECT_NE(result_of(report, "sum.value").verdict, Verdict::refuted);
  }
}

// Twins that differ from the truth by less than the digits asked for are refuted with more digits, never confirmed.
TEST(Controls, AreRefutedHoweverSmallOrLargeThePenalty) {
  for (const char* lambda : {"1e-25", "1e-45", "1e-100", "1e52"}) {
    const report::Report report = verify(spectrum("4,1", 1, lambda), {});
    for (const claims::ControlResult& control : report.controls) {
      EXPECT_NE(control.outcome, ControlOutcome::holds) << control.id << " at lambda " << lambda;
    }
  }
  const report::Report small = verify(spectrum("4,1", 1, "1e-45"), {});
  EXPECT_EQ(claims::count_outcomes(small.controls).undecided, 0U);
}

// Eigenvalues 4, 1, 1 of a matrix that is not diagonal: the eigenvectors of 1 are not unique, its eigenspace is.
TEST(Verify, DecidesRepeatedEigenvaluesOfDenseData) {
  const Matrix<Rational> gram{{2, 1, 1}, {1, 2, 1}, {1, 1, 2}};
  const Instance instance = Instance::from_gram(gram, {.name = "dense", .k = 2, .lambda = Rational(1, 2)});

  const report::Report report = verify(instance, {.losses = {"sum"}});

  EXPECT_EQ(result_of(report, "sum.repeated").verdict, Verdict::enclosed) << result_of(report, "sum.repeated").reason;
  EXPECT_EQ(report.summary.not_as_expected + report.summary.undecided, 0U);
}

TEST(Verify, LeavesProblemsWithTooManySymmetriesUndecided) {
  const report::Report report = verify(spectrum("9,4", 200, "1"), {.losses = {"sum"}});

  EXPECT_EQ(result_of(report, "sum.index").verdict, Verdict::undecided);
  EXPECT_THAT(result_of(report, "sum.index").reason, ::testing::HasSubstr("dense route too large"));
}

TEST(Verify, NeverFailsOnExtremeSpectra) {
  EXPECT_NO_THROW(verify(spectrum("3e-312,1e-312", 1, "2e-312"), {}));
  EXPECT_NO_THROW(verify(spectrum("1." + std::string(70, '0') + "1,1/2", 1, "1"), {}));
}

TEST(Controls, AreNotIndistinguishableOnASampleAlone) {
  VerifyOptions options;
  options.effort.manifolds = {.kind = Selection::Kind::ranks, .first_rank = 0, .last_rank = 0};

  const report::Report report = verify(spectrum("9,4,2", 2, "1"), options);

  for (const claims::ControlResult& control : report.controls) {
    if (control.id == "sum.index/reversed" || control.id == "sum.nullity/kl") {
      EXPECT_EQ(control.outcome, ControlOutcome::undecided) << control.id;
    }
  }
}

// From starts of equal length in all directions no search of the likelihood ends: it falls on the way to infinity.
TEST(Verify, SearchesTheLossesOfProbabilisticPcaAlongTheData) {
  for (const char* loss : {"ppca", "ppca-posterior"}) {
    const report::Report report = verify(instances::builtin("iris"), {.losses = {loss}});

    EXPECT_EQ(result_of(report, "search.list").verdict, claims::Verdict::supported) << loss;
  }
}

TEST(Verify, ProvesOnWhichManifoldAPointLies) {
  const LaeContext context = make_lae_context(Loss::sum, spectrum("9,4,2", 2, "1"), {});
  const ManifoldRecord& on_one = context.records[1];
  const theory::Manifold& two = context.records[2].manifold;

  EXPECT_FALSE(prove_membership(context, on_one.manifold, *on_one.certified));
  EXPECT_TRUE(prove_membership(context, two, *on_one.certified));
}

TEST(Verify, IsUndecidedWhereTheDigitsDoNotSuffice) {
  VerifyOptions options;
  options.effort.digits = 10;
  options.effort.max_digits = 40;

  const report::Report report =
      verify(spectrum("9,2.0000000000000000000000000000000000000000000000000000000001,2", 1, "1"), options);

  EXPECT_EQ(result_of(report, "sum.index").verdict, Verdict::undecided);
  EXPECT_FALSE(result_of(report, "sum.index").reason.empty());
}

TEST(Verify, LeavesLargeHessiansUndecided) {
  Vector<Rational> s(40);
  for (Index i = 0; i < 40; ++i) s(i) = 40 - i;

  const report::Report report =
      verify(Instance::from_spectrum(s, {.name = "large", .k = 20, .lambda = Rational(77, 2)}), {});

  EXPECT_EQ(result_of(report, "sum.index").verdict, Verdict::undecided);
  EXPECT_THAT(result_of(report, "sum.index").reason, ::testing::HasSubstr("dense route too large"));
  EXPECT_EQ(result_of(report, "sum.transpose").verdict, Verdict::exact);
}

TEST(Verify, CallsAProofOnASampleSupported) {
  VerifyOptions options;
  options.effort.manifolds = {.kind = Selection::Kind::sample, .count = 3};

  const report::Report report = verify(spectrum("9,4,2", 2, "1"), options);

  EXPECT_EQ(result_of(report, "sum.index").verdict, Verdict::supported);
  EXPECT_EQ(claims::got_text(result_of(report, "sum.index")), "supported (3 of 7 enclosed)");
  EXPECT_EQ(result_of(report, "sum.index").standing, claims::Standing::as_expected);
}

TEST(Verify, WritesTheSameBytesForAnyNumberOfJobs) {
  VerifyOptions one;
  VerifyOptions four;
  one.effort.jobs = 1;
  four.effort.jobs = 4;
  const Instance instance = spectrum("9,4,2,1", 3, "3/2");

  const report::Report serial = verify(instance, one);
  const report::Report parallel = verify(instance, four);

  EXPECT_EQ(report::to_text(serial), report::to_text(parallel));
  EXPECT_EQ(report::to_text(report::to_json(serial)), report::to_text(report::to_json(parallel)));
}

TEST(Verify, RefusesUnknownNames) {
  VerifyOptions loss;
  loss.losses = {"sun"};
  VerifyOptions statement;
  statement.statements = {"sum.indices"};

  EXPECT_THROW(verify(spectrum("4", 1, "1"), loss), UsageError);
  EXPECT_THROW(verify(spectrum("4", 1, "1"), statement), UsageError);
}

TEST(Controls, AreEachRefutedSomewhereAndHoldNowhere) {
  std::vector<claims::ControlResult> controls;
  for (const Instance& instance : {spectrum("9,4,2", 2, "3"), spectrum("9,4,2,1/2", 2, "1"), spectrum("9,4,2", 1, "1"),
                                   instances::builtin("repeated"), instances::builtin("iris")}) {
    const report::Report report = verify(instance, {});
    controls.insert(controls.end(), report.controls.begin(), report.controls.end());
  }

  for (const claims::ControlResult& control : claims::over_suite(controls)) {
    EXPECT_EQ(control.outcome, ControlOutcome::refuted) << control.id;
  }
}

TEST(Statements, OfAnotherLossThanTheNamedOneAreRefused) {
  VerifyOptions options;
  options.losses = {"none"};
  options.statements = {"sum.index"};

  EXPECT_THROW(verify(spectrum("9,4,2", 2, "1"), options), UsageError);
}

TEST(Statements, NamedAloneDecideTheirLossAlone) {
  VerifyOptions options;
  options.statements = {"none.pseudoinverse", "product.index"};

  const report::Report report = verify(spectrum("9,4,2", 2, "1"), options);

  ASSERT_EQ(report.statements.size(), 1U);
  EXPECT_EQ(report.statements[0].info.id, "product.index");
  EXPECT_EQ(report.known_false.size(), 12U);
}

}  // namespace
}  // namespace laecert::studies
