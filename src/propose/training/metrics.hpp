#pragma once

#include "propose/training/objective.hpp"

namespace laecert::propose {

/// What a trace tells of an iterate. In double, no guarantee.
struct Metrics {
  double loss = 0;
  double gradient_norm = 0;      // |gradient of the loss|, which is twice the halved gradient
  double transpose_gap = 0;      // |W1 - W2^T|
  double balance_gap = 0;        // |W1 W1^T - W2^T W2|
  double subspace_distance = 0;  // "distance to the SVD": |(I - U_k U_k^T) Q|, Q an orthonormal basis of W2's range
  double direction_error = 0;    // max over i <= k of the sine of the angle of u_i and W2's i-th left singular vector
};

/// Shapes: w in the eigenbasis of S. Where W2 has not full rank, what is missing of Q is an arbitrary completion, and
/// the last two numbers say nothing. All NaN where w is not finite.
Metrics approx_metrics(const Objective& objective, const Factors& w);

/// Principal directions and singular values of X as weights tell them (docs/theory.md section 2).
struct PrincipalDirections {
  Eigen::MatrixXd vectors;          // m x k, left singular vectors of W2
  Eigen::VectorXd decoder_values;   // k, its singular values d, decreasing
  Eigen::VectorXd singular_values;  // k, sqrt(lambda / (1 - d^2)); infinite or NaN for d >= 1, sqrt(lambda) for d = 0
};

/// Right at critical points of `sum` only; a direction with d = 0 is arbitrary.
PrincipalDirections approx_principal_directions(const Eigen::MatrixXd& W2, double lambda);

}  // namespace laecert::propose
