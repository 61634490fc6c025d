#include "numeric/svd.hpp"

#include <Eigen/SVD>
#include <algorithm>
#include <limits>

#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

// Jacobi's rotations find small singular values best.
SvdProposal by_rotations(const Eigen::MatrixXd& a) {
  const Eigen::JacobiSVD<Eigen::MatrixXd> solver(a, Eigen::ComputeThinU | Eigen::ComputeThinV);
  return {solver.matrixU(), solver.singularValues(), solver.matrixV()};
}

}  // namespace

SvdProposal approx_svd(const Eigen::MatrixXd& a) {
  const Index p = std::min(a.rows(), a.cols());
  if (!a.allFinite()) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    return {Eigen::MatrixXd::Constant(a.rows(), p, nan), Eigen::VectorXd::Constant(p, nan),
            Eigen::MatrixXd::Constant(a.cols(), p, nan)};
  }
  // Some sweeps, each of a few products.
  const bool is_long = 30 * a.rows() * a.cols() * p >= long_product;
  return is_long ? abandonable([a] { return by_rotations(a); }) : by_rotations(a);
}

}  // namespace laecert::numeric
