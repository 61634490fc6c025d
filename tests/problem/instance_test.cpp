#include "problem/instance.hpp"

#include <gtest/gtest.h>

#include <string>

#include "numeric/errors.hpp"
#include "numeric/random.hpp"

namespace laecert::problem {
namespace {

Matrix<Rational> matrix2(const Rational& a, const Rational& b, const Rational& c, const Rational& d) {
  Matrix<Rational> result(2, 2);
  result << a, b, c, d;
  return result;
}

Vector<Rational> vector2(const Rational& a, const Rational& b) {
  Vector<Rational> result(2);
  result << a, b;
  return result;
}

/// The rotation by the angle of (3/5, 4/5), s = (4/3, 1/2), lambda = 1, d = (1/2, 0).
RationalSpectrum worked_spectrum() {
  const Rational cosine = Rational(3) / 5;
  const Rational sine = Rational(4) / 5;
  return {matrix2(cosine, -sine, sine, cosine), vector2(Rational(4) / 3, Rational(1) / 2),
          vector2(Rational(1) / 2, Rational(0))};
}

std::string data_error_of(const Matrix<Rational>& gram) {
  try {
    Instance::from_gram(gram, {});
  } catch (const DataError& error) {
    return error.what();
  }
  return "no DataError";
}

Matrix<Rational> random_integers(numeric::SplitMix64& engine, Index rows, Index cols) {
  Matrix<Rational> result(rows, cols);
  for (Index j = 0; j < cols; ++j) {
    for (Index i = 0; i < rows; ++i) result(i, j) = Rational(engine.between(-9, 9));
  }
  return result;
}

TEST(InstanceFromGram, KeepsWhatItIsGiven) {
  const Matrix<Rational> S = matrix2(2, 1, 1, 1);

  const Instance instance = Instance::from_gram(S, {.name = "worked", .k = 2, .lambda = 3, .samples = 5});

  EXPECT_EQ(instance.gram(), S);
  EXPECT_EQ(instance.m(), 2);
  EXPECT_EQ(instance.k(), 2);
  EXPECT_EQ(instance.lambda(), 3);
  EXPECT_EQ(instance.setting().samples, 5);
  EXPECT_FALSE(instance.rational_spectrum().has_value());
}

TEST(InstanceFromGram, TakesSemidefiniteMatrices) {
  EXPECT_EQ(data_error_of(matrix2(1, 1, 1, 1)), "no DataError");
  EXPECT_EQ(data_error_of(matrix2(0, 0, 0, 0)), "no DataError");
  EXPECT_EQ(data_error_of(matrix2(0, 0, 0, 5)), "no DataError");
}

TEST(InstanceFromGram, RefusesWhatIsNoGramMatrix) {
  EXPECT_EQ(data_error_of(matrix2(1, 2, 3, 4)), "Gram matrix is not symmetric: entry (2,1) = 3, entry (1,2) = 2");
  EXPECT_EQ(data_error_of(matrix2(1, 2, 2, 1)), "Gram matrix has 1 negative eigenvalue, expected none");
  EXPECT_EQ(data_error_of(matrix2(0, 1, 1, 0)), "Gram matrix has 1 negative eigenvalue, expected none");
  EXPECT_EQ(data_error_of(matrix2(-1, 0, 0, -2)), "Gram matrix has 2 negative eigenvalues, expected none");
  EXPECT_EQ(data_error_of(Matrix<Rational>(2, 3)), "Gram matrix is 2 x 3, expected square");
  EXPECT_EQ(data_error_of(Matrix<Rational>(0, 0)), "Gram matrix is 0 x 0, expected square");
}

TEST(InstanceFromGram, KeepsItsMessagesShort) {
  const Matrix<Rational> gram = Matrix<Rational>::Identity(2, 2);
  const Rational long_number = -Rational(pow(numeric::Integer(10), 9999U));

  try {
    (void)Instance::from_gram(gram, {.name = "long", .k = 1, .lambda = long_number});
    FAIL() << "a negative lambda was taken";
  } catch (const UsageError& error) {
    EXPECT_LT(std::string(error.what()).size(), 200U);
  }
}

TEST(InstanceFromGram, DecidesAHairBelowSemidefinite) {
  // [[1, 1], [1, 1 - e]] has determinant -e; with + e it is definite by as little.
  const Rational hair = Rational(1) / Rational(numeric::Integer(1) << 400);

  EXPECT_NE(data_error_of(matrix2(1, 1, 1, 1 - hair)), "no DataError");
  EXPECT_EQ(data_error_of(matrix2(1, 1, 1, 1)), "no DataError");
  EXPECT_EQ(data_error_of(matrix2(1, 1, 1, 1 + hair)), "no DataError");
}

TEST(InstanceFromGram, TakesEveryRandomProductAndNoShiftedOne) {
  constexpr std::uint64_t seed = 11;
  SCOPED_TRACE(seed);
  numeric::SplitMix64 engine(seed);

  for (int round = 0; round < 30; ++round) {
    const Index n = 1 + round % 7;
    const Matrix<Rational> X = random_integers(engine, 5, n);
    const Matrix<Rational> S = X * X.transpose();
    const Matrix<Rational> shifted = S - Matrix<Rational>(Matrix<Rational>::Identity(5, 5)) * (S.trace() + 1);

    EXPECT_EQ(data_error_of(S), "no DataError") << round;
    EXPECT_NE(data_error_of(shifted), "no DataError") << round;
  }
}

TEST(InstanceFromSampleGram, LooksAtSymmetryAndTheSetting) {
  const Instance instance = Instance::from_sample_gram(matrix2(4, 2, 2, 1), {.k = 1, .samples = 1});

  EXPECT_EQ(instance.gram(), matrix2(4, 2, 2, 1));
  EXPECT_EQ(instance.setting().samples, 1);
  EXPECT_THROW(Instance::from_sample_gram(matrix2(4, 2, 3, 1), {}), DataError);
  EXPECT_THROW(Instance::from_sample_gram(matrix2(4, 2, 2, 1), {.k = 0}), UsageError);
}

TEST(InstanceWithLambda, IsTheSameButForLambdaAndItsRoots) {
  const Instance exact = Instance::from_rational_spectrum(worked_spectrum(), {.name = "w", .k = 2, .lambda = 1});

  const Instance other = exact.with_lambda(Rational(1, 3));

  EXPECT_EQ(other.lambda(), Rational(1, 3));
  EXPECT_EQ(other.gram(), exact.gram());
  EXPECT_EQ(other.setting().name, "w");
  EXPECT_EQ(other.k(), 2);
  EXPECT_FALSE(other.rational_spectrum().has_value());
  EXPECT_THROW((void)exact.with_lambda(Rational(-1)), UsageError);
}

TEST(InstanceSetting, RefusesBrokenOptions) {
  const Matrix<Rational> S = matrix2(1, 0, 0, 1);

  EXPECT_THROW(Instance::from_gram(S, {.name = {}, .k = 0}), UsageError);
  EXPECT_THROW(Instance::from_gram(S, {.name = {}, .k = -1}), UsageError);
  EXPECT_THROW(Instance::from_gram(S, {.name = {}, .lambda = -1}), UsageError);
  EXPECT_THROW(Instance::from_gram(S, {.name = {}, .samples = 0}), UsageError);
  EXPECT_NO_THROW(Instance::from_gram(S, {.name = {}, .lambda = 0}));
}

TEST(InstanceFromSpectrum, SortsIntoDecreasingOrder) {
  const Instance instance = Instance::from_spectrum(vector2(1, 4), {});

  EXPECT_EQ(instance.gram(), matrix2(4, 0, 0, 1));
}

TEST(InstanceFromSpectrum, RefusesNegativeAndEmptySpectra) {
  EXPECT_THROW(Instance::from_spectrum(vector2(1, -4), {}), DataError);
  EXPECT_THROW(Instance::from_spectrum(Vector<Rational>(0), {}), DataError);
  EXPECT_NO_THROW(Instance::from_spectrum(vector2(1, 0), {}));
}

TEST(InstanceFromRationalSpectrum, IsTheProductWorkedByHand) {
  // 4/3 (3/5, 4/5)(3/5, 4/5)^T + 1/2 (-4/5, 3/5)(-4/5, 3/5)^T = [[4/5, 2/5], [2/5, 31/30]].
  const Instance instance = Instance::from_rational_spectrum(worked_spectrum(), {.name = {}, .lambda = 1});

  EXPECT_EQ(instance.gram(), matrix2(Rational(4) / 5, Rational(2) / 5, Rational(2) / 5, Rational(31) / 30));
  EXPECT_TRUE(instance.rational_spectrum().has_value());
}

TEST(InstanceFromRationalSpectrum, RefusesEveryNearMiss) {
  RationalSpectrum tilted = worked_spectrum();
  tilted.U(0, 0) += Rational(1) / 1'000'000'000;
  RationalSpectrum wrong_root = worked_spectrum();
  wrong_root.d(0) = Rational(3) / 4;
  RationalSpectrum negative_root = worked_spectrum();
  negative_root.d(0) = -negative_root.d(0);
  RationalSpectrum root_below = worked_spectrum();
  root_below.d(1) = Rational(1) / 2;
  RationalSpectrum unsorted = worked_spectrum();
  unsorted.s.reverseInPlace();
  unsorted.d.reverseInPlace();
  RationalSpectrum ragged = worked_spectrum();
  ragged.d.conservativeResize(1);

  for (const RationalSpectrum& wrong : {tilted, wrong_root, negative_root, root_below, unsorted, ragged}) {
    EXPECT_THROW(Instance::from_rational_spectrum(wrong, {.name = {}, .lambda = 1}), PreconditionError);
  }
  EXPECT_THROW(Instance::from_rational_spectrum(worked_spectrum(), {.name = {}, .lambda = 2}), PreconditionError);
  EXPECT_THROW(Instance::from_rational_spectrum(worked_spectrum(), {.name = {}, .lambda = -1}), UsageError);
}

}  // namespace
}  // namespace laecert::problem
