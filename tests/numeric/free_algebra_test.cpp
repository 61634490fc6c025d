#include "numeric/free_algebra.hpp"

#include <gtest/gtest.h>

#include <random>

#include "numeric/errors.hpp"

namespace laecert::numeric::free_algebra_test {
namespace {

const Alphabet& alphabet() {
  static const Alphabet instance({{"A", "k", "m"}, {"B", "k", "m"}, {"O", "k", "k"}, {"S", "m", "m", true}},
                                 {"lambda"});
  return instance;
}

Matrix<Rational> random_matrix(std::mt19937_64& engine, Index rows, Index cols) {
  Matrix<Rational> result(rows, cols);
  for (Index i = 0; i < rows * cols; ++i) result(i) = Rational(static_cast<int>(engine() % 41) - 20, 7);
  return result;
}

Assignment random_assignment(std::uint64_t seed, Index k, Index m) {
  std::mt19937_64 engine(seed);
  const Matrix<Rational> half = random_matrix(engine, m, m);
  return {{{"A", random_matrix(engine, k, m)},
           {"B", random_matrix(engine, k, m)},
           {"O", random_matrix(engine, k, k)},
           {"S", half + half.transpose()}},
          {{"lambda", Rational(3, 5)}}};
}

TEST(FreeAlgebra, PrintsAsPeopleWrite) {
  const Polynomial A = alphabet().letter("A"), B = alphabet().letter("B"), S = alphabet().letter("S");
  const Symbol lambda = alphabet().symbol("lambda");

  EXPECT_EQ((A * S - lambda * A).to_string(), "A S - lambda A");
  EXPECT_EQ((A.transpose() * B * S - Rational(1, 2) * (lambda * (lambda * S))).to_string(), "A^T B S - 1/2 lambda^2 S");
  EXPECT_EQ((alphabet().identity("k") + A * A.transpose()).to_string(), "A A^T + I_k");
  EXPECT_EQ((A - A).to_string(), "0");
  EXPECT_EQ(Trace(B * S * A.transpose()).to_string(), Trace(A * S * B.transpose()).to_string());
}

TEST(FreeAlgebra, IsARingWithTransposition) {
  const Polynomial A = alphabet().letter("A"), B = alphabet().letter("B"), S = alphabet().letter("S");

  EXPECT_TRUE(((A + B) * S - A * S - B * S).is_zero());
  EXPECT_TRUE((A * (S * B.transpose()) - (A * S) * B.transpose()).is_zero());
  EXPECT_TRUE(((A * S * B.transpose()).transpose() - B * S * A.transpose()).is_zero());
  EXPECT_TRUE((S.transpose() - S).is_zero());
  EXPECT_TRUE((alphabet().identity("k") * A - A * alphabet().identity("m")).is_zero());
}

TEST(FreeAlgebra, DoesNotCommute) {
  const Polynomial A = alphabet().letter("A"), S = alphabet().letter("S");
  const Polynomial P = A.transpose() * A;

  EXPECT_FALSE((P * S - S * P).is_zero());
  EXPECT_TRUE((Trace(P * S) - Trace(S * P)).is_zero());
  EXPECT_FALSE((Trace(P * S * P * S) - Trace(P * P * S * S)).is_zero());
}

TEST(FreeAlgebra, EvaluationIsAHomomorphism) {
  const Polynomial A = alphabet().letter("A"), B = alphabet().letter("B"), S = alphabet().letter("S");
  const Polynomial x = A * S - alphabet().symbol("lambda") * B, y = B.transpose() * A - S;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    const Assignment at = random_assignment(seed, 2, 3);

    const Matrix<Rational> product = evaluate(x * y, at), square = evaluate(y, at);

    EXPECT_EQ(product, evaluate(x, at) * square);
    EXPECT_EQ(evaluate(y.transpose(), at), square.transpose());
    EXPECT_EQ(evaluate(Trace(y), at), square.trace());
    EXPECT_EQ(evaluate(Trace(alphabet().identity("m")), at), 3);
  }
}

TEST(FreeAlgebra, GradientOfATraceIsItsDirectionalDerivative) {
  const Polynomial A = alphabet().letter("A"), B = alphabet().letter("B"), S = alphabet().letter("S");
  const Trace quadratic(A * S * A.transpose());

  EXPECT_EQ(quadratic.gradient("A").to_string(), "2 A S");
  EXPECT_TRUE((Trace(B.transpose() * A).gradient("B") - A).is_zero());
  EXPECT_THROW((void)quadratic.gradient("S"), PreconditionError);
}

TEST(FreeAlgebra, RejectsMismatchingShapesAndNames) {
  const Polynomial A = alphabet().letter("A"), S = alphabet().letter("S");
  const Alphabet other({{"A", "k", "m"}}, {});

  EXPECT_THROW((void)(A * A), PreconditionError);
  EXPECT_THROW((void)(A + S), PreconditionError);
  EXPECT_THROW((void)(A + other.letter("A")), PreconditionError);
  EXPECT_THROW((void)alphabet().letter("Z"), PreconditionError);
  EXPECT_THROW(Trace{A}, PreconditionError);
  EXPECT_THROW(Alphabet({{"A", "k", "m"}, {"A", "m", "m"}}, {}), PreconditionError);
  EXPECT_THROW(Alphabet({{"A", "k", "m", true}}, {}), PreconditionError);
}

TEST(FreeAlgebra, EvaluationRejectsContradictoryMatrices) {
  const Polynomial A = alphabet().letter("A"), S = alphabet().letter("S");
  Assignment at = random_assignment(1, 2, 3);
  at.letters["S"](0, 1) += 1;
  EXPECT_THROW((void)evaluate(S, at), PreconditionError);
  at.letters["S"] = Matrix<Rational>::Identity(4, 4);
  EXPECT_THROW((void)evaluate(A, at), PreconditionError);
  at.letters.erase("S");
  EXPECT_THROW((void)evaluate(A * S, at), PreconditionError);
  EXPECT_EQ(evaluate(A, at), at.letters["A"]);
}

TEST(Relations, ReduceByOrthogonalityAndInverses) {
  const Polynomial A = alphabet().letter("A"), O = alphabet().letter("O"), unit = alphabet().identity("k");
  const Symbol lambda = alphabet().symbol("lambda");
  const Relations orthogonal({O.transpose() * O - unit});
  const Polynomial turned = O * A;

  EXPECT_TRUE(orthogonal.reduce(turned.transpose() * turned - A.transpose() * A).is_zero());
  EXPECT_TRUE(orthogonal.reduce(lambda * (O.transpose() * O) - lambda * unit).is_zero());
  EXPECT_FALSE(orthogonal.reduce(O * O.transpose() - unit).is_zero());
  EXPECT_FALSE(orthogonal.reduce(O.transpose() * O * O - unit).is_zero());
}

TEST(Relations, RejectAnEquationWithoutAWordToReplace) {
  const Polynomial S = alphabet().letter("S"), unit = alphabet().identity("m");
  const Symbol lambda = alphabet().symbol("lambda");

  EXPECT_THROW(Relations({unit}), PreconditionError);
  EXPECT_THROW(Relations({lambda * S - unit}), PreconditionError);
  EXPECT_THROW(Relations({lambda * S + S}), PreconditionError);
}

}  // namespace
}  // namespace laecert::numeric::free_algebra_test
