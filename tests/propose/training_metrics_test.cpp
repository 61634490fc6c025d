#include "propose/training/metrics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <vector>

#include "numeric/errors.hpp"
#include "propose/training/samples.hpp"
#include "propose/training/start.hpp"
#include "propose/training/trainer.hpp"
#include "tests/propose/training_data.hpp"

namespace laecert::propose {
namespace {

using problem::Autoencoder;
using problem::LaeLoss;
using problem::Regularization;

constexpr Index m = 5, k = 2, n = 40;
constexpr double lambda = 7;

TEST(SecondMoment, IsDecomposedInDecreasingOrder) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const Eigen::MatrixXd S = X * X.transpose();

  const SecondMoment moment(S);

  const Eigen::MatrixXd again = moment.vectors() * moment.values().asDiagonal() * moment.vectors().transpose();
  EXPECT_LT((again - S).norm(), rounding(of_a_product, S.norm()));
  EXPECT_LT((moment.vectors().transpose() * moment.vectors() - Eigen::MatrixXd::Identity(m, m)).norm(),
            rounding(of_a_product));
  for (Index i = 1; i < m; ++i) EXPECT_GE(moment.values()(i - 1), moment.values()(i));
  EXPECT_THROW(SecondMoment(Eigen::MatrixXd(2, 3)), PreconditionError);
  EXPECT_THROW(SecondMoment(Eigen::MatrixXd::Constant(2, 2, std::numeric_limits<double>::quiet_NaN())),
               PreconditionError);
}

TEST(SecondMoment, OfTooFewSamplesHasNoNegativeValue) {
  const Eigen::MatrixXd X = random_data(m, 2, 3);

  const SecondMoment moment(X * X.transpose());

  for (Index i = 0; i < m; ++i) EXPECT_GE(moment.values()(i), 0);
}

// Loss and gradient in the eigenbasis against those of src/problem in the data's coordinates.
TEST(Metrics, LossAndGradientAreThoseOfTheProblem) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const Eigen::MatrixXd S = X * X.transpose();
  const SecondMoment moment(S);
  for (const Regularization loss : {Regularization::none, Regularization::product, Regularization::sum}) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const Index units = 1 + static_cast<Index>(seed % m);
      const Autoencoder<double> w = random_start(m, units, seed, 0.7);
      const Trainer trainer(moment, Algorithm::lbfgs, {.loss = loss, .lambda = lambda}, w);

      const Metrics metrics = trainer.metrics();

      const LaeLoss<double> dense(S, lambda, units, loss, {});
      const double value = dense.value(problem::pack(w));
      EXPECT_NEAR(metrics.loss, value, rounding(of_a_difference, value)) << "seed " << seed;
      const double slope = dense.gradient(problem::pack(w)).norm();
      EXPECT_NEAR(metrics.gradient_norm, slope, rounding(of_a_difference, slope)) << "seed " << seed;
      EXPECT_NEAR(metrics.transpose_gap, (w.W1 - w.W2.transpose()).norm(), rounding(of_a_difference));
      EXPECT_NEAR(metrics.balance_gap, (w.W1 * w.W1.transpose() - w.W2.transpose() * w.W2).norm(),
                  rounding(of_a_square));
    }
  }
}

// The penalty of each unit is its own.
TEST(Metrics, TheLossOfUnequalPenaltiesCountsUnitByUnit) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const Eigen::MatrixXd S = X * X.transpose();
  const SecondMoment moment(S);
  const Autoencoder<double> w = random_start(m, k, 1, 0.7);
  const Trainer trainer(moment, Algorithm::nonuniform, {.penalties = {5, 8}}, w);

  const double plain = LaeLoss<double>(S, 0, k, Regularization::none, {}).value(problem::pack(w));
  const double penalty = 5 * (w.W1.row(0).squaredNorm() + w.W2.col(0).squaredNorm()) +
                         8 * (w.W1.row(1).squaredNorm() + w.W2.col(1).squaredNorm());
  EXPECT_NEAR(trainer.metrics().loss, plain + penalty, rounding(of_a_difference, plain));
}

// S = diag(4, 3, 2), W2 = (cos e1 + sin e3, 2 e2) with a larger second column: sorted, the directions are exchanged.
TEST(Metrics, DistancesToTheSvdOfASmallCase) {
  const SecondMoment moment(Eigen::Vector3d(4, 3, 2).asDiagonal().toDenseMatrix());
  const double angle = 1e-9;
  Autoencoder<double> w{Eigen::MatrixXd::Zero(2, 3), Eigen::MatrixXd::Zero(3, 2)};
  w.W2.col(0) << 2 * std::cos(angle), 0, 2 * std::sin(angle);
  w.W2.col(1) << 0, 1, 0;
  const Trainer close(moment, Algorithm::gradient_untied, {}, w);
  w.W2.col(1) *= 3;
  const Trainer exchanged(moment, Algorithm::gradient_untied, {}, w);

  EXPECT_NEAR(close.metrics().subspace_distance, angle, rounding(of_a_number));
  EXPECT_NEAR(close.metrics().direction_error, angle, rounding(of_a_number));
  EXPECT_NEAR(exchanged.metrics().subspace_distance, angle, rounding(of_a_number));
  EXPECT_NEAR(exchanged.metrics().direction_error, 1, rounding(of_a_number));
}

// d^2 = 1 - lambda / s for s = 100, lambda = 36: d = 4/5, sigma = 10.
TEST(PrincipalDirections, OfASmallCase) {
  Eigen::MatrixXd W2 = Eigen::MatrixXd::Zero(3, 2);
  W2(2, 0) = 0.8;

  const PrincipalDirections found = approx_principal_directions(W2, 36);

  EXPECT_NEAR(found.singular_values(0), 10, rounding(of_a_number, 10));
  EXPECT_NEAR(found.singular_values(1), 6, rounding(of_a_number, 10));
  EXPECT_NEAR(std::abs(found.vectors(2, 0)), 1, rounding(of_a_number));
}

TEST(Batch, HoldsDifferentSamplesDrawnFromSeedAndNumberAlone) {
  std::set<std::vector<Index>> seen;
  for (long t = 0; t < 50; ++t) {
    const std::vector<Index> batch = draw_batch(7, t, 5, 100);
    EXPECT_EQ(batch, draw_batch(7, t, 5, 100));
    EXPECT_EQ(std::set<Index>(batch.begin(), batch.end()).size(), 5U);
    EXPECT_GE(batch.front(), 0);
    EXPECT_LT(batch.back(), 100);
    seen.insert(batch);
    seen.insert(draw_batch(8, t, 5, 100));
  }
  EXPECT_EQ(seen.size(), 100U);
  EXPECT_EQ(draw_batch(1, 1, 3, 3), (std::vector<Index>{0, 1, 2}));
  EXPECT_THROW(draw_batch(1, 1, 4, 3), PreconditionError);
  EXPECT_THROW(draw_batch(1, 1, 0, 3), PreconditionError);
}

// Each of the 10 pairs of 5 is drawn about as often: 10000 draws, deviation 30 each.
TEST(Batch, EverySetIsEquallyLikely) {
  std::map<std::vector<Index>, long> counts;
  for (long t = 0; t < 10000; ++t) ++counts[draw_batch(3, t, 2, 5)];

  EXPECT_EQ(counts.size(), 10U);
  for (const auto& [batch, count] : counts) EXPECT_NEAR(static_cast<double>(count), 1000, 150);
}

TEST(RandomStart, IsDrawnFromItsSeedAlone) {
  const Autoencoder<double> free = random_start(50, 40, 1, 0.5);
  const Autoencoder<double> tied = random_start(50, 40, 1, 0.5, true);

  EXPECT_EQ(free.W2, tied.W2);
  EXPECT_EQ(tied.W1, tied.W2.transpose());
  EXPECT_NE(free.W1, tied.W1);
  EXPECT_NE(free.W2, random_start(50, 40, 2, 0.5).W2);
  EXPECT_NEAR(free.W1.norm() / std::sqrt(2000.0), 0.5, 0.03);
  EXPECT_THROW(random_start(0, 1, 1, 1), PreconditionError);
  EXPECT_THROW(random_start(1, 1, 1, std::numeric_limits<double>::quiet_NaN()), PreconditionError);
}

}  // namespace
}  // namespace laecert::propose
