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

TEST(KnownFalse, AreRefutedByTheirWitnesses) {
  const claims::RunResult result = claims::run(known_false_registry(), OwnInstance{}, {});

  ASSERT_EQ(result.known_false.size(), 12U);
  for (const StatementResult& one : result.known_false) {
    EXPECT_EQ(one.verdict, Verdict::refuted) << one.info.id;
    EXPECT_EQ(one.standing, claims::Standing::as_expected) << one.info.id;
  }
  EXPECT_EQ(claims::exit_code(result.summary(), {}, claims::FailOn::undecided), 0);
}

// A theory that believes one of them contradicts the witness, and the run fails.
TEST(KnownFalse, FailTheRunWhereTheyAreBelieved) {
  const std::size_t count = known_false_registry().size();
  for (std::size_t believed = 0; believed < count; ++believed) {
    claims::Registry<OwnInstance> registry = known_false_registry();
    registry[believed].info.expected = claims::Expected::holds;

    const claims::RunResult result = claims::run(registry, OwnInstance{}, {});

    EXPECT_EQ(result.summary().not_as_expected, 1U) << registry[believed].info.id;
    EXPECT_EQ(claims::exit_code(result.summary(), {}, claims::FailOn::undecided), 1) << registry[believed].info.id;
  }
}

// And so does one that predicts by them: every frame with F = pinv(G) alone has kl flat directions.
TEST(KnownFalse, PredictionsByThemAreRefuted) {
  for (const Loss loss : {Loss::none, Loss::product}) {
    LaeContext believing = make_lae_context(loss, spectrum("9,4,2", 2, "1"), {});
    for (ManifoldRecord& record : believing.records) {
      record.manifold.dimension = record.manifold.nullity = 2 * record.manifold.rank;
    }

    const claims::RunResult result = claims::run(lae_registry(loss), believing, {});

    EXPECT_NE(claims::exit_code(result.summary(), {}, claims::FailOn::undecided), 0);
    EXPECT_EQ(result.summary().not_as_expected, 2U);  // nullity and parameterization
  }
}

// A theory with one number changed on one manifold is refuted, on exact and on real data alike.
struct WrongCase {
  Loss loss;
  bool exact;
};

class WrongTheory : public ::testing::TestWithParam<WrongCase> {
 protected:
  static LaeContext context() {
    const Loss loss = GetParam().loss;
    if (!GetParam().exact) return make_lae_context(loss, spectrum("9,4,2", 2, "1"), {});
    const Instance exact =
        instances::exact_instance({.m = 3, .seed = 1, .q = 3}, {.name = "exact", .k = 2, .lambda = 2});
    return make_lae_context(loss, exact, {});
  }

  static std::string id(const std::string& name) { return statement_id(GetParam().loss, name); }

  static Verdict verdict(const LaeContext& context, const std::string& id) {
    const claims::RunOptions options{.exact_instance = GetParam().exact, .ids = {id}};
    return claims::run(lae_registry(GetParam().loss), context, options).statements.front().verdict;
  }
};

TEST_P(WrongTheory, IndexIsRefuted) {
  LaeContext wrong = context();
  wrong.records[2].manifold = wrong.records[3].manifold;  // predicts {3} where the point is on {2}

  EXPECT_EQ(verdict(context(), id("index")), proof_verdict(*wrong.records[2].certified));
  for (const char* name : {"index", "value", "map"}) EXPECT_EQ(verdict(wrong, id(name)), Verdict::refuted) << name;
  if (GetParam().loss != Loss::sum) return;
  EXPECT_EQ(verdict(wrong, "sum.spectrum"), Verdict::refuted);
  EXPECT_EQ(verdict(wrong, "sum.singular-values"), Verdict::refuted);
}

TEST_P(WrongTheory, NullityAndDimensionAreRefuted) {
  LaeContext wrong = context();
  wrong.records[1].manifold.nullity += 1;
  wrong.records[1].manifold.dimension += 1;

  EXPECT_EQ(verdict(wrong, id("nullity")), Verdict::refuted);
  EXPECT_EQ(verdict(wrong, id("parameterization")), Verdict::refuted);
}

TEST_P(WrongTheory, FalseIdentitiesRefuteTheUniversalStatements) {
  LaeContext wrong = context();
  wrong.identities.balance = false;
  wrong.identities.completeness = false;
  LaeContext no_converse = context();
  no_converse.identities.converse = false;

  EXPECT_EQ(verdict(wrong, id("only-critical-points")), Verdict::refuted);
  EXPECT_EQ(verdict(wrong, id("map")), Verdict::refuted);
  EXPECT_EQ(verdict(no_converse, id("critical")), Verdict::refuted);
  if (GetParam().loss != Loss::sum) return;
  EXPECT_EQ(verdict(wrong, "sum.transpose"), Verdict::refuted);
  EXPECT_EQ(verdict(wrong, "sum.balanced"), Verdict::refuted);
}

TEST_P(WrongTheory, AnUncertifiedPointIsUndecided) {
  LaeContext wrong = context();
  wrong.records[0].certified = Reason{"not reached"};

  for (const char* name : {"critical", "index", "nullity", "value", "strict-saddles"}) {
    EXPECT_EQ(verdict(wrong, id(name)), Verdict::undecided) << name;
  }
  if (GetParam().loss != Loss::sum) return;
  EXPECT_EQ(verdict(wrong, "sum.spectrum"), Verdict::undecided);
}

INSTANTIATE_TEST_SUITE_P(OfEveryLoss, WrongTheory,
                         ::testing::Values(WrongCase{Loss::none, false}, WrongCase{Loss::none, true},
                                           WrongCase{Loss::product, false}, WrongCase{Loss::product, true},
                                           WrongCase{Loss::sum, false}, WrongCase{Loss::sum, true}),
                         [](const auto& info) {
                           return theory::to_string(info.param.loss) + (info.param.exact ? "_exact" : "_real");
                         });

}  // namespace
}  // namespace laecert::studies
