#include "theory/unequal/identities.hpp"

#include <gtest/gtest.h>

#include "problem/families/unequal/loss.hpp"

namespace laecert::theory {
namespace {

using numeric::Assignment;
using numeric::Matrix;
using numeric::Rational;

std::vector<Identity> unit_identities() {
  std::vector<Identity> all = unit_completeness_identities();
  for (const std::vector<Identity>& more : {unit_gradient_identities(), unit_converse_identities()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

TEST(UnitIdentities, HoldInTheFreeAlgebraAndTheirTwinsDoNot) {
  for (const Identity& identity : unit_identities()) {
    EXPECT_TRUE(holds(identity)) << identity.id << ": " << identity.text;
    EXPECT_FALSE(wrong_twin_holds(identity)) << identity.id;
  }
  for (const TraceIdentity& identity : unit_trace_identities()) {
    EXPECT_TRUE(holds(identity)) << identity.text;
    EXPECT_FALSE(wrong_twin_holds(identity)) << identity.text;
  }
}

TEST(UnitIdentities, EvaluationAgreesWithTheNormalForm) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Assignment at = random_unit_assignment(seed, 2, 3);
    for (const Identity& identity : unit_identities()) {
      if (!identity.relations.equations().empty()) continue;
      EXPECT_TRUE(holds_at(identity, at)) << identity.id;
      EXPECT_FALSE(wrong_twin_holds_at(identity, at)) << identity.id;
    }
    for (const TraceIdentity& identity : unit_trace_identities()) {
      EXPECT_EQ(evaluate(identity.left, at), evaluate(identity.right, at)) << identity.text;
      EXPECT_NE(evaluate(identity.left, at), evaluate(identity.wrong_right, at)) << identity.text;
    }
  }
}

// S = diag(3, 2) with its inverse; v = e_2; then S = diag(3, 0) for S v = 0; Lambda and X diagonal.
TEST(UnitIdentities, WithRelationsHoldWhereTheRelationsDo) {
  const auto diagonal = [](const Rational& a, const Rational& b) {
    return Matrix<Rational>(Matrix<Rational>{{a, 0}, {0, b}});
  };
  Assignment regular = random_unit_assignment(11, 2, 2);
  regular.letters["S"] = diagonal(3, 2);
  regular.letters["T"] = diagonal(Rational(1, 3), Rational(1, 2));
  regular.letters["v"] = Matrix<Rational>{{0}, {1}};
  regular.letters["Lambda"] = diagonal(5, 7);
  regular.letters["X"] = diagonal(2, 9);
  Assignment singular = regular;
  singular.letters["S"] = diagonal(3, 0);
  int tried = 0;
  for (const Identity& identity : unit_completeness_identities()) {
    if (identity.relations.equations().empty()) continue;
    const bool null_vector = identity.id == "u3" || identity.id == "u4";
    EXPECT_TRUE(holds_at(identity, null_vector ? singular : regular)) << identity.id;
    EXPECT_FALSE(wrong_twin_holds_at(identity, null_vector ? singular : regular)) << identity.id;
    ++tried;
  }
  EXPECT_EQ(tried, 5);  // u3, u4, u5, u7, u11
}

// The gradients that the lemmas speak of are those of the loss that is certified.
TEST(UnitIdentities, HaveTheGradientsOfTheLoss) {
  Assignment at = random_unit_assignment(3, 2, 2);
  at.letters["S"] = Matrix<Rational>{{5, 1}, {1, 3}};
  at.letters["Lambda"] = Matrix<Rational>{{Rational(1, 2), 0}, {0, Rational(4, 3)}};
  const problem::UnequalProblem problem(problem::Instance::from_gram(
      at.letters["S"], {.name = "S", .k = 2, .penalties = {Rational(1, 2), Rational(4, 3)}}));
  const Matrix<Rational> W1 = at.letters["A"], W2 = at.letters["B"].transpose();

  const auto gradient = problem::unpack<Rational>(
      problem.over<Rational>({}).gradient(problem::pack(problem::Autoencoder<Rational>{W1, W2})), 2);

  const std::vector<Identity> identities = unit_gradient_identities();
  EXPECT_EQ(evaluate(identities[0].right, at), gradient.W1);
  EXPECT_EQ(evaluate(identities[1].right, at), Matrix<Rational>(gradient.W2.transpose()));
}

}  // namespace
}  // namespace laecert::theory
