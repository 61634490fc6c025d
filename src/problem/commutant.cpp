#include "problem/commutant.hpp"

#include <algorithm>

#include "numeric/exact_linear_algebra.hpp"
#include "problem/lie_algebra.hpp"

namespace laecert::problem {
namespace {

using numeric::Index;
using numeric::Matrix;
using numeric::Rational;

bool repeats_above(const Matrix<Rational>& gram, const Rational& threshold) {
  const std::vector<numeric::PolynomialFactor> factors =
      numeric::squarefree_decomposition(numeric::characteristic_polynomial(gram));
  return std::any_of(factors.begin(), factors.end(), [&](const numeric::PolynomialFactor& f) {
    return f.multiplicity > 1 && numeric::count_roots_above(f.factor, threshold) > 0;
  });
}

// Divided by its largest entry in modulus: a null space comes in any scale, a rank decided in floating point wants one.
Matrix<Rational> scaled_to_one(const Matrix<Rational>& a) {
  Rational largest(0);
  for (const Rational& entry : a.reshaped()) largest = std::max(largest, Rational(abs(entry)));
  return a / largest;
}

// The null space of K -> K S - S K on the entries K_ij, i < j.
std::vector<Matrix<Rational>> antisymmetric_commutant(const Matrix<Rational>& gram) {
  const Index m = gram.rows();
  const std::vector<Matrix<Rational>> basis = lie_algebra<Rational>(m, true);
  Matrix<Rational> commutators(m * m, static_cast<Index>(basis.size()));
  for (std::size_t c = 0; c < basis.size(); ++c) {
    const Matrix<Rational> commutator = basis[c] * gram - gram * basis[c];
    commutators.col(static_cast<Index>(c)) = commutator.reshaped();
  }
  const Matrix<Rational> coefficients = numeric::exact_nullspace(commutators);
  std::vector<Matrix<Rational>> result;
  result.reserve(static_cast<std::size_t>(coefficients.cols()));
  for (Index j = 0; j < coefficients.cols(); ++j) {
    Matrix<Rational> rotation = Matrix<Rational>::Constant(m, m, Rational(0));
    for (std::size_t c = 0; c < basis.size(); ++c) rotation += basis[c] * coefficients(static_cast<Index>(c), j);
    result.push_back(scaled_to_one(rotation));
  }
  return result;
}

}  // namespace

std::vector<Matrix<Rational>> rotations_above(const Matrix<Rational>& gram, const Rational& threshold) {
  if (!repeats_above(gram, threshold)) return {};
  return antisymmetric_commutant(gram);
}

}  // namespace laecert::problem
