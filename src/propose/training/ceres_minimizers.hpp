#pragma once

#include <cstddef>
#include <stop_token>
#include <vector>

#include "propose/training/objective.hpp"

// Ceres on a loss in the eigenbasis of S, in one thread: the same bytes each time.

namespace laecert::propose {

/// When Ceres ends, beside its own reasons.
struct CeresLimits {
  std::size_t iterations = 0;
  std::size_t unheard = 1;  // iterations that are made whatever `stop` says
  std::stop_token stop = {};
};

/// Where each iteration of Levenberg and Marquardt's method on the loss as a sum of squares ended, refused steps
/// included; fewer than `limits` allow where Ceres finds nothing to gain.
///
/// Each entry of W2 W1 is a residual of one row of A and one of B, so that the rows of A are eliminated first: an
/// iteration costs O(m^3 k^3).
/// Shapes: start.A and start.B m x k, in the eigenbasis.
std::vector<Factors> levenberg_marquardt_iterates(const Objective& objective, const Factors& start,
                                                  const CeresLimits& limits);

/// The same for L-BFGS on the loss and its gradient, O(m k^2) an iteration.
std::vector<Factors> lbfgs_iterates(const Objective& objective, const Factors& start, const CeresLimits& limits);

}  // namespace laecert::propose
