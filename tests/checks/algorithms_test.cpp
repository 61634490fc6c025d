#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checks/lae/algorithm_statements.hpp"
#include "instances/builtin.hpp"
#include "instances/options.hpp"
#include "numeric/product.hpp"
#include "studies/explain.hpp"
#include "studies/lemmas.hpp"
#include "studies/verify.hpp"
#include "theory/lae/algorithm_identities.hpp"

namespace laecert::checks::algorithms_test {
namespace {

using claims::Verdict;
using problem::Instance;

Instance spectrum(const std::string& values, const Rational& lambda, Index k = 2) {
  return Instance::from_spectrum(instances::parse_spectrum(values),
                                 {.name = "spectrum " + values, .k = k, .lambda = lambda});
}

Verdict verdict_of(const LaeStatement& statement, const LaeContext& context) {
  return claims::overall_verdict(statement.decide(context));
}

TEST(Algorithms, AreExactOnExactAndOnRealData) {
  for (const Instance& instance : {spectrum("9,4,2", 1), spectrum("9,4,0", 1), instances::builtin("repeated")}) {
    const LaeContext context = make_lae_context(Loss::sum, instance, {});
    for (LaeStatement (*statement)() : {oja_zeros, tied_critical, exact_monotone, flow_balance}) {
      EXPECT_EQ(verdict_of(statement(), context), Verdict::exact) << statement().info.id;
    }
  }
}

TEST(Algorithms, NeedAPenaltyButForTheFlow) {
  const LaeContext context = make_lae_context(Loss::sum, spectrum("9,4,2", 0), {});

  EXPECT_EQ(verdict_of(oja_zeros(), context), Verdict::inapplicable);
  EXPECT_EQ(verdict_of(tied_critical(), context), Verdict::inapplicable);
  EXPECT_EQ(verdict_of(exact_monotone(), context), Verdict::inapplicable);
  EXPECT_EQ(verdict_of(flow_balance(), context), Verdict::exact);
}

TEST(Algorithms, AreRefutedByAPointThatContradictsThem) {
  LaeContext context = make_lae_context(Loss::sum, spectrum("9,4,2", 1), {});
  certify::CertifiedPoint moved = *context.records.back().certified;
  for (Ball& entry : moved.point) entry += Ball(Rational(1, 1000), Precision{128});
  context.records.back().certified = moved;

  EXPECT_EQ(verdict_of(oja_zeros(), context), Verdict::refuted);
  EXPECT_EQ(verdict_of(tied_critical(), context), Verdict::refuted);
}

TEST(Algorithms, RunWithoutALossOrByName) {
  const Instance instance = spectrum("9,4,2", 1);
  const auto has_flow = [&](const studies::VerifyOptions& options) {
    const report::Report report = studies::verify(instance, options);
    return std::any_of(report.statements.begin(), report.statements.end(),
                       [](const claims::StatementResult& one) { return one.info.id == "flow.balance"; });
  };

  EXPECT_TRUE(has_flow({}));
  EXPECT_FALSE(has_flow({.losses = {"sum"}}));
  EXPECT_TRUE(has_flow({.losses = {"none"}, .statements = {"flow.balance"}}));
  EXPECT_FALSE(has_flow({.statements = {"sum.index"}}));
}

// The exact steps themselves, at random rational weights: the route that knows no identity.
TEST(ExactSteps, NeverIncreaseTheLossAtRandomRationalWeights) {
  const Instance instance = spectrum("9,4", Rational(1, 2), 1);
  const problem::LaeProblem problem(instance, problem::Regularization::sum);
  const problem::LaeLoss<Rational> loss = problem.over<Rational>({});
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const numeric::Assignment at = theory::random_lae_assignment(seed, 1, 2);
    const Matrix<Rational> W1 = at.letters.at("A"), W2 = at.letters.at("W");
    const Matrix<Rational>& S = instance.gram();
    const Matrix<Rational> W1t = W1.transpose(), SW1t = numeric::product(S, W1t);
    const Matrix<Rational> decoder = SW1t / Rational(numeric::product(W1, SW1t)(0, 0) + instance.lambda());
    Matrix<Rational> encoder(1, 2);
    const Rational square = W2(0, 0) * W2(0, 0) + W2(1, 0) * W2(1, 0);
    for (Index j = 0; j < 2; ++j) encoder(0, j) = W2(j, 0) * S(j, j) / (square * S(j, j) + instance.lambda());
    const auto value = [&](const Matrix<Rational>& V1, const Matrix<Rational>& V2) {
      return loss.value(problem::pack(problem::Autoencoder<Rational>{V1, V2}));
    };

    EXPECT_LT(value(W1, decoder), value(W1, W2)) << "seed " << seed;
    EXPECT_LT(value(encoder, W2), value(W1, W2)) << "seed " << seed;
  }
}

TEST(Lemmas, NameIdentitiesThatExplainDecides) {
  for (const RegisteredStatement& statement : registered_statements()) {
    const std::string text = studies::explain(statement);
    for (const std::string& id : statement.info.lemmas) {
      const studies::Lemma* lemma = studies::find_lemma(id);
      if (lemma == nullptr) continue;
      EXPECT_THAT(text, ::testing::HasSubstr(lemma->title)) << statement.info.id;
      for (const studies::Step& step : lemma->steps) {
        if (step.decider != studies::Decider::machine) continue;
        EXPECT_THAT(text, ::testing::ContainsRegex("\n  " + step.identity + " +holds ")) << statement.info.id;
      }
    }
    EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("FALSE"))) << statement.info.id;
  }
}

}  // namespace
}  // namespace laecert::checks::algorithms_test
