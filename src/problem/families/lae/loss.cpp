#include "problem/families/lae/loss.hpp"

#include <utility>

#include "problem/commutant.hpp"
#include "problem/families/lae/loss_impl.hpp"
#include "problem/lie_algebra.hpp"

namespace laecert::problem {

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
  if (regularization == Regularization::sum) commutant_ = rotations_above(gram_, lambda_);
}

std::vector<WrittenMatrix> LaeProblem::written(const Vector<Rational>& x) const {
  Autoencoder<Rational> w = unpack(x, k_);
  return {{"W1", std::move(w.W1)}, {"W2", std::move(w.W2)}};
}

Index LaeProblem::generator_count() const { return lie_algebra_dimension(k_, regularization_ == Regularization::sum); }

Matrix<Rational> LaeProblem::generator(Index i) const {
  return lie_algebra_element<Rational>(k_, regularization_ == Regularization::sum, i);
}

template <numeric::Scalar S>
LaeLoss<S> LaeProblem::over(Precision precision) const {
  std::vector<Matrix<S>> commutant;
  commutant.reserve(commutant_.size());
  for (const Matrix<Rational>& rotation : commutant_) commutant.push_back(numeric::lift_matrix<S>(rotation, precision));
  return LaeLoss<S>(numeric::lift_matrix<S>(gram_, precision), numeric::lift<S>(lambda_, precision), k_,
                    regularization_, std::move(commutant));
}

Rescaled<LaeProblem> LaeProblem::normalized() const {
  const long exponent = 2 * unit_exponent(gram_.trace(), lambda_);
  Rescaled<LaeProblem> result{*this, exponent, 0};
  result.problem.gram_ = numeric::times_power_of_two(gram_, -exponent);
  result.problem.lambda_ = numeric::times_power_of_two(lambda_, -exponent);
  return result;
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
