#include "theory/lae/algorithm_identities.hpp"

#include <gtest/gtest.h>

#include "numeric/errors.hpp"

namespace laecert::theory {
namespace {

using numeric::Assignment;
using numeric::Matrix;
using numeric::Rational;
using numeric::Trace;

constexpr Loss all_losses[] = {Loss::none, Loss::product, Loss::sum};

std::vector<Identity> all_identities() {
  std::vector<Identity> all = balance_identities();
  const auto add = [&](const std::vector<Identity>& more) { all.insert(all.end(), more.begin(), more.end()); };
  add(completeness_identities());
  for (const Loss loss : {Loss::none, Loss::product}) {
    add(commuting_identities(loss));
    all.push_back(linear_invariance(loss));
  }
  for (const Loss loss : all_losses) {
    add(gradient_identities(loss));
    add(converse_identities(loss));
    all.push_back(orthogonal_invariance(loss));
  }
  add(oja_identities());
  add(tied_identities());
  add(flow_identities());
  return all;
}

std::vector<TraceIdentity> all_trace_identities() {
  std::vector<TraceIdentity> all = trace_identities();
  for (TraceIdentity& identity : half_step_identities()) all.push_back(std::move(identity));
  return all;
}

TEST(Identities, HoldInTheFreeAlgebra) {
  for (const Identity& identity : all_identities())
    EXPECT_TRUE(holds(identity)) << identity.id << ": " << identity.text;
  for (const TraceIdentity& identity : all_trace_identities()) EXPECT_TRUE(holds(identity)) << identity.text;
}

TEST(Identities, FalseTwinsDoNotHold) {
  for (const Identity& identity : all_identities()) EXPECT_FALSE(wrong_twin_holds(identity)) << identity.id;
  for (const TraceIdentity& identity : all_trace_identities())
    EXPECT_FALSE(wrong_twin_holds(identity)) << identity.text;
}

TEST(Identities, EvaluationAgreesWithTheNormalForm) {
  for (const Identity& identity : all_identities()) {
    // Of the converse the points are made by hand below.
    if (!identity.relations.equations().empty() || identity.id.starts_with("converse")) continue;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      SCOPED_TRACE(identity.id + ", seed " + std::to_string(seed));
      const Assignment at = random_lae_assignment(seed, 2, 3);

      EXPECT_TRUE(holds_at(identity, at));
      EXPECT_FALSE(wrong_twin_holds_at(identity, at));
    }
  }
}

TEST(Identities, TraceEvaluationAgreesWithTheNormalForm) {
  for (const TraceIdentity& identity : all_trace_identities()) {
    const Assignment at = random_lae_assignment(7, 2, 3);

    EXPECT_EQ(evaluate(identity.left, at), evaluate(identity.right, at)) << identity.text;
    EXPECT_NE(evaluate(identity.left, at), evaluate(identity.wrong_right, at)) << identity.text;
  }
}

// S = diag(3, 0), v = e_2: a hand-made member of the relation S v = 0; T = S^-1 for S = diag(3, 2).
TEST(Identities, WithRelationsHoldWhereTheRelationsDo) {
  Assignment at = random_lae_assignment(11, 2, 2);
  at.letters["S"] = Matrix<Rational>::Zero(2, 2);
  at.letters["S"](0, 0) = 3;
  at.letters["v"] << 0, 1;
  const std::vector<Identity> identities = completeness_identities();
  EXPECT_TRUE(holds_at(identities[0], at));
  EXPECT_FALSE(wrong_twin_holds_at(identities[0], at));
  EXPECT_TRUE(holds_at(identities[1], at));

  EXPECT_THROW((void)holds_at(identities[2], at), PreconditionError);
  at.letters["S"](1, 1) = 2;
  at.letters["T"] << Rational(1, 3), 0, 0, Rational(1, 2);
  EXPECT_TRUE(holds_at(identities[2], at));
  EXPECT_TRUE(holds_at(identities[6], at));
  EXPECT_FALSE(wrong_twin_holds_at(identities[6], at));
}

TEST(OrthogonalSymmetry, FailsForGeneralLinearMaps) {
  const Identity identity = linear_invariance(Loss::sum);
  Assignment at = random_lae_assignment(3, 2, 3);
  at.letters["M"] << 2, 0, 0, 1;
  at.letters["M^-1"] = Matrix<Rational>::Identity(2, 2);
  at.letters["M^-1"](0, 0) = Rational(1, 2);

  EXPECT_FALSE(holds(identity));
  EXPECT_FALSE(holds_at(identity, at));
  EXPECT_NE(evaluate(Trace(identity.left - identity.right), at), 0);
}

TEST(OrthogonalSymmetry, HoldsAtARationalRotation) {
  Assignment at = random_lae_assignment(3, 2, 3);
  at.letters["M"] << Rational(3, 5), Rational(-4, 5), Rational(4, 5), Rational(3, 5);

  EXPECT_TRUE(holds_at(orthogonal_invariance(Loss::sum), at));
}

// S = diag(s, 1/2), k = 1, I = {1}, O = 1: a member of the relations where d^2 s = s - lambda.
Assignment critical_point(const Rational& lambda, const Rational& s, const Rational& d) {
  Assignment at;
  for (const char* name : {"D", "L", "O"}) at.letters[name] = Matrix<Rational>::Identity(1, 1);
  at.letters["D"](0, 0) = d;
  at.letters["L"](0, 0) = s;
  at.letters["U"] = Matrix<Rational>::Zero(2, 1);
  at.letters["U"](0, 0) = 1;
  at.letters["S"] = Matrix<Rational>::Zero(2, 2);
  at.letters["S"](0, 0) = s;
  at.letters["S"](1, 1) = Rational(1, 2);
  at.symbols["lambda"] = lambda;
  return at;
}

TEST(ConverseLemma, HoldsAtAHandMadeCriticalPoint) {
  const Assignment at = critical_point(3, 4, Rational(1, 2));
  for (const Identity& identity : converse_identities(Loss::sum)) {
    EXPECT_TRUE(holds_at(identity, at)) << identity.text;
    EXPECT_FALSE(wrong_twin_holds_at(identity, at)) << identity.text;
  }
}

// S = diag(4, 1), k = 2, I = {1}: G = (2, 1)^T, F = (1, -1), a left inverse that is not pinv(G).
Assignment pair_point(const Rational& factor) {
  Assignment at;
  at.letters["E"] = Matrix<Rational>::Constant(1, 1, factor);
  at.letters["L"] = Matrix<Rational>::Constant(1, 1, 4);
  at.letters["U"] = Matrix<Rational>::Zero(2, 1);
  at.letters["U"](0, 0) = 1;
  at.letters["G"] = Matrix<Rational>{{2}, {1}};
  at.letters["F"] = Matrix<Rational>{{1, -1}};
  at.letters["S"] = Matrix<Rational>{{4, 0}, {0, 1}};
  at.symbols["lambda"] = 1;
  return at;
}

TEST(ConverseLemma, HoldsAtHandMadePairs) {
  for (const auto& [loss, factor] : {std::pair{Loss::none, Rational(1)}, {Loss::product, Rational(4, 5)}}) {
    const Assignment at = pair_point(factor);
    for (const Identity& identity : converse_identities(loss)) {
      EXPECT_TRUE(holds_at(identity, at)) << identity.text;
      EXPECT_FALSE(wrong_twin_holds_at(identity, at)) << identity.text;
    }
  }
}

TEST(ConverseLemma, NeedsTheFactorAndTheLeftInverse) {
  for (const Loss loss : {Loss::none, Loss::product}) {
    const std::vector<Identity> twins = converse_identities(loss, ConverseRule::wrong_twin);

    EXPECT_FALSE(holds(twins[0]) && holds(twins[1]));
  }
  // lambda = 1, s = 4: s / (s + 2 lambda) = 2/3.
  const std::vector<Identity> twins = converse_identities(Loss::product, ConverseRule::wrong_twin);
  EXPECT_FALSE(holds_at(twins[0], pair_point(Rational(2, 3))));
}

// N = U diag(factor, 0) U^T at S = diag(s): what is left of the proof for `none` and `product` with relations.
TEST(CommutingIdentities, HoldWhereTheirRelationsDo) {
  Assignment at = random_lae_assignment(5, 2, 2);
  at.letters["S"] = Matrix<Rational>{{4, 0}, {0, 1}};
  at.letters["Y"] = Matrix<Rational>{{Rational(1, 5), 0}, {0, Rational(1, 2)}};
  at.symbols["lambda"] = 1;
  const std::vector<Identity> identities = commuting_identities(Loss::product);
  EXPECT_TRUE(holds_at(identities[2], at));
  EXPECT_FALSE(wrong_twin_holds_at(identities[2], at));
  EXPECT_THROW((void)holds_at(identities[3], at), PreconditionError);

  at.letters["N"] = Matrix<Rational>{{Rational(4, 5), 0}, {0, 0}};
  at.letters["v"] = Matrix<Rational>{{0}, {1}};
  at.symbols["sigma"] = 1;
  EXPECT_TRUE(holds_at(identities[3], at));
  EXPECT_FALSE(wrong_twin_holds_at(identities[3], at));
  EXPECT_THROW((void)commuting_identities(Loss::sum), PreconditionError);
}

TEST(ConverseLemma, NeedsTheRoot) {
  const std::vector<Identity> twins = converse_identities(Loss::sum, ConverseRule::wrong_twin);
  const Assignment at = critical_point(3, 4, Rational(1, 4));

  EXPECT_FALSE(holds(twins[0]));
  EXPECT_FALSE(holds(twins[1]));
  EXPECT_FALSE(holds_at(twins[0], at));
  EXPECT_FALSE(holds_at(twins[1], at));
  EXPECT_THROW((void)holds_at(converse_identities(Loss::sum)[0], at), PreconditionError);
}

}  // namespace
}  // namespace laecert::theory
