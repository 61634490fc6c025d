#include "problem/commutant.hpp"

#include <algorithm>

#include "numeric/eigenvalues.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/product.hpp"
#include "problem/lie_algebra.hpp"

namespace laecert::problem {
namespace {

using numeric::DoubleBall;
using numeric::Index;
using numeric::Matrix;
using numeric::Rational;

// The basis of the rotations and the equations for them have to fit into memory.
constexpr Index most_unknowns = 300, most_entries = 4000000;

Matrix<Rational> value_at(const numeric::RationalPolynomial& p, const Matrix<Rational>& s) {
  const Matrix<Rational> identity = Matrix<Rational>::Identity(s.rows(), s.cols());
  Matrix<Rational> value = Matrix<Rational>::Constant(s.rows(), s.cols(), Rational(0));
  for (Index i = p.degree(); i >= 0; --i) {
    value = numeric::product(value, s) + p.coefficients()[static_cast<std::size_t>(i)] * identity;
  }
  return value;
}

// The antisymmetric X with M X = X M^T, from the null space of M X - X M^T on the entries X_ij, i < j.
std::vector<Matrix<Rational>> antisymmetric_solutions(const Matrix<Rational>& m) {
  const Index r = m.rows();
  const std::vector<Matrix<Rational>> basis = lie_algebra<Rational>(r, true);
  Matrix<Rational> equations(r * r, static_cast<Index>(basis.size()));
  for (std::size_t c = 0; c < basis.size(); ++c) {
    const Matrix<Rational> difference = m * basis[c] - basis[c] * m.transpose();
    equations.col(static_cast<Index>(c)) = difference.reshaped();
  }
  const Matrix<Rational> coefficients = numeric::exact_nullspace(equations);
  std::vector<Matrix<Rational>> result;
  result.reserve(static_cast<std::size_t>(coefficients.cols()));
  for (Index j = 0; j < coefficients.cols(); ++j) {
    Matrix<Rational> x = Matrix<Rational>::Constant(r, r, Rational(0));
    for (std::size_t c = 0; c < basis.size(); ++c) x += basis[c] * coefficients(static_cast<Index>(c), j);
    result.push_back(std::move(x));
  }
  return result;
}

// S B = B M for an independent B whose range S leaves invariant: M = (B^T B)^-1 B^T S B.
Matrix<Rational> restricted(const Matrix<Rational>& s, const Matrix<Rational>& basis) {
  const Matrix<Rational> transposed = basis.transpose();
  const Matrix<Rational> image = numeric::product(transposed, Matrix<Rational>(numeric::product(s, basis)));
  return numeric::exact_solve(numeric::product(transposed, basis), image).value();
}

// Divided by its largest entry in modulus: a null space comes in any scale, a rank decided in floating point wants one.
Matrix<Rational> scaled_to_one(const Matrix<Rational>& a) {
  Rational largest(0);
  for (const Rational& entry : a.reshaped()) largest = std::max(largest, Rational(abs(entry)));
  return a / largest;
}

// K = B X B^T with the columns of B a basis of ker f(S). With S B = B M, K S = S K reads X M^T = M X, which holds for
// every X where f has one root only.
std::vector<Matrix<Rational>> rotations_in_kernel(const numeric::RationalPolynomial& f, const Matrix<Rational>& s) {
  const Matrix<Rational> basis = numeric::exact_nullspace(value_at(f, s));
  const Index r = basis.cols(), unknowns = r * (r - 1) / 2;
  if (f.degree() > 1 && unknowns > most_unknowns) return {};
  if (unknowns * s.size() > most_entries) return {};
  const std::vector<Matrix<Rational>> inner =
      f.degree() == 1 ? lie_algebra<Rational>(r, true) : antisymmetric_solutions(restricted(s, basis));
  const Matrix<Rational> transposed = basis.transpose();
  std::vector<Matrix<Rational>> result;
  result.reserve(inner.size());
  for (const Matrix<Rational>& x : inner) {
    result.push_back(scaled_to_one(numeric::product(basis, Matrix<Rational>(numeric::product(x, transposed)))));
  }
  return result;
}

bool is_certainly_below(const DoubleBall& x, const DoubleBall& y) {
  const DoubleBall difference = y - x;
  return difference.mid() > difference.rad();
}

// Whether enclosures in double prove every eigenvalue above the threshold simple; false decides nothing.
bool prove_simple_above(const Matrix<Rational>& gram, const Rational& threshold) {
  const numeric::MidRadMatrix s = numeric::to_midrad(numeric::lift_matrix<DoubleBall>(gram, {}));
  if (!s.is_finite()) return false;
  const auto values = numeric::enclose_eigenvalues(s, numeric::approx_eigenvectors(s.mid));
  if (!values) return false;
  const auto least = numeric::lift<DoubleBall>(threshold, {});
  for (std::size_t i = 1; i < values->size(); ++i) {
    const DoubleBall &above = (*values)[i - 1], &value = (*values)[i];
    if (!is_certainly_below(value, above) && !is_certainly_below(value, least)) return false;
  }
  return true;
}

}  // namespace

std::vector<Matrix<Rational>> rotations_above(const Matrix<Rational>& gram, const Rational& threshold) {
  if (prove_simple_above(gram, threshold)) return {};
  std::vector<Matrix<Rational>> all;
  for (const numeric::PolynomialFactor& f :
       numeric::squarefree_decomposition(numeric::characteristic_polynomial(gram))) {
    if (f.multiplicity == 1 || numeric::count_roots_above(f.factor, threshold) == 0) continue;
    for (Matrix<Rational>& rotation : rotations_in_kernel(f.factor, gram)) all.push_back(std::move(rotation));
  }
  return all;
}

}  // namespace laecert::problem
