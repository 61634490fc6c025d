#include "problem/families/tied/loss.hpp"

#include "problem/commutant.hpp"
#include "problem/families/tied/loss_impl.hpp"
#include "problem/lie_algebra.hpp"

namespace laecert::problem {

TiedProblem::TiedProblem(const Instance& instance)
    : gram_(instance.gram()),
      lambda_(instance.lambda()),
      k_(instance.k()),
      rotations_(rotations_above(gram_, lambda_)) {}

std::vector<WrittenMatrix> TiedProblem::written(const Vector<Rational>& x) const {
  return {{"W", unpack_weights(x, k_)}};
}

Index TiedProblem::generator_count() const { return lie_algebra_dimension(k_, true); }

Matrix<Rational> TiedProblem::generator(Index i) const { return lie_algebra_element<Rational>(k_, true, i); }

template <numeric::Scalar S>
TiedLoss<S> TiedProblem::over(Precision precision) const {
  std::vector<Matrix<S>> rotations;
  rotations.reserve(rotations_.size());
  for (const Matrix<Rational>& rotation : rotations_) rotations.push_back(numeric::lift_matrix<S>(rotation, precision));
  return TiedLoss<S>(numeric::lift_matrix<S>(gram_, precision), numeric::lift<S>(lambda_, precision), k_,
                     std::move(rotations));
}

Rescaled<TiedProblem> TiedProblem::normalized() const {
  const long exponent = 2 * unit_exponent(gram_.trace(), lambda_);
  Rescaled<TiedProblem> result{*this, exponent, 0};
  result.problem.gram_ = numeric::times_power_of_two(gram_, -exponent);
  result.problem.lambda_ = numeric::times_power_of_two(lambda_, -exponent);
  return result;
}

Ball TiedProblem::hessian_lipschitz(const Vector<Ball>& x) const {
  const Precision precision{64};
  Rational gram_squares(0);
  for (const Rational& entry : gram_.reshaped()) gram_squares += entry * entry;
  Ball squares(0);
  for (const Ball& entry : x) squares += sqr(entry.at(precision));
  return Ball(24) * sqrt_nonnegative(Ball(gram_squares, precision) * squares);
}

template class TiedLoss<double>;
template class TiedLoss<numeric::Real>;
template class TiedLoss<Rational>;
template class TiedLoss<DoubleBall>;
template class TiedLoss<Ball>;
template TiedLoss<double> TiedProblem::over(Precision) const;
template TiedLoss<numeric::Real> TiedProblem::over(Precision) const;
template TiedLoss<Rational> TiedProblem::over(Precision) const;
template TiedLoss<DoubleBall> TiedProblem::over(Precision) const;
template TiedLoss<Ball> TiedProblem::over(Precision) const;

}  // namespace laecert::problem
