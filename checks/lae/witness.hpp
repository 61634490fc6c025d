#pragma once

#include "problem/families/lae/loss.hpp"

namespace laecert::checks {

/// A point on an instance of its own, against a statement that is false: all exact.
struct Witness {
  problem::Instance instance;
  problem::Regularization regularization;
  problem::Autoencoder<problem::Rational> point;
};

/// Whether the gradient of the witness's loss equals zero at its point.
bool is_critical(const Witness& witness);

/// S = (1), k = 1, W1 = (1/2), W2 = (2): critical for `none`, and for `sum` with lambda = 0; neither transposed nor
/// balanced.
Witness unbalanced_witness(problem::Regularization regularization);

}  // namespace laecert::checks
