#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "problem/families/lae/loss.hpp"
#include "propose/training/algorithm.hpp"
#include "propose/training/samples.hpp"

namespace laecert::propose {

struct TrainingOptions {
  problem::Regularization loss = problem::Regularization::sum;
  double lambda = 1;
  std::vector<double> penalties = {};  // nonuniform: lambda_1 < ... < lambda_k, in place of lambda
  // Of the halved gradient. Nothing: 1/L with the bound of step_bound.hpp on the sublevel set of the iterate, anew
  // every 32 iterations (for minibatches on the start's for good).
  std::optional<double> step = {};
  // gradient_untied: the decoder's gradient at the new encoder, as the reference's loop has it.
  bool sequential = false;
  Index batch = 100;
  std::uint64_t seed = 1;                 // of the batches
  const SampleSource* samples = nullptr;  // for minibatches; outlives the trainer
  std::stop_token stop = {};              // ends `advance`; changes no iterate
};

/// Whether the algorithm can run with these options, on samples of dimension m and with k units.
/// Errors: UsageError naming the rule that is broken.
void require_options(Algorithm algorithm, const TrainingOptions& options, Index m, Index k);

}  // namespace laecert::propose
