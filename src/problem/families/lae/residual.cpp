#include "problem/families/lae/residual.hpp"

#include <Eigen/Eigenvalues>
#include <cmath>

#include "problem/families/lae/loss.hpp"
#include "problem/families/lae/residual_impl.hpp"

namespace laecert::problem {
namespace {

// X = U diag(sqrt(s)), so that X X^T = S up to rounding; a negative eigenvalue is rounding.
Matrix<double> approx_root(const Matrix<double>& gram) {
  const Eigen::SelfAdjointEigenSolver<Matrix<double>> eigen(gram);
  return eigen.eigenvectors() * eigen.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal();
}

}  // namespace

template class LaeResidual<double>;

LaeResidual<double> LaeProblem::least_squares() const {
  const double root = std::sqrt(numeric::approx_double(lambda_));
  return {approx_root(numeric::lift_matrix<double>(gram_, {})),
          {.map_penalty = regularization_ == Regularization::product ? root : 0.0,
           .weight_penalty = regularization_ == Regularization::sum ? root : 0.0},
          k_};
}

}  // namespace laecert::problem
