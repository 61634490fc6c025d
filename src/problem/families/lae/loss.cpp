#include "problem/families/lae/loss.hpp"

#include <algorithm>

#include "numeric/exact_linear_algebra.hpp"
#include "problem/families/lae/loss_impl.hpp"

namespace laecert::problem {
namespace {

bool repeats_above(const Matrix<Rational>& gram, const Rational& lambda) {
  const std::vector<numeric::PolynomialFactor> factors =
      numeric::squarefree_decomposition(numeric::characteristic_polynomial(gram));
  return std::any_of(factors.begin(), factors.end(), [&](const numeric::PolynomialFactor& f) {
    return f.multiplicity > 1 && numeric::count_roots_above(f.factor, lambda) > 0;
  });
}

// Divided by its largest entry in modulus: a null space comes in any scale, a rank decided in floating point wants one.
Matrix<Rational> scaled_to_one(const Matrix<Rational>& a) {
  Rational largest(0);
  for (const Rational& entry : a.reshaped()) largest = std::max(largest, Rational(abs(entry)));
  return a / largest;
}

// A basis of the antisymmetric K with K S = S K: the null space of K -> K S - S K on the entries K_ij, i < j.
std::vector<Matrix<Rational>> antisymmetric_commutant(const Matrix<Rational>& gram) {
  const Index m = gram.rows();
  const std::vector<Matrix<Rational>> basis = lae_detail::lie_algebra<Rational>(m, true);
  Matrix<Rational> commutators(m * m, static_cast<Index>(basis.size()));
  for (std::size_t c = 0; c < basis.size(); ++c) {
    const Matrix<Rational> commutator = basis[c] * gram - gram * basis[c];
    commutators.col(static_cast<Index>(c)) = commutator.reshaped();
  }
  const Matrix<Rational> coefficients = numeric::exact_nullspace(commutators);
  std::vector<Matrix<Rational>> result;
  for (Index j = 0; j < coefficients.cols(); ++j) {
    Matrix<Rational> rotation = Matrix<Rational>::Constant(m, m, Rational(0));
    for (std::size_t c = 0; c < basis.size(); ++c) rotation += basis[c] * coefficients(static_cast<Index>(c), j);
    result.push_back(scaled_to_one(rotation));
  }
  return result;
}

}  // namespace

std::string to_string(Regularization regularization) {
  switch (regularization) {
    case Regularization::none:
      return "none";
    case Regularization::product:
      return "product";
    case Regularization::sum:
      break;
  }
  return "sum";
}

LaeProblem::LaeProblem(const Instance& instance, Regularization regularization)
    : gram_(instance.gram()), lambda_(instance.lambda()), k_(instance.k()), regularization_(regularization) {
  // `none` and `product` ask for distinct eigenvalues, so only `sum` has listed manifolds with such rotations.
  if (regularization == Regularization::sum && repeats_above(gram_, lambda_)) {
    commutant_ = antisymmetric_commutant(gram_);
  }
}

template <numeric::Scalar S>
LaeLoss<S> LaeProblem::over(Precision precision) const {
  std::vector<Matrix<S>> commutant;
  commutant.reserve(commutant_.size());
  for (const Matrix<Rational>& rotation : commutant_) commutant.push_back(numeric::lift_matrix<S>(rotation, precision));
  return LaeLoss<S>(numeric::lift_matrix<S>(gram_, precision), numeric::lift<S>(lambda_, precision), k_,
                    regularization_, std::move(commutant));
}

Ball LaeProblem::hessian_lipschitz(const Vector<Ball>& x) const {
  const Precision precision{64};
  Rational weight(0);  // |S'|^2 in the Frobenius norm
  for (Index j = 0; j < gram_.cols(); ++j) {
    for (Index i = 0; i < gram_.rows(); ++i) {
      const Rational shift = i == j && regularization_ == Regularization::product ? lambda_ : Rational(0);
      const Rational entry = gram_(i, j) + shift;
      weight += entry * entry;
    }
  }
  Ball squares(0);
  for (const Ball& entry : x) squares += sqr(entry.at(precision));
  return Ball(6) * sqrt_nonnegative(Ball(weight, precision) * squares);
}

template class LaeLoss<double>;
template class LaeLoss<numeric::Real>;
template class LaeLoss<Rational>;
template class LaeLoss<DoubleBall>;
template class LaeLoss<Ball>;
template LaeLoss<double> LaeProblem::over(Precision) const;
template LaeLoss<numeric::Real> LaeProblem::over(Precision) const;
template LaeLoss<Rational> LaeProblem::over(Precision) const;
template LaeLoss<DoubleBall> LaeProblem::over(Precision) const;
template LaeLoss<Ball> LaeProblem::over(Precision) const;

}  // namespace laecert::problem
