#include "numeric/svd.hpp"

#include <Eigen/SVD>
#include <algorithm>
#include <limits>

namespace laecert::numeric {

SvdProposal approx_svd(const Eigen::MatrixXd& a) {
  const Index p = std::min(a.rows(), a.cols());
  if (!a.allFinite()) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    return {Eigen::MatrixXd::Constant(a.rows(), p, nan), Eigen::VectorXd::Constant(p, nan),
            Eigen::MatrixXd::Constant(a.cols(), p, nan)};
  }
  // Jacobi's rotations find small singular values best.
  const Eigen::JacobiSVD<Eigen::MatrixXd> solver(a, Eigen::ComputeThinU | Eigen::ComputeThinV);
  return {solver.matrixU(), solver.singularValues(), solver.matrixV()};
}

}  // namespace laecert::numeric
