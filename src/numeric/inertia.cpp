#include "numeric/inertia.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/running.hpp"
#include "numeric/svd.hpp"

namespace laecert::numeric {
namespace {

// A solver takes some ten products.
bool is_long(const Eigen::MatrixXd& h) { return 10 * h.rows() * h.rows() * h.rows() >= long_product; }

EigenProposal solve(const Eigen::MatrixXd& h) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(h);
  return {solver.eigenvalues(), solver.eigenvectors()};
}

Eigen::VectorXd solve_for_values(const Eigen::MatrixXd& h) {
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(h, Eigen::EigenvaluesOnly).eigenvalues();
}

}  // namespace

EigenProposal approx_eigenvectors(const Eigen::MatrixXd& h) {
  if (!h.allFinite()) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    return {Eigen::VectorXd::Constant(h.rows(), nan), Eigen::MatrixXd::Constant(h.rows(), h.rows(), nan)};
  }
  return is_long(h) ? abandonable([h] { return solve(h); }) : solve(h);
}

Eigen::VectorXd approx_eigenvalues(const Eigen::MatrixXd& h) {
  if (!h.allFinite()) return Eigen::VectorXd::Constant(h.rows(), std::numeric_limits<double>::quiet_NaN());
  return is_long(h) ? abandonable([h] { return solve_for_values(h); }) : solve_for_values(h);
}

IndependentColumns independent_columns(const Eigen::MatrixXd& tangents, double relative_threshold) {
  if (!(relative_threshold > 0 && relative_threshold < 1)) {
    throw PreconditionError("independent_columns: threshold " + std::to_string(relative_threshold) + " not in (0, 1)");
  }
  if (!tangents.allFinite()) throw PreconditionError("independent_columns: an entry is not finite");
  const Index g = tangents.cols();
  if (tangents.size() == 0) return {Eigen::MatrixXd(g, 0), 1, Eigen::VectorXd(0)};

  const SvdProposal svd = approx_svd(tangents);
  const Eigen::VectorXd& values = svd.values;
  if (!(values(0) > 0)) return {Eigen::MatrixXd(g, 0), 1, values};
  const double threshold = relative_threshold * values(0);
  const Index rank = std::count_if(values.begin(), values.end(), [&](double x) { return x > threshold; });
  const double scale = std::exp2(std::round(std::log2(values(0))));
  // T V = U diag(values), so these columns have length `scale`.
  const Eigen::VectorXd weights = (scale / values.head(rank).array()).matrix();
  return {svd.V.leftCols(rank) * weights.asDiagonal(), scale, values};
}

Inertia exact_inertia(const Matrix<Rational>& h) {
  if (!is_symmetric(h)) throw PreconditionError("exact_inertia: the matrix is not symmetric");
  const RationalPolynomial p = characteristic_polynomial(h);
  const Index zero = root_multiplicity(p, 0);
  const Index positive = count_roots_above(p, 0);
  return {h.rows() - zero - positive, zero, positive};
}

}  // namespace laecert::numeric
