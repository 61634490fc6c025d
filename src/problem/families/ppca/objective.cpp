#include "problem/families/ppca/objective.hpp"

#include <utility>

#include "numeric/errors.hpp"
#include "numeric/inertia.hpp"
#include "problem/commutant.hpp"
#include "problem/families/ppca/objective_impl.hpp"

namespace laecert::problem {
namespace {

long known_samples(const Instance& instance) {
  const std::optional<long> samples = instance.setting().samples;
  if (!samples) throw PreconditionError("probabilistic PCA: the number of samples is not known");
  return *samples;
}

// alpha = 1/(n tau^2)
Rational weight_of_prior(const Instance& instance, const Rational& prior_variance) {
  if (!(prior_variance > 0)) {
    throw PreconditionError("probabilistic PCA: prior variance " + prior_variance.str() + ", expected above 0");
  }
  return 1 / (prior_variance * known_samples(instance));
}

Ball frobenius_norm(const Matrix<Rational>& a, Precision precision) {
  Rational squares(0);
  for (const Rational& entry : a.reshaped()) squares += entry * entry;
  return sqrt_nonnegative(Ball(squares, precision));
}

}  // namespace

template <Latents latents>
PpcaProblem<latents>::PpcaProblem(const Instance& instance, Rational prior_weight)
    : covariance_(instance.gram() / Rational(known_samples(instance))),
      noise_variance_(*problem::noise_variance(instance)),
      prior_weight_(std::move(prior_weight)),
      k_(instance.k()) {
  if (!(noise_variance_ > 0)) {
    throw PreconditionError("probabilistic PCA: v = lambda/n = " + noise_variance_.str() + ", expected v > 0");
  }
  if (!(prior_weight_ >= 0)) {
    throw PreconditionError("probabilistic PCA: prior weight " + prior_weight_.str() + ", expected at least 0");
  }
  const Rational shrunk = prior_weight_ * noise_variance_;
  const Rational threshold = noise_variance_ * (latents == Latents::integrated ? Rational(1 + shrunk) : shrunk);
  rotations_ = rotations_above(covariance_, threshold);
}

template <Latents latents>
std::string PpcaProblem<latents>::name() const {
  if constexpr (latents == Latents::maximized) return "joint-posterior";
  return prior_weight_ == 0 ? "likelihood" : "marginal-posterior";
}

template <Latents latents>
template <numeric::Scalar S>
PpcaObjective<S, latents> PpcaProblem<latents>::over(Precision precision) const {
  std::vector<Matrix<S>> rotations;
  rotations.reserve(rotations_.size());
  for (const Matrix<Rational>& rotation : rotations_) rotations.push_back(numeric::lift_matrix<S>(rotation, precision));
  return PpcaObjective<S, latents>({.covariance = numeric::lift_matrix<S>(covariance_, precision),
                                    .noise_variance = numeric::lift<S>(noise_variance_, precision),
                                    .precision = numeric::lift<S>(Rational(1 / noise_variance_), precision),
                                    .prior_weight = numeric::lift<S>(prior_weight_, precision),
                                    .k = k_,
                                    .rotations = std::move(rotations)});
}

template <Latents latents>
Rescaled<PpcaProblem<latents>> PpcaProblem<latents>::normalized() const {
  const long exponent = unit_exponent(covariance_.trace(), noise_variance_);
  Rescaled<PpcaProblem> result{*this, 0, exponent};
  result.problem.covariance_ = numeric::times_power_of_two(covariance_, -2 * exponent);
  result.problem.noise_variance_ = numeric::times_power_of_two(noise_variance_, -2 * exponent);
  result.problem.prior_weight_ = numeric::times_power_of_two(prior_weight_, 2 * exponent);
  return result;
}

template <Latents latents>
Vector<double> PpcaProblem<latents>::drawn_as_data(const Vector<double>& gaussian) const {
  const auto proposal = numeric::approx_eigenvectors(numeric::lift_matrix<double>(covariance_, {}));
  const Vector<double> roots = proposal.values.cwiseMax(0).cwiseSqrt();
  const Matrix<double> root = proposal.vectors * roots.asDiagonal() * proposal.vectors.transpose();
  return pack_weights<double>(root * unpack_weights<double>(gaussian, k_));
}

template <Latents latents>
Ball PpcaProblem<latents>::hessian_lipschitz(const Vector<Ball>& x) const {
  const Precision precision{64};
  const Ball v(noise_variance_, precision);
  Ball squares(0);
  for (const Ball& entry : x) squares += sqr(entry.at(precision));
  // w grows with |x|, and is below 1 where nothing is known of it.
  const Ball longest = squares.is_finite() ? squares.upper_end() : squares;
  const Ball w = squares.is_finite() ? sqrt_nonnegative(longest / (longest + v)) : Ball(1);
  const Ball cube = w * w * w;
  Ball sum = (Ball(48) * cube + Ball(24) * w) * frobenius_norm(covariance_, precision) / v;
  if constexpr (latents == Latents::integrated) sum += Ball(16) * cube + Ball(12) * w;
  return sum / (v * sqrt_nonnegative(v));
}

PpcaProblem<Latents::integrated> ppca_likelihood(const Instance& instance) { return {instance, Rational(0)}; }

PpcaProblem<Latents::integrated> ppca_marginal_posterior(const Instance& instance, const Rational& prior_variance) {
  return {instance, weight_of_prior(instance, prior_variance)};
}

PpcaProblem<Latents::maximized> ppca_joint_posterior(const Instance& instance, const Rational& prior_variance) {
  return {instance, weight_of_prior(instance, prior_variance)};
}

template class PpcaObjective<double, Latents::integrated>;
template class PpcaObjective<numeric::Real, Latents::integrated>;
template class PpcaObjective<Rational, Latents::integrated>;
template class PpcaObjective<DoubleBall, Latents::integrated>;
template class PpcaObjective<Ball, Latents::integrated>;
template class PpcaObjective<double, Latents::maximized>;
template class PpcaObjective<numeric::Real, Latents::maximized>;
template class PpcaObjective<Rational, Latents::maximized>;
template class PpcaObjective<DoubleBall, Latents::maximized>;
template class PpcaObjective<Ball, Latents::maximized>;

template class PpcaProblem<Latents::integrated>;
template PpcaObjective<double, Latents::integrated> PpcaProblem<Latents::integrated>::over(Precision) const;
template PpcaObjective<numeric::Real, Latents::integrated> PpcaProblem<Latents::integrated>::over(Precision) const;
template PpcaObjective<Rational, Latents::integrated> PpcaProblem<Latents::integrated>::over(Precision) const;
template PpcaObjective<DoubleBall, Latents::integrated> PpcaProblem<Latents::integrated>::over(Precision) const;
template PpcaObjective<Ball, Latents::integrated> PpcaProblem<Latents::integrated>::over(Precision) const;

template class PpcaProblem<Latents::maximized>;
template PpcaObjective<double, Latents::maximized> PpcaProblem<Latents::maximized>::over(Precision) const;
template PpcaObjective<numeric::Real, Latents::maximized> PpcaProblem<Latents::maximized>::over(Precision) const;
template PpcaObjective<Rational, Latents::maximized> PpcaProblem<Latents::maximized>::over(Precision) const;
template PpcaObjective<DoubleBall, Latents::maximized> PpcaProblem<Latents::maximized>::over(Precision) const;
template PpcaObjective<Ball, Latents::maximized> PpcaProblem<Latents::maximized>::over(Precision) const;

}  // namespace laecert::problem
