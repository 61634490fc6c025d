#include "propose/training/training_options.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "numeric/errors.hpp"
#include "tests/propose/training_data.hpp"

namespace laecert::propose::training_options_test {
namespace {

using problem::Regularization;

constexpr Index m = 5, k = 2, n = 40;
constexpr double step = 1e-4;

TEST(TrainingOptions, WhatAnAlgorithmCannotRunWithIsRefused) {
  const Eigen::MatrixXd X = random_data(m, n, 3);
  const SamplesInMemory samples(X);
  const SamplesInMemory others(X.topRows(3));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto accept = [&](Algorithm algorithm, const TrainingOptions& options) {
    require_options(algorithm, options, m, k);
  };

  EXPECT_NO_THROW(accept(Algorithm::gradient_untied, {.loss = Regularization::none, .step = step}));
  EXPECT_NO_THROW(accept(Algorithm::lbfgs, {.loss = Regularization::none}));
  EXPECT_NO_THROW(accept(Algorithm::nonuniform, {.penalties = {1, 2}}));
  EXPECT_NO_THROW(accept(Algorithm::minibatch_tied, {.batch = n, .samples = &samples}));
  EXPECT_THROW(accept(Algorithm::gradient_untied, {.loss = Regularization::none}), UsageError);
  EXPECT_THROW(accept(Algorithm::gradient_tied, {.loss = Regularization::product, .step = step}), UsageError);
  EXPECT_THROW(accept(Algorithm::exact_untied, {.loss = Regularization::none}), UsageError);
  EXPECT_THROW(accept(Algorithm::exact_untied, {.lambda = 0}), UsageError);
  EXPECT_THROW(accept(Algorithm::gradient_untied, {.lambda = -1}), UsageError);
  EXPECT_THROW(accept(Algorithm::gradient_untied, {.lambda = nan}), UsageError);
  EXPECT_THROW(accept(Algorithm::gradient_untied, {.step = 0}), UsageError);
  EXPECT_THROW(accept(Algorithm::gradient_untied, {.step = nan}), UsageError);
  EXPECT_THROW(accept(Algorithm::gradient_sync, {.sequential = true}), UsageError);
  EXPECT_THROW(accept(Algorithm::nonuniform, {}), UsageError);
  EXPECT_THROW(accept(Algorithm::nonuniform, {.penalties = {2, 1}}), UsageError);
  EXPECT_THROW(accept(Algorithm::nonuniform, {.penalties = {0, 1}}), UsageError);
  EXPECT_THROW(accept(Algorithm::nonuniform, {.penalties = {1, nan}}), UsageError);
  EXPECT_THROW(accept(Algorithm::minibatch_untied, {}), UsageError);
  EXPECT_THROW(accept(Algorithm::minibatch_untied, {.samples = &others}), UsageError);
  EXPECT_THROW(accept(Algorithm::minibatch_untied, {.batch = n + 1, .samples = &samples}), UsageError);
}

TEST(Algorithms, HaveNamesOfTheirOwn) {
  std::vector<std::string> names;
  for (const Algorithm algorithm : all_algorithms()) names.push_back(to_string(algorithm));

  EXPECT_EQ(names,
            (std::vector<std::string>{"gradient-untied", "gradient-sync", "gradient-tied", "exact-untied", "exact-sync",
                                      "exact-tied", "minibatch-untied", "minibatch-sync", "minibatch-tied",
                                      "rotation-augmented", "nonuniform", "levenberg-marquardt", "lbfgs"}));
}

}  // namespace
}  // namespace laecert::propose::training_options_test
