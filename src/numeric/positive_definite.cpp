#include "numeric/positive_definite.hpp"

#include <Eigen/LU>
#include <limits>
#include <string>

#include "numeric/arb_matrix.hpp"
#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/midrad_matrix.hpp"
#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

template <class S>
void require_square(const Matrix<S>& a, const std::string& function) {
  if (a.rows() == a.cols()) return;
  throw PreconditionError(function + ": " + std::to_string(a.rows()) + " x " + std::to_string(a.cols()) +
                          ", expected a square matrix");
}

// Upper bounds r_l of sum_j |I - A X|_lj.
Eigen::VectorXd upper_defect_rows(const MidRadMatrix& a, const Eigen::MatrixXd& x) {
  const MidRadMatrix product = enclose_product(a, to_midrad(x));
  const Eigen::MatrixXd identity = Eigen::MatrixXd::Identity(a.rows(), a.rows());
  const Eigen::MatrixXd defect = (identity - product.mid).cwiseAbs() + product.rad;
  // The difference and the sum round once each.
  return RoundingBounds{}.raised(defect.rowwise().sum(), a.rows() + 2);
}

}  // namespace

Matrix<Rational> inverse_of_positive_definite(const Matrix<Rational>& a) {
  const std::optional<Matrix<Rational>> inverse = exact_solve(a, Matrix<Rational>::Identity(a.rows(), a.rows()));
  if (!inverse) throw PreconditionError("inverse_of_positive_definite: the matrix is singular");
  return *inverse;
}

// A X = I - E, |E|_inf <= 1/2: A^-1 = X + X E (I - E)^-1, and |X E (I - E)^-1|_ij <= 2 sum_l |X|_il r_l.
Matrix<DoubleBall> inverse_of_positive_definite(const Matrix<DoubleBall>& a) {
  require_square(a, "inverse_of_positive_definite");
  const MidRadMatrix enclosed = to_midrad(a);
  const Eigen::MatrixXd x = enclosed.mid.inverse();
  const Eigen::VectorXd rows = upper_defect_rows(enclosed, x);
  const bool regular = enclosed.is_finite() && x.allFinite() && upper_maximum(rows) <= 0.5;
  const Eigen::VectorXd radii = 2 * upper_transposed_product(x.cwiseAbs().transpose(), rows);
  Matrix<DoubleBall> result(a.rows(), a.cols());
  for (Index j = 0; j < a.cols(); ++j) {
    for (Index i = 0; i < a.rows(); ++i) {
      result(i, j) = regular ? DoubleBall(x(i, j), radii(i)) : DoubleBall(0, std::numeric_limits<double>::infinity());
    }
  }
  return result;
}

Matrix<Ball> inverse_of_positive_definite(const Matrix<Ball>& a) {
  require_square(a, "inverse_of_positive_definite");
  const Precision precision = largest_precision(a);
  return abandonable([a, precision]() -> Matrix<Ball> {
    const ArbMatrix matrix(a);
    ArbMatrix inverse(a.rows(), a.cols());
    const bool regular = arb_mat_inv(inverse.get(), matrix.get(), precision.bits) != 0;
    if (!regular) return Matrix<Ball>::Constant(a.rows(), a.cols(), Ball(1) / Ball(0));
    return inverse.to_matrix(precision);
  });
}

Ball log_determinant(const Matrix<Ball>& a) {
  require_square(a, "log_determinant");
  const Precision precision = largest_precision(a);
  return log(abandonable([a, precision] {
    const ArbMatrix matrix(a);
    arb_t determinant;
    arb_init(determinant);
    arb_mat_det(determinant, matrix.get(), precision.bits);
    Ball enclosed = Ball::from_arb(determinant, precision);
    arb_clear(determinant);
    return enclosed;
  }));
}

}  // namespace laecert::numeric
