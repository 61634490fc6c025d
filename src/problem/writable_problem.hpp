#pragma once

#include <string>
#include <vector>

#include "problem/critical_problem.hpp"

namespace laecert::problem {

/// A matrix of a point under its name: "W1", "W2", or "W".
struct WrittenMatrix {
  std::string name;
  Matrix<Rational> value;
};

/// A problem on a Gram matrix that can be written down in rationals, so that an independent program may decide its
/// critical points again.
///
/// Laws: its values at rational points are rational; written(x) are the matrices of the point x; column i of
/// tangents(x) belongs to the k x k matrix generator(i) for i < generator_count(), and the rest to the m x m matrices
/// of commutant().
template <class P>
concept WritableProblem = CriticalProblem<P> && requires(const P& p, const Vector<Rational>& x, Index i) {
  { p.template over<Rational>(Precision{}) } -> ValuedEvaluation<Rational>;
  { p.k() } -> std::convertible_to<Index>;
  { p.gram() } -> std::convertible_to<Matrix<Rational>>;
  { p.lambda() } -> std::convertible_to<Rational>;
  { p.written(x) } -> std::convertible_to<std::vector<WrittenMatrix>>;
  { p.generator_count() } -> std::convertible_to<Index>;
  { p.generator(i) } -> std::convertible_to<Matrix<Rational>>;
  { p.commutant() } -> std::convertible_to<std::vector<Matrix<Rational>>>;
};

}  // namespace laecert::problem
