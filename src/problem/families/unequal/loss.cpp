#include "problem/families/unequal/loss.hpp"

#include <algorithm>

#include "numeric/errors.hpp"
#include "problem/commutant.hpp"
#include "problem/families/unequal/loss_impl.hpp"

namespace laecert::problem {
namespace {

Vector<Rational> penalties_of(const Instance& instance) {
  const std::vector<Rational>& given = instance.setting().penalties;
  if (given.empty()) throw PreconditionError("the instance has no penalties of the units");
  Vector<Rational> penalties(static_cast<Index>(given.size()));
  std::copy(given.begin(), given.end(), penalties.begin());
  return penalties;
}

}  // namespace

UnequalProblem::UnequalProblem(const Instance& instance)
    : gram_(instance.gram()),
      penalties_(penalties_of(instance)),
      commutant_(rotations_above(gram_, *std::min_element(penalties_.begin(), penalties_.end()))) {}

template <numeric::Scalar S>
UnequalLoss<S> UnequalProblem::over(Precision precision) const {
  std::vector<Matrix<S>> commutant;
  commutant.reserve(commutant_.size());
  for (const Matrix<Rational>& rotation : commutant_) commutant.push_back(numeric::lift_matrix<S>(rotation, precision));
  return UnequalLoss<S>(numeric::lift_matrix<S>(gram_, precision), numeric::lift_matrix<S>(penalties_, precision),
                        std::move(commutant));
}

Ball UnequalProblem::hessian_lipschitz(const Vector<Ball>& x) const {
  const Precision precision{64};
  Rational weight(0);  // |S|^2 in the Frobenius norm
  for (const Rational& entry : gram_.reshaped()) weight += entry * entry;
  Ball squares(0);
  for (const Ball& entry : x) squares += sqr(entry.at(precision));
  return Ball(6) * sqrt_nonnegative(Ball(weight, precision) * squares);
}

Rescaled<UnequalProblem> UnequalProblem::normalized() const {
  const Rational& largest = *std::max_element(penalties_.begin(), penalties_.end());
  const long exponent = 2 * unit_exponent(gram_.trace(), largest);
  Rescaled<UnequalProblem> result{*this, exponent, 0};
  result.problem.gram_ = numeric::times_power_of_two(gram_, -exponent);
  result.problem.penalties_ = numeric::times_power_of_two(penalties_, -exponent);
  return result;
}

template class UnequalLoss<double>;
template class UnequalLoss<Rational>;
template class UnequalLoss<DoubleBall>;
template class UnequalLoss<Ball>;
template UnequalLoss<double> UnequalProblem::over(Precision) const;
template UnequalLoss<Rational> UnequalProblem::over(Precision) const;
template UnequalLoss<DoubleBall> UnequalProblem::over(Precision) const;
template UnequalLoss<Ball> UnequalProblem::over(Precision) const;

}  // namespace laecert::problem
