#include "propose/training/start.hpp"

#include <cmath>

#include "numeric/errors.hpp"
#include "numeric/random.hpp"

namespace laecert::propose {

using numeric::Index;

namespace {

Eigen::MatrixXd gaussian_matrix(Index rows, Index cols, double scale, numeric::SplitMix64& random) {
  Eigen::MatrixXd result(rows, cols);
  for (Index j = 0; j < cols; ++j) {
    for (Index i = 0; i < rows; ++i) result(i, j) = scale * numeric::approx_gaussian(random);
  }
  return result;
}

}  // namespace

problem::Autoencoder<double> random_start(Index m, Index k, std::uint64_t seed, double scale, bool tied) {
  if (m < 1 || k < 1 || !(scale > 0) || !std::isfinite(scale)) {
    throw PreconditionError("random_start: expected m, k >= 1 and a positive finite scale");
  }
  numeric::SplitMix64 random(seed);
  const Eigen::MatrixXd W2 = gaussian_matrix(m, k, scale, random);
  const Eigen::MatrixXd W1 = tied ? Eigen::MatrixXd(W2.transpose()) : gaussian_matrix(k, m, scale, random);
  return {W1, W2};
}

}  // namespace laecert::propose
