#include "propose/training/step_bound.hpp"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <limits>

#include "problem/families/lae/loss.hpp"
#include "propose/training/start.hpp"
#include "propose/training/trainer.hpp"
#include "tests/propose/training_data.hpp"

namespace laecert::propose::training_step_bound_test {
namespace {

using problem::Autoencoder;
using problem::LaeLoss;
using problem::Regularization;

constexpr Index m = 4, n = 30;

// `sum` on random data, with the dense Hessian of src/problem.
class StepBound : public ::testing::Test {
 protected:
  [[nodiscard]] LaeLoss<double> loss(double lambda, Index k) const {
    return {gram_, lambda, k, Regularization::sum, {}};
  }
  [[nodiscard]] SublevelSet sublevel_set(double value, double lambda, Index k) const {
    return {.loss = value,
            .trace = moment_.trace(),
            .largest = moment_.values()(0),
            .tail = moment_.values().tail(m - k).sum(),
            .least_penalty = lambda,
            .largest_penalty = lambda};
  }
  // The spectral norm of the halved gradient's derivative.
  [[nodiscard]] double curvature(const Autoencoder<double>& w, double lambda) const {
    const Eigen::MatrixXd hessian = loss(lambda, w.W1.rows()).hessian(problem::pack(w));
    return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(hessian / 2).eigenvalues().cwiseAbs().maxCoeff();
  }
  [[nodiscard]] double value(const Autoencoder<double>& w, double lambda) const {
    return loss(lambda, w.W1.rows()).value(problem::pack(w));
  }

  Eigen::MatrixXd gram_ = [] {
    const Eigen::MatrixXd X = random_data(m, n, 3);
    return Eigen::MatrixXd(X * X.transpose());
  }();
  SecondMoment moment_ = SecondMoment(gram_);
};

TEST_F(StepBound, CoversEveryHessianOnTheSublevelSetOfItsPoint) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const Index k = 1 + static_cast<Index>(seed % m);
    const double lambda = std::pow(10.0, static_cast<double>(seed % 5) - 2);
    const double scale = std::pow(2.0, static_cast<double>(seed % 7) - 4);
    const Autoencoder<double> w = random_start(m, k, seed, scale);

    const double bound = gradient_lipschitz_bound(sublevel_set(value(w, lambda), lambda, k));

    EXPECT_LE(curvature(w, lambda), bound) << "seed " << seed;
  }
}

// All the loss in one row of the encoder, along u_1: there the bound is nearly attained, and its twins fail.
TEST_F(StepBound, IsNearlyAttainedSoThatHalfOfItFails) {
  constexpr double lambda = 1, length = 100;
  Autoencoder<double> w{Eigen::MatrixXd::Zero(m, m), Eigen::MatrixXd::Zero(m, m)};
  w.W1.row(0) = length * moment_.vectors().col(0).transpose();

  const double bound = gradient_lipschitz_bound(sublevel_set(value(w, lambda), lambda, m));

  EXPECT_LE(curvature(w, lambda), bound);
  EXPECT_GT(curvature(w, lambda), 0.9 * bound);
  EXPECT_GT(curvature(w, lambda), bound / 2);
}

// Points of the sublevel set of w within the radius of w.
TEST_F(StepBound, CoversEveryHessianNearAPoint) {
  constexpr Index k = 2;
  constexpr double lambda = 0.01;
  long inside = 0;
  double closest = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const Autoencoder<double> w = random_start(m, k, seed, 0.4);
    const double radius = 0.01 * static_cast<double>(seed % 30);
    const double norm = std::hypot(w.W1.jacobiSvd().singularValues()(0), w.W2.jacobiSvd().singularValues()(0));
    Autoencoder<double> other = random_start(m, k, seed + 1000, 1);
    const double length = std::hypot(other.W1.norm(), other.W2.norm());
    other = {w.W1 + radius / length * other.W1, w.W2 + radius / length * other.W2};
    if (value(other, lambda) > value(w, lambda)) continue;

    const double bound = gradient_lipschitz_bound_near(sublevel_set(value(w, lambda), lambda, k), norm, radius);

    EXPECT_LE(curvature(other, lambda), bound) << "seed " << seed;
    closest = std::max(closest, curvature(other, lambda) / bound);
    ++inside;
  }
  EXPECT_GT(inside, 50);
  EXPECT_GT(closest, 0.3);
}

TEST_F(StepBound, IterationsStayWithinTheReachThatTheirStepAllows) {
  const Autoencoder<double> start = random_start(m, 2, 5, 0.5);
  Trainer trainer(moment_, Algorithm::gradient_untied, {.lambda = 7}, start);
  const double fall = trainer.metrics().loss - moment_.values().tail(m - 2).sum();
  const double reach = std::sqrt(32 * trainer.step() * fall);

  trainer.advance(32);

  const Autoencoder<double> end = trainer.weights();
  const double way = std::hypot((end.W1 - start.W1).norm(), (end.W2 - start.W2).norm());
  EXPECT_LE(way, reach);
  EXPECT_GT(way, 0.05 * reach);
}

// At W = 0 the derivative is S beside lambda; the first two terms alone, or with too small an E, do not cover it.
TEST_F(StepBound, CoversTheSaddleAtZero) {
  for (const double lambda : {1e-6, 1.0, 1e6}) {
    const Autoencoder<double> zero{Eigen::MatrixXd::Zero(2, m), Eigen::MatrixXd::Zero(m, 2)};

    const double bound = gradient_lipschitz_bound(sublevel_set(value(zero, lambda), lambda, 2));

    EXPECT_LE(curvature(zero, lambda), bound) << lambda;
  }
}

TEST_F(StepBound, NeverFallsWhenTheSetGrows) {
  double last = 0;
  for (double loss = 0.1; loss < 1e5; loss *= 1.1) {
    const double bound = gradient_lipschitz_bound(sublevel_set(moment_.trace() * loss, 7, 2));
    EXPECT_GE(bound, last);
    last = bound;
  }
}

// With the default step the loss falls at every iteration, until it is at its rounding.
TEST_F(StepBound, DescentNeverRaisesTheLoss) {
  struct Run {
    Algorithm algorithm;
    bool sequential = false;
  };
  for (const Run& run : {Run{Algorithm::gradient_untied}, Run{Algorithm::gradient_untied, true},
                         Run{Algorithm::gradient_sync}, Run{Algorithm::nonuniform}, Run{Algorithm::exact_untied}}) {
    for (const double scale : {0.01, 0.5, 5.0}) {
      Trainer trainer(moment_, run.algorithm, {.lambda = 7, .penalties = {5, 8}, .sequential = run.sequential},
                      random_start(m, 2, 5, scale));
      const double open = rounding(of_a_product, trainer.metrics().loss + moment_.trace());
      long strict = 0;
      for (int i = 0; i < 500; ++i) {
        const double before = trainer.metrics().loss;
        trainer.advance(1);
        const double after = trainer.metrics().loss;
        EXPECT_LE(after, before + open) << to_string(run.algorithm) << ", scale " << scale << ", step " << i;
        if (after < before - open) ++strict;
      }
      EXPECT_GT(strict, 20) << to_string(run.algorithm) << ", scale " << scale;
    }
  }
}

// The twin, next to where the bound is attained: the decoder's first row, of twice the best length, is driven past 0.
TEST_F(StepBound, AStepThreeTimesAsLongRaisesTheLoss) {
  constexpr double length = 100;
  Autoencoder<double> start{Eigen::MatrixXd::Zero(m, m), Eigen::MatrixXd::Zero(m, m)};
  start.W1.row(0) = length * moment_.vectors().col(0).transpose();
  start.W2.col(0) = 2 / length * moment_.vectors().col(0);
  Trainer bounded(moment_, Algorithm::gradient_untied, {.lambda = 1}, start);
  Trainer longer(moment_, Algorithm::gradient_untied, {.lambda = 1, .step = 3 * bounded.step()}, start);
  const double before = bounded.metrics().loss;

  bounded.advance(1);
  longer.advance(1);

  EXPECT_LT(bounded.metrics().loss, before);
  EXPECT_GT(longer.metrics().loss, before);
}

// From a long start, where the bound on the whole set is many times what the iterates meet.
TEST_F(StepBound, LetsTheStepGrowAsTheLossFalls) {
  Trainer trainer(moment_, Algorithm::gradient_untied, {.lambda = 7}, random_start(m, 2, 5, 5.0));
  const double first = trainer.step();

  trainer.advance(2000);

  EXPECT_GT(trainer.step(), 5 * first);
  EXPECT_LT(trainer.step() * moment_.values()(0), 1);
}

TEST_F(StepBound, WhatIsNoSizeIsRefused) {
  const SublevelSet good = sublevel_set(1000, 7, 2);
  SublevelSet unpenalized = good;
  unpenalized.least_penalty = 0;
  SublevelSet unknown = good;
  unknown.loss = std::numeric_limits<double>::quiet_NaN();
  SublevelSet infinite = good;
  infinite.trace = std::numeric_limits<double>::infinity();
  SublevelSet negative = good;
  negative.tail = -1;

  EXPECT_GT(gradient_lipschitz_bound(good), 0);
  EXPECT_THROW(gradient_lipschitz_bound_near(good, -1, 1), PreconditionError);
  EXPECT_THROW(gradient_lipschitz_bound_near(good, 1, std::numeric_limits<double>::quiet_NaN()), PreconditionError);
  EXPECT_THROW(descent_step(good, 1, -1), PreconditionError);
  for (const SublevelSet& bad : {unpenalized, unknown, infinite, negative}) {
    EXPECT_THROW(gradient_lipschitz_bound(bad), PreconditionError);
    EXPECT_THROW(gradient_lipschitz_bound_near(bad, 1, 1), PreconditionError);
    EXPECT_THROW(descent_step(bad, 1, 32), PreconditionError);
  }
}

}  // namespace
}  // namespace laecert::propose::training_step_bound_test
