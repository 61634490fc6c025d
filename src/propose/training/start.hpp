#pragma once

#include <cstdint>

#include "problem/families/lae/loss.hpp"

namespace laecert::propose {

/// Weights with i.i.d. Gaussian entries of deviation `scale`, drawn from the seed alone: W2 first, so that both kinds
/// of start have the same decoder. Tied: W1 = W2^T. Requires: m, k >= 1, scale positive and finite. Errors:
/// PreconditionError.
problem::Autoencoder<double> random_start(numeric::Index m, numeric::Index k, std::uint64_t seed, double scale,
                                          bool tied = false);

}  // namespace laecert::propose
