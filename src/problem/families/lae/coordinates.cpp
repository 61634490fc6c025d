#include "problem/families/lae/coordinates.hpp"

#include <algorithm>

#include "numeric/inertia.hpp"
#include "numeric/product.hpp"

namespace laecert::problem {
namespace {

using numeric::product;

Matrix<Rational> identity(Index m) {
  Matrix<Rational> one = Matrix<Rational>::Constant(m, m, Rational(0));
  for (Index i = 0; i < m; ++i) one(i, i) = Rational(1);
  return one;
}

// 1 - |I - B|_inf: the least eigenvalue of a symmetric B is at least that.
Rational least_eigenvalue_bound(const Matrix<Rational>& metric) {
  Rational largest(0);
  for (Index i = 0; i < metric.rows(); ++i) {
    Rational sum(0);
    for (Index j = 0; j < metric.cols(); ++j) sum += abs(Rational((i == j ? 1 : 0) - metric(i, j)));
    largest = std::max(largest, sum);
  }
  return 1 - largest;
}

Coordinates along(const Matrix<Rational>& gram, const Matrix<Rational>& basis) {
  const Matrix<Rational> transposed = basis.transpose();
  const Matrix<Rational> image = product(gram, basis);
  const Matrix<Rational> image_transposed = image.transpose();
  const Matrix<Rational> metric = product(transposed, basis);
  return {basis, product(transposed, image), product(image_transposed, image), metric, least_eigenvalue_bound(metric)};
}

}  // namespace

Coordinates Coordinates::standard(const Matrix<Rational>& gram) { return along(gram, identity(gram.rows())); }

Coordinates Coordinates::propose(const Matrix<Rational>& gram) {
  const Matrix<double> vectors = numeric::approx_eigenvectors(numeric::lift_matrix<double>(gram, {})).vectors;
  if (!vectors.allFinite()) return standard(gram);
  const Matrix<Rational> basis = vectors.unaryExpr([](double x) { return numeric::exact_rational(x); });
  Coordinates coordinates = along(gram, basis);
  return coordinates.least_metric > 0 ? coordinates : standard(gram);
}

}  // namespace laecert::problem
