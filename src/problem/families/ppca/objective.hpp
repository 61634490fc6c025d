#pragma once

#include <string>
#include <utility>
#include <vector>

#include "numeric/positive_definite.hpp"
#include "problem/critical_problem.hpp"
#include "problem/families/ppca/noise_variance.hpp"
#include "problem/units.hpp"
#include "problem/weights.hpp"

// Probabilistic PCA at fixed noise variance v (docs/theory.md section 6): x = W z + eps, z ~ N(0, I_k), eps ~ N(0, v
// I), for n samples with mean zero. With the covariance S/n (over n, not n - 1), C = W W^T + v I and alpha = 1/(n
// tau^2), -2/n times the logarithm of each of these is, up to a constant,
//
//   likelihood          p(X | W)                                           log det C + tr(C^-1 S/n)
//   marginal posterior  p(W | X), entries of W ~ N(0, tau^2)               log det C + tr(C^-1 S/n) + alpha |W|^2
//   joint posterior     p(W, Z | X) at the best Z for W, the same prior                tr(C^-1 S/n) + alpha |W|^2
//
// (of the likelihood, m log 2 pi is left out). The joint posterior: |X - W Z|^2/v + |Z|^2 is strictly convex in Z and
// least at Z = W^T C^-1 X, where it is tr(X^T C^-1 X). So (W, Z) is critical exactly if W is critical here and Z is
// that one; the Hessian here is the Schur complement of the positive definite block in Z: equal index, equal nullity.
//
// Shapes: W m x k; the unknowns are those of weights.hpp.

namespace laecert::problem {

/// What becomes of the latents Z: integrated out (likelihood, marginal posterior) or maximized out (joint posterior).
enum class Latents { integrated, maximized };

/// The numbers of an objective.
template <numeric::Scalar S>
struct PpcaParameters {
  Matrix<S> covariance;              // S/n, m x m
  S noise_variance;                  // v
  S precision;                       // 1/v
  S prior_weight;                    // alpha = 1/(n tau^2); 0 without a prior
  Index k;                           // columns of W
  std::vector<Matrix<S>> rotations;  // antisymmetric K with K S = S K
};

/// One of the three objectives over one scalar; an Evaluation<S>.
/// Units:     S/n and v in squared data units, W in data units, the value a pure number.
/// Guarantee: over Ball and DoubleBall every result encloses the exact one, or is not finite.
/// Source:    [TB99]; the derivatives are derived in reports/method.md, T19.
template <numeric::Scalar S, Latents latents>
class PpcaObjective {
 public:
  explicit PpcaObjective(PpcaParameters<S> parameters) : p_(std::move(parameters)) {}

  /// Over Rational and DoubleBall only without the logarithm.
  [[nodiscard]] S value(const Vector<S>& x) const
    requires(latents == Latents::maximized || numeric::Logarithmic<S>);
  [[nodiscard]] Vector<S> gradient(const Vector<S>& x) const;
  [[nodiscard]] Matrix<S> hessian(const Vector<S>& x) const;
  /// W (E_ab - E_ba) for a < b, then K W for each of the rotations.
  [[nodiscard]] Matrix<S> tangents(const Vector<S>& x) const;

 private:
  // W with what it takes to apply C^-1 = (1 - B W^T)/v, B = C^-1 W = W (W^T W + v)^-1.
  struct Point {
    Matrix<S> W;             // m x k
    Matrix<S> W_transposed;  // k x m
    Matrix<S> B;             // m x k
  };
  [[nodiscard]] Point at(const Vector<S>& x) const;
  // W^T W + v, k x k.
  [[nodiscard]] Matrix<S> latent_matrix(const Matrix<S>& w, const Matrix<S>& w_transposed) const;
  // C^-1 Y for Y with m rows.
  [[nodiscard]] Matrix<S> solve(const Point& point, const Matrix<S>& y) const;

  PpcaParameters<S> p_;
};

/// One of the three objectives, with exact parameters.
///
/// Where an eigenvalue of S/n repeats that a critical W can use (above v (1 + alpha v); for the joint posterior above
/// alpha v^2), the rotations that commute with S join the symmetries.
template <Latents latents>
class PpcaProblem {
 public:
  /// Requires: n known, lambda = n v > 0, prior_weight = alpha >= 0.
  /// Errors:   PreconditionError naming the broken rule.
  PpcaProblem(const Instance& instance, Rational prior_weight);

  [[nodiscard]] std::string name() const;
  [[nodiscard]] Index dimension() const { return covariance_.rows() * k_; }
  [[nodiscard]] Index k() const { return k_; }
  [[nodiscard]] const Matrix<Rational>& covariance() const { return covariance_; }
  [[nodiscard]] const Rational& noise_variance() const { return noise_variance_; }
  [[nodiscard]] const Rational& prior_weight() const { return prior_weight_; }

  template <numeric::Scalar S>
  [[nodiscard]] PpcaObjective<S, latents> over(Precision precision) const;

  /// The objective in the unit 4^e of the covariance, 4^e <= max(tr S/n, v) < 4^(e+1): S/n and v divided by it, alpha
  /// multiplied; W = 2^e W', and the value differs by a constant.
  [[nodiscard]] Rescaled<PpcaProblem> normalized() const;

  /// Weights drawn as the data are: (S/n)^(1/2) G for the entries of G, up to rounding. Where a unit of weights far
  /// from the data is as long as one along them, the gradient only falls on the way to infinity. Shapes: gaussian and
  /// result N.
  [[nodiscard]] Vector<double> drawn_as_data(const Vector<double>& gaussian) const;

  /// v^(-3/2) (16 w^3 + 12 w + (48 w^3 + 24 w) |S/n|/v), w^2 = |x|^2/(|x|^2 + v); the first two terms for integrated
  /// latents only. It is bounded on all of R^N, and nearly attained where |x|^2 << v << |S/n|.
  /// Source: reports/method.md, T20.
  [[nodiscard]] Ball hessian_lipschitz(const Vector<Ball>& x) const;

 private:
  Matrix<Rational> covariance_;  // S/n
  Rational noise_variance_;      // v = lambda/n
  Rational prior_weight_;        // alpha
  Index k_;
  std::vector<Matrix<Rational>> rotations_;
};

/// The three problems of an instance with lambda = n v.
/// Units:    prior_variance is tau^2, in squared data units.
/// Errors:   PreconditionError where n is unknown, or lambda or the prior variance is not positive.
PpcaProblem<Latents::integrated> ppca_likelihood(const Instance& instance);
PpcaProblem<Latents::integrated> ppca_marginal_posterior(const Instance& instance, const Rational& prior_variance);
PpcaProblem<Latents::maximized> ppca_joint_posterior(const Instance& instance, const Rational& prior_variance);

extern template class PpcaObjective<double, Latents::integrated>;
extern template class PpcaObjective<numeric::Real, Latents::integrated>;
extern template class PpcaObjective<Rational, Latents::integrated>;
extern template class PpcaObjective<DoubleBall, Latents::integrated>;
extern template class PpcaObjective<Ball, Latents::integrated>;
extern template class PpcaObjective<double, Latents::maximized>;
extern template class PpcaObjective<numeric::Real, Latents::maximized>;
extern template class PpcaObjective<Rational, Latents::maximized>;
extern template class PpcaObjective<DoubleBall, Latents::maximized>;
extern template class PpcaObjective<Ball, Latents::maximized>;
extern template class PpcaProblem<Latents::integrated>;
extern template class PpcaProblem<Latents::maximized>;

}  // namespace laecert::problem
