#pragma once

#include <Eigen/QR>
#include <limits>

#include "numeric/matrix.hpp"
#include "numeric/random.hpp"

namespace laecert::propose {

/// What so many roundings leave open of a number of this size.
constexpr double rounding(double roundings, double size = 1) {
  return roundings * std::numeric_limits<double>::epsilon() * size;
}

// How many roundings the tests of training allow: of one number worked by hand, of sums over a product of matrices, of
// differences of such sums; and where an iteration counts as arrived, by its gradient, or by its value, which is flat.
inline constexpr double of_a_number = 4, of_a_product = 450, of_a_difference = 4500, of_a_square = 45000,
                        of_a_run = 4.5e6, of_a_flat_value = 4.5e9;

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
