#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "checks/ppca/family.hpp"
#include "checks/ppca/statements.hpp"
#include "checks/registry.hpp"
#include "claims/runner.hpp"
#include "instances/builtin.hpp"
#include "instances/generate.hpp"
#include "instances/options.hpp"
#include "numeric/product.hpp"
#include "studies/explain.hpp"
#include "studies/lemmas.hpp"
#include "studies/verify.hpp"
#include "theory/ppca/predictions.hpp"

namespace laecert::checks::ppca_test {
namespace {

using claims::ControlOutcome;
using claims::ControlResult;
using claims::RunResult;
using claims::StatementResult;
using problem::Instance;

PpcaContext context_of(const Instance& instance, const Effort& effort = {}) {
  return make_ppca_context(make_lae_context(Loss::sum, instance, effort));
}

RunResult run(const PpcaContext& context) {
  return claims::run(ppca_registry(), context, {.exact_instance = context.is_exact_instance()});
}

const StatementResult& result_of(const RunResult& results, const std::string& id) {
  const auto found = std::find_if(results.statements.begin(), results.statements.end(),
                                  [&](const StatementResult& one) { return one.info.id == id; });
  if (found == results.statements.end()) throw std::runtime_error("no statement " + id);
  return *found;
}

Verdict verdict_of(const PpcaStatement& statement, const PpcaContext& context) {
  return claims::overall_verdict(statement.decide(context));
}

ControlOutcome outcome_of(const RunResult& results, const std::string& id) {
  const auto found = std::find_if(results.controls.begin(), results.controls.end(),
                                  [&](const ControlResult& one) { return one.id == id; });
  if (found == results.controls.end()) throw std::runtime_error("no control " + id);
  return found->outcome;
}

// v = lambda/n = 1/4.
Instance ppca_instance(long m, long q, Index k, std::uint64_t seed = 3) {
  return instances::exact_instance({.m = m, .seed = seed, .q = q},
                                   {.name = "exact", .k = k, .lambda = 2, .samples = 8});
}

Instance spectrum(const std::string& values, Index k, const Rational& lambda, std::optional<long> samples) {
  return Instance::from_spectrum(instances::parse_spectrum(values),
                                 {.name = "spectrum " + values, .k = k, .lambda = lambda, .samples = samples});
}

Instance iris() { return instances::builtin("iris"); }

TEST(Ppca, IsExactOnExactInstances) {
  for (const Instance& instance : {ppca_instance(5, 5, 2), ppca_instance(4, 2, 3), ppca_instance(3, 2, 1, 9)}) {
    const PpcaContext context = context_of(instance);
    EXPECT_TRUE(context.is_exact_instance());
    const RunResult results = run(context);
    for (const StatementResult& one : results.statements) {
      EXPECT_EQ(one.verdict, Verdict::exact) << one.info.id << ": " << one.reason;
    }
    for (const PpcaRecord& record : context.records) EXPECT_TRUE(record.likelihood->exact);
  }
}

TEST(Ppca, IsAsExpectedOnIris) {
  const RunResult results = run(context_of(iris()));

  for (const StatementResult& one : results.statements) {
    EXPECT_EQ(one.standing, claims::Standing::as_expected) << one.info.id << ": " << one.reason;
  }
  EXPECT_EQ(result_of(results, "ppca.index").verdict, Verdict::enclosed);
  EXPECT_EQ(result_of(results, "ppca.noise-ml").verdict, Verdict::enclosed);
  for (const ControlResult& one : results.controls) EXPECT_EQ(one.outcome, ControlOutcome::refuted) << one.id;
}

TEST(Ppca, IsAsExpectedWhereEigenvaluesRepeat) {
  const Instance instance = instances::repeated_instance({.above = {2, 1}, .below = 1, .seed = 3},
                                                         {.name = "repeated", .k = 2, .lambda = 4, .samples = 36});
  const RunResult results = run(context_of(instance));

  for (const StatementResult& one : results.statements) {
    EXPECT_EQ(one.verdict, Verdict::exact) << one.info.id << ": " << one.reason;
  }
}

TEST(Ppca, IsEnclosedOnAnExactInstanceWhoseNoiseIsNoSquare) {
  const PpcaContext context = context_of(
      instances::exact_instance({.m = 3, .seed = 1, .q = 2}, {.name = "exact", .k = 2, .lambda = 3, .samples = 5}));
  const RunResult results = run(context);

  EXPECT_FALSE(context.is_exact_instance());
  EXPECT_EQ(result_of(results, "ppca.index").verdict, Verdict::enclosed);
  EXPECT_EQ(result_of(results, "ppca.index").standing, claims::Standing::as_expected);
  EXPECT_EQ(result_of(results, "ppca.decoder-map").verdict, Verdict::exact);  // by lemma
}

TEST(Ppca, NeedsTheNumberOfSamplesAndNoise) {
  for (const Instance& instance : {spectrum("9,4,2", 2, 1, {}), spectrum("9,4,2", 2, 0, 5)}) {
    const RunResult results = run(context_of(instance));
    for (const StatementResult& one : results.statements) EXPECT_EQ(one.verdict, Verdict::inapplicable) << one.info.id;
    for (const ControlResult& one : results.controls) EXPECT_EQ(one.outcome, ControlOutcome::inapplicable) << one.id;
  }
}

TEST(PpcaOnAWall, DecidesFullRankAndSetsTheRestAside) {
  const RunResult results = run(context_of(spectrum("9,4,2", 2, 2, 5)));

  for (const char* id : {"ppca.stationary", "ppca.decoder-map", "ppca.operator", "ppca.index", "ppca.nullity"}) {
    const StatementResult& one = result_of(results, id);
    EXPECT_TRUE(claims::is_proof(one.verdict)) << id;
    EXPECT_EQ(one.cases.decided, 1U) << id;       // {1,2}
    EXPECT_EQ(one.cases.inapplicable, 3U) << id;  // {}, {1}, {2}
    EXPECT_FALSE(one.cases.universal) << id;
  }
  EXPECT_EQ(result_of(results, "ppca.no-collapse").verdict, Verdict::inapplicable);
  EXPECT_EQ(outcome_of(results, "ppca.index/q-at-v"), ControlOutcome::indistinguishable);  // for l = k alone
  for (const ControlResult& one : results.controls) EXPECT_NE(one.outcome, ControlOutcome::holds) << one.id;
}

// n v = s_3 irrational, and lambda a hair above it: l = 2 is decided, the rest set aside, nothing said of all I.
TEST(PpcaOnAWall, IsDecidedBesideIt) {
  Matrix<Rational> gram = Matrix<Rational>::Identity(3, 3);
  gram(0, 1) = gram(1, 0) = gram(1, 2) = gram(2, 1) = Rational(1, 2);  // 1 + r, 1, 1 - r, 2 r^2 = 1
  const Instance beside =
      Instance::from_gram(gram, {.name = "beside", .k = 2, .lambda = Rational(2929, 10000), .samples = 5});
  const RunResult results =
      run(make_ppca_context(make_lae_context(Loss::sum, beside, Effort{}), {}, LambdaPlace::beside_wall));

  for (const char* id : {"ppca.stationary", "ppca.decoder-map", "ppca.operator", "ppca.index", "ppca.nullity"}) {
    const StatementResult& one = result_of(results, id);
    EXPECT_TRUE(claims::is_proof(one.verdict)) << id;
    EXPECT_EQ(one.cases.decided, 1U) << id;       // {1,2}
    EXPECT_EQ(one.cases.inapplicable, 3U) << id;  // {}, {1}, {2}
    EXPECT_FALSE(one.cases.universal) << id;
  }
}

// The nullity of the rank vector (3) is 3 + 3 (5 - 3) = 9 = k l; of (2) and (1), l < k, it is not k l.
TEST(PpcaOnAWall, TellsNoTwinFromTheTruthByWhatItSetsAside) {
  const RunResult results = run(context_of(spectrum("4,4,4,4,4,1", 3, 1, 4)));

  EXPECT_EQ(outcome_of(results, "ppca.nullity/kl"), ControlOutcome::indistinguishable);
}

// Where they differ at l = k, the wall hides nothing.
TEST(PpcaOnAWall, RefutesATwinByOneManifoldOfFullRank) {
  const RunResult results = run(context_of(spectrum("9,4,4,1", 1, 1, 4)));

  EXPECT_EQ(outcome_of(results, "ppca.nullity/kl"), ControlOutcome::refuted);  // {1}: nullity 0
}

// W = (S/n) W2 is right where every s_i above lambda is n, whatever lambda, decided exactly on turned axes too.
TEST(PpcaDecoderTwin, IsIndistinguishableExactlyWhereTheEigenvaluesAreN) {
  const char* const twin = "ppca.decoder-map/no-root";
  EXPECT_EQ(outcome_of(run(context_of(spectrum("4,1", 1, 2, 4))), twin), ControlOutcome::indistinguishable);
  EXPECT_EQ(outcome_of(run(context_of(spectrum("4,4,1", 2, 2, 4))), twin), ControlOutcome::indistinguishable);
  EXPECT_EQ(outcome_of(run(context_of(spectrum("4,4,1", 1, 1, 4))), twin), ControlOutcome::indistinguishable);
  EXPECT_EQ(outcome_of(run(context_of(spectrum("5,4,1", 1, 2, 4))), twin), ControlOutcome::refuted);
  EXPECT_EQ(outcome_of(run(context_of(spectrum("4,3,1", 1, 2, 4))), twin), ControlOutcome::refuted);
  EXPECT_EQ(outcome_of(run(context_of(spectrum("4,3,1", 1, 3, 4))), twin), ControlOutcome::indistinguishable);
  EXPECT_EQ(outcome_of(run(context_of(spectrum("4000000001/1000000000,1", 1, 2, 4))), twin), ControlOutcome::refuted);
  EXPECT_EQ(outcome_of(run(context_of(spectrum("4,1", 1, 5, 4))), twin), ControlOutcome::inapplicable);  // W = 0
  Matrix<Rational> gram(2, 2);
  gram << Rational(8, 3), Rational(4, 3), Rational(4, 3), Rational(8, 3);  // 4 and 4/3
  const Instance turned = Instance::from_gram(gram, {.name = "turned", .k = 1, .lambda = 2, .samples = 4});
  EXPECT_EQ(outcome_of(run(context_of(turned)), twin), ControlOutcome::indistinguishable);
}

// 4 repeats, and equals n: {1} decides, here and at lambda = 3, where the points of 4 are rational.
TEST(PpcaDecoderTwin, IsRefutedBesideARepeatedEigenvalue) {
  for (const Rational& lambda : {Rational(4, 3), Rational(3)}) {
    const RunResult results = run(context_of(spectrum("9,4,4,1", 1, lambda, 4)));
    EXPECT_EQ(outcome_of(results, "ppca.decoder-map/no-root"), ControlOutcome::refuted);
  }
}

// Every I of the sample holds the repeated eigenvalue; s = 2, n = 4 and s = 8: the traces of W W^T alone would cancel.
TEST(PpcaDecoderTwin, IsRefutedWhereEveryEigenvalueRepeats) {
  for (const char* values : {"9,9,1", "9,9,4,4", "6,6,2,2"}) {
    const Effort effort{.manifolds = {.kind = Selection::Kind::sample, .count = 1}};
    const RunResult results = run(context_of(spectrum(values, 2, Rational(1, 2), 4), effort));
    EXPECT_EQ(outcome_of(results, "ppca.decoder-map/no-root"), ControlOutcome::refuted) << values;
  }
}

// The twins are right on the sample, and wrong on a manifold beside it: (0,1) for the nullity and for the decoder, {}
// for the index.
TEST(PpcaTwins, AreRefutedByAManifoldBesideTheSample) {
  const Effort effort{.manifolds = {.kind = Selection::Kind::sample, .count = 2}};
  const RunResult results = run(context_of(spectrum("9,9,1", 1, Rational(1, 2), 4), effort));
  const RunResult at_n = run(context_of(spectrum("4,3,1", 1, 2, 4), effort));

  EXPECT_EQ(outcome_of(results, "ppca.nullity/kl"), ControlOutcome::refuted);
  EXPECT_EQ(outcome_of(at_n, "ppca.decoder-map/no-root"), ControlOutcome::refuted);
  EXPECT_EQ(result_of(results, "ppca.nullity").cases.total, 3);
  EXPECT_EQ(result_of(results, "ppca.nullity").cases.decided, 2U);
}

// 2^19 manifolds, of which the best alone has l = k.
TEST(PpcaOnAWall, SetsTheRestAsideWhereItIsTooLongToList) {
  std::string values;
  for (int s = 21; s > 1; --s) values += std::to_string(s) + ",";
  const RunResult results = run(context_of(spectrum(values + "1", 20, 1, 5)));

  const StatementResult& one = result_of(results, "ppca.stationary");
  EXPECT_EQ(one.verdict, Verdict::exact);
  EXPECT_EQ(one.cases.decided, 1U);
  EXPECT_EQ(one.cases.inapplicable, 1U);  // l < k
  EXPECT_FALSE(one.cases.partial());
}

TEST(PpcaOnAWall, IsInapplicableWhereNoManifoldHasFullRank) {
  const RunResult results = run(context_of(spectrum("9,2", 2, 2, 5)));

  EXPECT_EQ(result_of(results, "ppca.index").verdict, Verdict::inapplicable);
  EXPECT_THAT(result_of(results, "ppca.index").reason, ::testing::HasSubstr("wall"));
}

// S/n = diag(9, 4, 1) with n = 1: the noise of k = 2 is the wall 1.
TEST(PpcaNoise, IsDecidedWhereItIsAnEigenvalue) {
  EXPECT_EQ(verdict_of(ppca_noise_ml(), context_of(spectrum("9,4,1", 2, 2, 1))), Verdict::exact);
  EXPECT_EQ(verdict_of(ppca_noise_ml(), context_of(spectrum("9,4,1", 2, 1, 1))), Verdict::exact);
  EXPECT_EQ(verdict_of(ppca_noise_ml(), context_of(spectrum("9,4,1", 3, 2, 1))), Verdict::inapplicable);
  EXPECT_EQ(verdict_of(ppca_noise_ml(), context_of(spectrum("9,4,0", 2, 2, 1))), Verdict::inapplicable);
}

TEST(PpcaNoise, IsEnclosedForEveryRankOfIris) {
  for (const Index k : {1, 2, 3}) {
    const PpcaContext context = context_of(instances::builtin("iris", {.k = k}));
    EXPECT_EQ(verdict_of(ppca_noise_ml(), context), Verdict::enclosed) << k;
  }
}

TEST(PpcaPoints, AgreeFrameByFrame) {
  const PpcaContext context = context_of(ppca_instance(4, 3, 2));
  const theory::Spectrum& spectrum = *context.sum.spectrum;
  for (const theory::Manifold& manifold : theory::predict_manifolds(context.sum.profile)) {
    const theory::Frame frame = theory::random_frame(Loss::sum, 2, manifold.rank, 5);
    const Matrix<Rational> W = theory::predict_weights(manifold, spectrum, {.samples = 8}, frame).W;
    const theory::PredictedPoint point = theory::predict_point(Loss::sum, manifold, spectrum, frame);
    const problem::Autoencoder<Rational> mean = posterior_mean(W, context.noise_variance());

    EXPECT_EQ(numeric::product(mean.W2, mean.W1), numeric::product(point.W2, point.W1));
    const Vector<Rational> gradient = context.models->likelihood.over<Rational>({}).gradient(problem::pack_weights(W));
    EXPECT_EQ(gradient, Vector<Rational>(gradient - gradient));
  }
}

// A certified point that is not the one of its manifold refutes, whatever the lemmas say.
TEST(Ppca, IsRefutedByAPointThatContradictsIt) {
  PpcaContext context = context_of(iris());
  const auto moved = [](const Outcome<certify::CertifiedPoint>& certified, const Rational& by) {
    certify::CertifiedPoint point = *certified;
    point.exact = false;
    for (Ball& entry : point.point) entry += Ball(by, Precision{128});
    return point;
  };
  PpcaRecord& last = context.records.back();
  last.likelihood = moved(last.likelihood, Rational(1, 1000));
  last.marginal = moved(last.marginal, Rational(100));

  EXPECT_EQ(verdict_of(ppca_decoder_map(), context), Verdict::refuted);
  EXPECT_EQ(verdict_of(ppca_operator(), context), Verdict::refuted);
  EXPECT_EQ(verdict_of(ppca_marginal_limit(), context), Verdict::refuted);
}

// A repeated eigenvalue outside I leaves {1} comparable, one inside it does not.
TEST(Ppca, IsRefutedByAPointBesideARepeatedEigenvalue) {
  for (const std::size_t place : {1U, 2U}) {  // (1,0), (0,1)
    PpcaContext context = context_of(spectrum("9,4,4,1", 1, Rational(4, 3), 4));
    PpcaRecord& record = context.records.at(place);
    certify::CertifiedPoint point = *record.likelihood;
    for (Ball& entry : point.point) entry += Ball(Rational(1, 1000), Precision{128});
    record.likelihood = point;

    EXPECT_EQ(verdict_of(ppca_decoder_map(), context), place == 1 ? Verdict::refuted : Verdict::exact);
    EXPECT_EQ(verdict_of(ppca_operator(), context), place == 1 ? Verdict::refuted : Verdict::exact);
  }
}

TEST(Ppca, IsRefutedByAnotherInertia) {
  for (const Instance& instance : {iris(), ppca_instance(4, 3, 2)}) {
    PpcaContext context = context_of(instance);
    certify::CertifiedPoint point = *context.records.back().likelihood;
    point.inertia.negative += 1;
    point.inertia.zero += 1;
    context.records.back().likelihood = point;

    EXPECT_EQ(verdict_of(ppca_index(), context), Verdict::refuted);
    EXPECT_EQ(verdict_of(ppca_nullity(), context), Verdict::refuted);
  }
}

TEST(Ppca, IsRefutedByAnotherCollapse) {
  PpcaContext context = context_of(iris());
  certify::CertifiedPoint point = *context.records.front().likelihood;
  point.inertia.negative = 0;
  context.records.front().likelihood = point;

  EXPECT_EQ(verdict_of(ppca_no_collapse(), context), Verdict::refuted);
}

TEST(Ppca, IsUndecidedWithoutACertifiedPoint) {
  PpcaContext context = context_of(iris());
  context.records.front().likelihood = Reason{"out of reach"};

  EXPECT_EQ(verdict_of(ppca_index(), context), Verdict::undecided);
  EXPECT_EQ(verdict_of(ppca_stationary(), context), Verdict::exact);  // by the lemma alone
  EXPECT_THAT(ppca_stationary().decide(context).by, ::testing::ElementsAre("T22"));
}

TEST(Ppca, SaysOfASampleThatItIsOne) {
  const Effort effort{.manifolds = {.kind = Selection::Kind::sample, .count = 4}};
  const RunResult results = run(context_of(ppca_instance(5, 5, 2), effort));

  EXPECT_EQ(result_of(results, "ppca.index").verdict, Verdict::supported);
  EXPECT_EQ(result_of(results, "ppca.index").cases.verdict, Verdict::exact);
  EXPECT_EQ(result_of(results, "ppca.stationary").verdict, Verdict::exact);  // for all I by lemma
}

TEST(Ppca, DoesNotDependOnTheNumberOfJobs) {
  const PpcaContext one = context_of(iris(), {.jobs = 1}), two = context_of(iris(), {.jobs = 2});
  ASSERT_EQ(one.records.size(), two.records.size());
  for (std::size_t i = 0; i < one.records.size(); ++i) {
    EXPECT_EQ(one.records[i].likelihood->inertia, two.records[i].likelihood->inertia);
  }
}

TEST(Ppca, RunsWithoutALossOrByName) {
  const auto count = [](const studies::VerifyOptions& options) {
    const report::Report report = studies::verify(ppca_instance(3, 2, 1), options);
    return std::count_if(report.statements.begin(), report.statements.end(),
                         [](const StatementResult& one) { return one.info.id.starts_with("ppca."); });
  };
  EXPECT_EQ(count({}), 9);
  EXPECT_EQ(count({.losses = {"sum"}}), 0);
  EXPECT_EQ(count({.statements = {"ppca.index"}}), 1);
}

TEST(PpcaKnownFalse, AreRefutedByExactWitnesses) {
  for (const KnownFalse& statement : {ppca_joint_map(), ppca_marginal_map()}) {
    EXPECT_EQ(claims::overall_verdict(statement.decide({})), Verdict::refuted) << statement.info.id;
  }
}

TEST(PpcaLemmas, NameIdentitiesThatExplainDecides) {
  for (const RegisteredStatement& statement : registered_statements()) {
    if (!statement.info.id.starts_with("ppca.")) continue;
    const std::string text = studies::explain(statement);
    EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("FALSE"))) << statement.info.id;
  }
  for (const char* id : {"T22", "T23", "T24", "T25", "T26", "T27"}) EXPECT_NE(studies::find_lemma(id), nullptr) << id;
}

}  // namespace
}  // namespace laecert::checks::ppca_test
