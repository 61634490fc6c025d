#pragma once

#include <vector>

#include "propose/training/objective.hpp"

// Ceres on a loss in the eigenbasis of S, in one thread: the same bytes each time.

namespace laecert::propose {

/// Where each iteration of Levenberg and Marquardt's method on the loss as a sum of squares ended, refused steps
/// included; fewer than `iterations` where Ceres finds nothing to gain.
///
/// Each entry of W2 W1 is a residual of one row of A and one of B, so that the rows of A are eliminated first: an
/// iteration costs O(m^3 k^3).
/// Shapes: start.A and start.B m x k, in the eigenbasis.
std::vector<Factors> levenberg_marquardt_iterates(const Objective& objective, const Factors& start, int iterations);

/// The same for L-BFGS on the loss and its gradient, O(m k^2) an iteration.
std::vector<Factors> lbfgs_iterates(const Objective& objective, const Factors& start, int iterations);

}  // namespace laecert::propose
