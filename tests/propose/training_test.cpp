#include "propose/training/trainer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "propose/training/start.hpp"
#include "tests/propose/published_training.hpp"
#include "tests/propose/training_data.hpp"

namespace laecert::propose::published::training_test {
namespace {

using problem::Regularization;

constexpr Index n = 40;
constexpr double agreement = rounding(of_a_run);
// Units that have to change places for unequal penalties are the slowest [B20].
constexpr long iterations = 500000;

TEST(Training, EveryVariantFollowsThePublishedLines) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const Eigen::MatrixXd S = X * X.transpose();
  const SecondMoment moment(S);
  for (const Variant& variant : variants()) {
    for (Index k = 1; k <= m; ++k) {
      Autoencoder<double> w = random_start(m, k, 11, 0.4);
      Trainer trainer(moment, variant.algorithm, {.lambda = lambda, .step = step, .sequential = variant.sequential}, w);
      for (int i = 0; i < 300; ++i) variant.update(S, w);

      trainer.advance(300);

      EXPECT_LT(distance(trainer.weights(), w), agreement) << to_string(variant.algorithm) << ", k = " << k;
      EXPECT_EQ(trainer.iteration(), 300);
    }
  }
}

// Each variant's lines are the false twin of the others: had the comparison no power, one of these would pass.
TEST(Training, NoVariantFollowsTheLinesOfAnother) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const Eigen::MatrixXd S = X * X.transpose();
  const SecondMoment moment(S);
  const Autoencoder<double> start = random_start(m, 2, 11, 0.4);
  for (const Variant& variant : variants()) {
    Trainer trainer(moment, variant.algorithm, {.lambda = lambda, .step = step, .sequential = variant.sequential},
                    start);
    trainer.advance(10);
    for (const Variant& other : variants()) {
      if (&other == &variant) continue;
      Autoencoder<double> w = start;
      for (int i = 0; i < 10; ++i) other.update(S, w);
      EXPECT_GT(distance(trainer.weights(), w), 1e-7) << to_string(variant.algorithm) << to_string(other.algorithm);
    }
  }
}

// (W1, W2) -> (W1 V^T, V W2) with S -> V S V^T: what lets all of them run in the eigenbasis.
TEST(Training, ARotationOfTheDataRotatesEveryIterate) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const Eigen::MatrixXd V = Eigen::MatrixXd(random_data(m, m, 4).householderQr().householderQ());
  const Eigen::MatrixXd turned = V * X;
  const SamplesInMemory samples(X);
  const SamplesInMemory turned_samples(turned);
  const SecondMoment moment(X * X.transpose());
  const SecondMoment turned_moment(turned * turned.transpose());
  const Autoencoder<double> start = random_start(m, 2, 5, 0.4);
  for (const Algorithm algorithm : all_algorithms()) {
    TrainingOptions options{.lambda = lambda, .penalties = {5, 7}, .step = step, .batch = 10, .samples = &samples};
    Trainer trainer(moment, algorithm, options, start);
    options.samples = &turned_samples;
    Trainer other(turned_moment, algorithm, options, {start.W1 * V.transpose(), V * start.W2});

    trainer.advance(10);
    other.advance(10);

    const Autoencoder<double> w = trainer.weights();
    EXPECT_LT(distance(other.weights(), {w.W1 * V.transpose(), V * w.W2}), agreement) << to_string(algorithm);
  }
}

TEST(Training, ARunIsTheSameInOnePieceAndInManyAndFromAnyState) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const SamplesInMemory samples(X);
  const SecondMoment moment(X * X.transpose());
  const Autoencoder<double> start = random_start(m, 2, 5, 0.4);
  for (const Algorithm algorithm : all_algorithms()) {
    const TrainingOptions options{.lambda = lambda, .penalties = {5, 7}, .batch = 10, .samples = &samples};
    Trainer whole(moment, algorithm, options, start);
    whole.advance(100);
    for (const long pause : {1, 31, 32, 33, 64, 65, 99}) {
      Trainer first(moment, algorithm, options, start);
      for (long i = 0; i < pause; ++i) first.advance(1);
      Trainer second(moment, algorithm, options, random_start(m, 2, 6, 0.1));

      second.restore(first.state());
      const Autoencoder<double> restored = second.weights();
      second.advance(100 - pause);

      EXPECT_EQ(restored.W1, first.weights().W1) << to_string(algorithm) << ", " << pause;
      EXPECT_EQ(second.weights().W1, whole.weights().W1) << to_string(algorithm) << ", " << pause;
      EXPECT_EQ(second.weights().W2, whole.weights().W2) << to_string(algorithm) << ", " << pause;
      EXPECT_EQ(second.iteration(), whole.iteration());
      EXPECT_EQ(second.step(), whole.step());
    }
  }
}

TEST(Training, AllButMinibatchesComeToACriticalPointOfTheLoss) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const SecondMoment moment(X * X.transpose());
  for (const Algorithm algorithm : all_algorithms()) {
    if (is_minibatch(algorithm)) continue;
    Trainer trainer(moment, algorithm, {.lambda = lambda, .penalties = {5, 30}}, random_start(m, 2, 5, 0.4));

    trainer.advance(iterations);

    const Metrics metrics = trainer.metrics();
    // Ceres compares values, and ends where they fall no longer.
    const double reached = rounding(is_ceres(algorithm) ? of_a_flat_value : of_a_run);
    EXPECT_LT(metrics.gradient_norm, reached * moment.trace()) << to_string(algorithm);
    EXPECT_LT(metrics.transpose_gap, reached) << to_string(algorithm);
    EXPECT_LT(metrics.balance_gap, reached) << to_string(algorithm);
    EXPECT_LT(metrics.subspace_distance, reached) << to_string(algorithm);
    EXPECT_LT(metrics.direction_error, 10 * reached) << to_string(algorithm);
    EXPECT_EQ(trainer.finished(), is_ceres(algorithm)) << to_string(algorithm);
  }
}

TEST(Training, PrincipalDirectionsAndSingularValuesAreReadFromTheDecoder) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const SecondMoment moment(X * X.transpose());
  Trainer trainer(moment, Algorithm::exact_untied, {.lambda = lambda}, random_start(m, 2, 5, 0.4));

  trainer.advance(2000);

  const PrincipalDirections found = approx_principal_directions(trainer.weights().W2, lambda);
  for (Index i = 0; i < 2; ++i) {
    EXPECT_NEAR(found.singular_values(i), std::sqrt(moment.values()(i)), rounding(of_a_run, std::sqrt(moment.trace())));
    EXPECT_NEAR(std::abs(found.vectors.col(i).dot(moment.vectors().col(i))), 1, rounding(of_a_difference));
  }
}

TEST(Minibatch, ABatchOfAllSamplesIsTheWholeGradient) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const SamplesInMemory samples(X);
  const SecondMoment moment(X * X.transpose());
  const Autoencoder<double> start = random_start(m, 2, 5, 0.4);
  const std::vector<std::pair<Algorithm, Algorithm>> pairs{{Algorithm::minibatch_untied, Algorithm::gradient_untied},
                                                           {Algorithm::minibatch_sync, Algorithm::gradient_sync},
                                                           {Algorithm::minibatch_tied, Algorithm::gradient_tied}};
  for (const auto& [sampled, whole] : pairs) {
    Trainer a(moment, sampled, {.lambda = lambda, .step = step, .batch = n, .samples = &samples}, start);
    Trainer b(moment, whole, {.lambda = lambda, .step = step}, start);

    a.advance(200);
    b.advance(200);

    EXPECT_LT(distance(a.weights(), b.weights()), agreement) << to_string(sampled);
  }
}

TEST(Minibatch, AStepIsThatOfTheSamplesDrawnScaledUp) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const SamplesInMemory samples(X);
  const SecondMoment moment(X * X.transpose());
  constexpr Index batch = 8;
  const std::vector<std::pair<Algorithm, Update>> pairs{{Algorithm::minibatch_untied, gradient_step},
                                                        {Algorithm::minibatch_sync, synchronized_step},
                                                        {Algorithm::minibatch_tied, tied_step}};
  for (const auto& [algorithm, update] : pairs) {
    Autoencoder<double> w = random_start(m, 2, 5, 0.4);
    Trainer trainer(moment, algorithm, {.lambda = lambda, .step = step, .batch = batch, .seed = 9, .samples = &samples},
                    w);
    for (long t = 0; t < 50; ++t) {
      Eigen::MatrixXd drawn(m, batch);
      samples.read(draw_batch(9, t, batch, n), drawn);
      update(static_cast<double>(n) / static_cast<double>(batch) * drawn * drawn.transpose(), w);
    }

    trainer.advance(50);

    EXPECT_LT(distance(trainer.weights(), w), agreement) << to_string(algorithm);
  }
}

// S is diagonal, so that the data's coordinates are the iteration's. What dies out must not stay among the subnormals.
TEST(Training, DirectionsThatDieOutBecomeZero) {
  const SecondMoment moment(Eigen::Vector4d(40, 20, 2, 1).asDiagonal().toDenseMatrix());
  for (const Algorithm algorithm : {Algorithm::gradient_tied, Algorithm::exact_untied, Algorithm::rotation_augmented}) {
    Trainer trainer(moment, algorithm, {.lambda = lambda}, random_start(4, 2, 5, 0.4));

    trainer.advance(iterations);

    EXPECT_TRUE((trainer.weights().W2.bottomRows(2).array() == 0).all()) << to_string(algorithm);
    EXPECT_LT(trainer.metrics().gradient_norm, agreement) << to_string(algorithm);
  }
}

// [B20]: unit a on +-u_a, so that W1 S W1^T is diagonal and decreasing.
TEST(AxisAlignedUnits, RotationsAndUnequalPenaltiesTurnUnitsIntoTheAxesAndPlainDescentDoesNot) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const SecondMoment moment(X * X.transpose());
  // Column a of the decoder in the basis of the u_i, without its entry a.
  const auto misalignment = [&](Algorithm algorithm) {
    Trainer trainer(moment, algorithm, {.lambda = lambda, .penalties = {5, 30}}, random_start(m, 2, 5, 0.4));
    trainer.advance(iterations);
    Eigen::MatrixXd coordinates = moment.vectors().transpose() * trainer.weights().W2;
    coordinates.diagonal().setZero();
    return coordinates.norm();
  };

  EXPECT_LT(misalignment(Algorithm::rotation_augmented), agreement);
  EXPECT_LT(misalignment(Algorithm::nonuniform), agreement);
  EXPECT_GT(misalignment(Algorithm::gradient_untied), 1e-3);
}

TEST(Training, NoneAndProductReachTheirMinima) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const SecondMoment moment(X * X.transpose());
  constexpr Index k = 2;
  for (const Algorithm algorithm : {Algorithm::gradient_untied, Algorithm::levenberg_marquardt, Algorithm::lbfgs}) {
    for (const Regularization loss : {Regularization::none, Regularization::product}) {
      const double penalty = loss == Regularization::product ? lambda : 0;
      Trainer trainer(moment, algorithm, {.loss = loss, .lambda = lambda, .step = 2e-4}, random_start(m, k, 5, 0.4));

      trainer.advance(iterations);

      // tr S - sum over i <= k of s_i^2 / s'_i
      double minimum = moment.trace();
      for (Index i = 0; i < k; ++i) minimum -= std::pow(moment.values()(i), 2) / (moment.values()(i) + penalty);
      EXPECT_NEAR(trainer.metrics().loss, minimum, rounding(of_a_run, moment.trace())) << to_string(algorithm);
      // The weights need not be transposes here, unlike those of `sum`.
      EXPECT_GT(trainer.metrics().transpose_gap, 1e-3) << to_string(algorithm);
    }
  }
}

TEST(Training, TooLongAStepDivergesAndStopsThere) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const SecondMoment moment(X * X.transpose());
  for (const Algorithm algorithm : {Algorithm::gradient_untied, Algorithm::gradient_sync, Algorithm::gradient_tied}) {
    Trainer trainer(moment, algorithm, {.lambda = lambda, .step = 1}, random_start(m, 2, 5, 1));

    trainer.advance(1000);

    EXPECT_TRUE(trainer.diverged()) << to_string(algorithm);
    EXPECT_LT(trainer.iteration(), 100) << to_string(algorithm);
    EXPECT_TRUE(std::isnan(trainer.metrics().loss)) << to_string(algorithm);
  }
}

// The rule never looks at the gradient: at equal weights it holds after one step, wherever they are.
TEST(ReferenceStop, IsUnsound) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const SecondMoment moment(X * X.transpose());
  const Autoencoder<double> zero{Eigen::MatrixXd::Zero(2, m), Eigen::MatrixXd::Zero(m, 2)};
  Trainer at_the_saddle(moment, Algorithm::gradient_untied, {.lambda = lambda, .step = step}, zero);
  Trainer standing_still(moment, Algorithm::gradient_tied, {.lambda = lambda, .step = 1e-12},
                         random_start(m, 2, 5, 0.4));

  EXPECT_TRUE(at_the_saddle.advance_to_reference_stop(100, 1e-8));
  EXPECT_EQ(at_the_saddle.iteration(), 1);
  EXPECT_TRUE(standing_still.advance_to_reference_stop(100, 1e-8));
  EXPECT_GT(standing_still.metrics().gradient_norm, 1);
}

TEST(ReferenceStop, StopsAtTheFirstIterateThatThePublishedRuleAccepts) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const Eigen::MatrixXd S = X * X.transpose();
  const SecondMoment moment(S);
  constexpr double eps = 1e-3;
  for (const Variant& variant : variants()) {
    if (variant.algorithm == Algorithm::rotation_augmented) continue;
    Autoencoder<double> w = random_start(m, 2, 11, 0.4);
    Trainer trainer(moment, variant.algorithm, {.lambda = lambda, .step = step, .sequential = variant.sequential}, w);
    if (is_tied(variant.algorithm) && !is_exact(variant.algorithm)) w.W1 = w.W2.transpose();
    long made = 0;
    for (double change = eps + 1; change > eps; ++made) {
      const Autoencoder<double> old = w;
      variant.update(S, w);
      switch (variant.algorithm) {
        case Algorithm::gradient_sync:
          change = step * (encoder_gradient(S, old).norm() + decoder_gradient(S, old).norm());
          break;
        case Algorithm::gradient_tied:
          change = 2 * (w.W2 - old.W2).norm();
          break;
        case Algorithm::exact_sync:
          change = made == 0 ? eps + 1 : (w.W1 - old.W1).norm();
          break;
        case Algorithm::exact_tied:
          change = (w.W1 - old.W1).norm();
          break;
        default:
          change = (w.W1 - w.W2.transpose()).norm();
      }
    }

    const bool stopped = trainer.advance_to_reference_stop(100000, eps);

    EXPECT_TRUE(stopped) << to_string(variant.algorithm);
    EXPECT_EQ(trainer.iteration(), made) << to_string(variant.algorithm);
  }
}

TEST(Training, AStartOfAnotherShapeIsRefused) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const SecondMoment moment(X * X.transpose());
  const Autoencoder<double> good = random_start(m, 2, 5, 0.4);
  Autoencoder<double> infinite = good;
  infinite.W2(0, 0) = std::numeric_limits<double>::infinity();
  const auto made = [&](const Autoencoder<double>& start) {
    return Trainer(moment, Algorithm::gradient_untied, {}, start).iteration();
  };

  EXPECT_EQ(made(good), 0);
  EXPECT_THROW(made({good.W2, good.W1}), PreconditionError);
  EXPECT_THROW(made({good.W1, good.W2.leftCols(1)}), PreconditionError);
  EXPECT_THROW(made(random_start(m + 1, 2, 5, 0.4)), PreconditionError);
  EXPECT_THROW(made(random_start(m, m + 1, 5, 0.4)), PreconditionError);
  EXPECT_THROW(made(infinite), PreconditionError);
  Trainer trainer(moment, Algorithm::gradient_untied, {}, good);
  EXPECT_THROW(trainer.restore({}), PreconditionError);
}

}  // namespace
}  // namespace laecert::propose::published::training_test
