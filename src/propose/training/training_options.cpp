#include "propose/training/training_options.hpp"

#include <cmath>
#include <string>

#include "numeric/errors.hpp"

namespace laecert::propose {

using problem::Regularization;

namespace {

void require_samples(const TrainingOptions& options, Index m) {
  if (options.samples == nullptr) throw UsageError("minibatches need samples");
  if (options.samples->dimension() != m) {
    throw UsageError("samples of dimension " + std::to_string(options.samples->dimension()) +
                     ", m = " + std::to_string(m));
  }
  if (options.batch < 1 || options.batch > options.samples->count()) {
    throw UsageError("a batch of " + std::to_string(options.batch) + " of " + std::to_string(options.samples->count()) +
                     " samples");
  }
}

void require_penalties(const std::vector<double>& penalties, Index k) {
  bool increasing = static_cast<Index>(penalties.size()) == k;
  double last = 0;
  for (const double penalty : penalties) {
    increasing = increasing && penalty > last && std::isfinite(penalty);
    last = penalty;
  }
  if (!increasing) throw UsageError("nonuniform: expected k increasing positive penalties, k = " + std::to_string(k));
}

}  // namespace

void require_options(Algorithm algorithm, const TrainingOptions& options, Index m, Index k) {
  const std::string name = to_string(algorithm);
  if (!(options.lambda >= 0) || !std::isfinite(options.lambda)) throw UsageError(name + ": lambda must be >= 0");
  const bool is_sum = options.loss == Regularization::sum;
  if (!is_sum && !serves_every_loss(algorithm)) {
    throw UsageError(name + " is defined for the loss sum, not for " + problem::to_string(options.loss));
  }
  if (options.step && (!(*options.step > 0) || !std::isfinite(*options.step))) {
    throw UsageError(name + ": the step must be positive");
  }
  if (has_step(algorithm) && !options.step && !is_sum) {
    throw UsageError(name + ": " + problem::to_string(options.loss) +
                     " has unbounded sublevel sets and no default step; give one");
  }
  const bool divides =
      (!has_step(algorithm) && !serves_every_loss(algorithm)) || (has_step(algorithm) && !options.step);
  if (is_sum && algorithm != Algorithm::nonuniform && divides && !(options.lambda > 0)) {
    throw UsageError(name + ": lambda must be positive");
  }
  if (options.sequential && algorithm != Algorithm::gradient_untied) {
    throw UsageError(name + ": only gradient-untied has a sequential form");
  }
  if (algorithm == Algorithm::nonuniform) require_penalties(options.penalties, k);
  if (is_minibatch(algorithm)) require_samples(options, m);
}

}  // namespace laecert::propose
