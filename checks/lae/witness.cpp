#include "checks/lae/witness.hpp"

#include <algorithm>

namespace laecert::checks {

using problem::Matrix;
using problem::Rational;
using problem::Vector;

bool is_critical(const Witness& witness) {
  const problem::LaeProblem problem(witness.instance, witness.regularization);
  const Vector<Rational> gradient = problem.over<Rational>({}).gradient(problem::pack(witness.point));
  return std::all_of(gradient.begin(), gradient.end(), [](const Rational& g) { return g == 0; });
}

Witness unbalanced_witness(problem::Regularization regularization) {
  const Matrix<Rational> gram = Matrix<Rational>::Constant(1, 1, Rational(1));
  return {problem::Instance::from_gram(gram, {.name = "S = (1)", .k = 1, .lambda = 0}),
          regularization,
          {Matrix<Rational>::Constant(1, 1, Rational(1, 2)), Matrix<Rational>::Constant(1, 1, Rational(2))}};
}

}  // namespace laecert::checks
