#include "problem/weight_decay.hpp"

#include <gtest/gtest.h>

#include "numeric/errors.hpp"
#include "problem/families/lae/loss.hpp"

namespace laecert::problem {
namespace {

// Samples as columns, m x n = 3 x 5, and weights of rank 2.
Matrix<Rational> sample_columns() {
  return (Matrix<Rational>(3, 5) << 1, -2, 3, 0, 5, 2, 2, -1, 4, 1, -3, 1, 1, 2, Rational(1, 2)).finished();
}

Autoencoder<Rational> weights() {
  return {(Matrix<Rational>(2, 3) << 1, Rational(1, 3), -2, Rational(2, 5), 1, Rational(1, 7)).finished(),
          (Matrix<Rational>(3, 2) << Rational(1, 2), 1, -1, Rational(3, 4), 2, Rational(1, 5)).finished()};
}

// What is minimized: |X - W2 W1 X|^2 / c, c written out for each of the units.
Rational mean_loss(const Matrix<Rational>& X, const Autoencoder<Rational>& w, LossUnits units) {
  const Matrix<Rational> error = X - w.W2 * w.W1 * X;
  const Rational sum = error.cwiseProduct(error).sum();
  if (units == LossUnits::sum) return sum;
  return units == LossUnits::mean ? sum / X.cols() : sum / (X.cols() * X.rows());
}

// d/dt of the loss along a unit of the unknowns, exactly: in each unknown it is a polynomial of degree 2, so
// the central difference with step 1 is its derivative.
Rational slope(const Matrix<Rational>& X, const Vector<Rational>& x, Index i, LossUnits units) {
  Vector<Rational> ahead = x, behind = x;
  ahead(i) += 1;
  behind(i) -= 1;
  return (mean_loss(X, unpack(ahead, 2), units) - mean_loss(X, unpack(behind, 2), units)) / 2;
}

// The optimizer's step direction, gradient + r W, is that of `sum` at lambda, over the same c for every unknown.
TEST(WeightDecay, HasTheGradientOfItsLambda) {
  const Rational rate(3, 7);
  const Matrix<Rational> X = sample_columns(), S = X * X.transpose();
  const Vector<Rational> x = pack(weights());
  for (const auto& [units, c] :
       {std::pair(LossUnits::sum, 1), std::pair(LossUnits::mean, 5), std::pair(LossUnits::mean_feature, 15)}) {
    const Rational lambda = lambda_of_weight_decay({rate, units}, X.cols(), X.rows());
    const Vector<Rational> gradient = LaeLoss<Rational>(S, lambda, 2, Regularization::sum, {}).gradient(x);

    for (Index i = 0; i < x.size(); ++i) {
      EXPECT_EQ(gradient(i), c * (slope(X, x, i, units) + rate * x(i))) << c << " unknown " << i;
    }
  }
}

TEST(WeightDecay, NeedsTheNumberOfSamplesForAMean) {
  EXPECT_EQ(lambda_of_weight_decay({2, LossUnits::sum}, std::nullopt, 3), 1);
  EXPECT_THROW((void)lambda_of_weight_decay({2, LossUnits::mean}, std::nullopt, 3), UsageError);
  EXPECT_THROW((void)lambda_of_weight_decay({2, LossUnits::mean_feature}, std::nullopt, 3), UsageError);
  EXPECT_THROW((void)lambda_of_weight_decay({-1, LossUnits::sum}, std::nullopt, 3), UsageError);
}

TEST(WeightDecay, IsToldByTheInstanceAsLongAsItsLambdaIsThat) {
  const Setting setting{.k = 1, .lambda = 7, .samples = 6};
  const Instance plain = Instance::from_spectrum((Vector<Rational>(2) << 9, 4).finished(), setting);

  const Instance given = plain.with_weight_decay({Rational(1, 3), LossUnits::mean_feature});

  EXPECT_EQ(given.lambda(), 2);
  EXPECT_EQ(given.gram(), plain.gram());
  EXPECT_EQ(given.setting().weight_decay->rate, Rational(1, 3));
  EXPECT_FALSE(given.with_lambda(2).setting().weight_decay);
  EXPECT_FALSE(plain.setting().weight_decay);
}

}  // namespace
}  // namespace laecert::problem
