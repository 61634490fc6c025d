#include "problem/families/lae/residual.hpp"

#include <cmath>

#include "numeric/inertia.hpp"
#include "problem/families/lae/loss.hpp"
#include "problem/families/lae/residual_impl.hpp"

namespace laecert::problem {
namespace {

// X = U diag(sqrt(s)), so that X X^T = S up to rounding; a negative eigenvalue is rounding.
Matrix<double> approx_root(const Matrix<double>& gram) {
  const numeric::EigenProposal eigen = numeric::approx_eigenvectors(gram);
  return eigen.vectors * eigen.values.cwiseMax(0.0).cwiseSqrt().asDiagonal();
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
