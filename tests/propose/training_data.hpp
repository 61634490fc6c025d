#pragma once

#include <Eigen/QR>

#include "numeric/matrix.hpp"
#include "numeric/random.hpp"

namespace laecert::propose {

/// X, m x n: row i of deviation 3 - i/2, turned by a random orthogonal matrix.
inline Eigen::MatrixXd random_data(numeric::Index m, numeric::Index n, std::uint64_t seed) {
  numeric::SplitMix64 random(seed);
  const auto gaussian = [&] { return numeric::approx_gaussian(random); };
  Eigen::MatrixXd data = Eigen::MatrixXd::NullaryExpr(m, n, gaussian);
  for (numeric::Index i = 0; i < m; ++i) data.row(i) *= 3 - 0.5 * static_cast<double>(i);
  const Eigen::MatrixXd square = Eigen::MatrixXd::NullaryExpr(m, m, gaussian);
  return Eigen::MatrixXd(square.householderQr().householderQ()) * data;
}

}  // namespace laecert::propose
