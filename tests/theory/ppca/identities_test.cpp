#include "theory/ppca/identities.hpp"

#include <gtest/gtest.h>

#include "numeric/errors.hpp"
#include "numeric/random.hpp"

namespace laecert::theory {
namespace {

using numeric::Assignment;
using numeric::Index;
using numeric::Matrix;
using numeric::Rational;

std::vector<Identity> all_ppca_identities() {
  std::vector<Identity> all = ppca_stationary_identities();
  for (const auto& more : {ppca_decoder_identities(), ppca_operator_identities()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

TEST(PpcaIdentities, HoldInTheFreeAlgebra) {
  for (const Identity& identity : all_ppca_identities()) EXPECT_TRUE(holds(identity)) << identity.id;
  EXPECT_TRUE(holds(ppca_regression_identity()));
}

TEST(PpcaIdentities, FalseTwinsDoNotHold) {
  for (const Identity& identity : all_ppca_identities()) EXPECT_FALSE(wrong_twin_holds(identity)) << identity.id;
  EXPECT_FALSE(wrong_twin_holds(ppca_regression_identity()));
}

TEST(PpcaIdentities, NeedTheNoiseTakenFromTheRoots) {
  EXPECT_FALSE(holds(ppca_stationary_identities(PpcaRule::without_noise)[0]));
}

Matrix<Rational> one_by_one(const Rational& x) { return Matrix<Rational>::Constant(1, 1, x); }

Matrix<Rational> diagonal(const Rational& first, const Rational& second) {
  Matrix<Rational> result = Matrix<Rational>::Zero(2, 2);
  result(0, 0) = first;
  result(1, 1) = second;
  return result;
}

// m = 2, k = 2, I = {1}, U = e_1, O = (3/5, 4/5)^T, v = 1, level 25/16 = L + ..., S = diag(L, 1/4).
Assignment hand_made(const Rational& alpha) {
  const Rational level(25, 16), root(3, 4), eigenvalue = level + alpha * level * level;
  Assignment at;
  at.letters["N"] = one_by_one(level);
  at.letters["E"] = one_by_one(1 / level);
  at.letters["R"] = one_by_one(root);
  at.letters["L"] = one_by_one(eigenvalue);
  at.letters["Q"] = one_by_one(Rational(5, 4));
  at.letters["D"] = one_by_one(Rational(3, 5));
  at.letters["U"] = Matrix<Rational>{{Rational(1)}, {Rational(0)}};
  at.letters["O"] = Matrix<Rational>{{Rational(3, 5)}, {Rational(4, 5)}};
  at.letters["S"] = diagonal(eigenvalue, Rational(1, 4));
  at.letters["H"] = diagonal(Rational(5, 4), Rational(1, 2));
  at.letters["K"] = diagonal(1 / level, 1);  // C = diag(9/16 + 1, 1)
  // M = (9/16) O O^T + 1, M^-1 = 1 - (9/25) O O^T.
  at.letters["J"] = Matrix<Rational>::Identity(2, 2) -
                    Rational(9, 25) * at.letters["O"].lazyProduct(Matrix<Rational>(at.letters["O"].transpose()));
  at.symbols = {{"v", 1}, {"alpha", alpha}};
  return at;
}

TEST(PpcaIdentities, HoldAtAHandMadePointOfTheLikelihood) {
  const Assignment at = hand_made(0);
  for (const Identity& identity : all_ppca_identities()) {
    EXPECT_TRUE(holds_at(identity, at)) << identity.id;
    if (identity.id != "ppca.stationary") {  // its twin differs by alpha
      EXPECT_FALSE(wrong_twin_holds_at(identity, at)) << identity.id;
    }
  }
}

TEST(PpcaIdentities, HoldAtAHandMadePointOfTheMarginalPosterior) {
  const Assignment at = hand_made(Rational(1, 3));
  const Identity stationary = ppca_stationary_identities()[1];

  EXPECT_TRUE(holds_at(stationary, at));
  EXPECT_FALSE(wrong_twin_holds_at(stationary, at));
}

TEST(PpcaIdentities, RefusePointsOffTheRelations) {
  Assignment at = hand_made(0);
  at.letters["R"] = one_by_one(Rational(5, 4));  // without - v

  EXPECT_THROW((void)holds_at(ppca_stationary_identities()[0], at), PreconditionError);
}

Matrix<Rational> random_matrix(Index rows, Index cols, numeric::SplitMix64& random) {
  Matrix<Rational> result(rows, cols);
  for (Rational& entry : result.reshaped()) entry = Rational(random.between(-9, 9), random.between(1, 9));
  return result;
}

TEST(PpcaIdentities, RegressionAgreesAtRandomMatrices) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    numeric::SplitMix64 random(seed);
    Assignment at;
    at.letters["A"] = random_matrix(2, 3, random);
    at.letters["B"] = random_matrix(2, 3, random);
    at.letters["X"] = random_matrix(3, 4, random);
    at.symbols = {{"lambda", Rational(5, 3)}, {"p", Rational(7, 2)}};
    const TraceIdentity identity = ppca_regression_identity();

    EXPECT_EQ(evaluate(identity.left, at), evaluate(identity.right, at)) << "seed " << seed;
    EXPECT_NE(evaluate(identity.left, at), evaluate(identity.wrong_right, at)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace laecert::theory
