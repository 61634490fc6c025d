#pragma once

#include <optional>

#include "theory/lae/predictions.hpp"

// Probabilistic PCA with n samples at noise variance v = lambda/n (docs/theory.md section 6): what the weights are at
// the stationary points, from the eigenvalues t_i = s_i/n of the covariance S/n alone. With C = W W^T + v, a level c_i
// is the eigenvalue of C on u_i, i in I.

namespace laecert::theory {

/// The number n of samples, and the weight alpha = 1/(n tau^2) of the prior N(0, tau^2) on the entries of W; 0 without.
struct PpcaModel {
  long samples = 1;
  Rational prior_weight = 0;
};

/// Encloses the level c of the likelihood (alpha = 0) or the marginal posterior: alpha c^2 + c = t, c >= 0.
/// Units:     t and c in squared data units, alpha in their inverse.
/// Guarantee: contains the exact root for every point of t >= 0.
/// Source:    docs/theory.md section 6, P1 and P4.
Ball predict_level(const Ball& t, const Rational& prior_weight);
/// The same exactly, where the root is rational.
std::optional<Rational> predict_exact_level(const Rational& t, const Rational& prior_weight);

/// Weights W = U_I diag(sqrt(c_i - v)) O^T, m x k.
struct PredictedWeights {
  Matrix<Rational> W;
  bool is_exact = false;  // the point itself is stationary; else a dyadic point near one
};

/// The stationary weights on the manifold I of `sum`, with its frame O.
/// Requires: c_i > v for i in I: for the likelihood as I is listed, with a prior s_i > n (v + alpha v^2).
/// Errors:   PreconditionError for n < 1, or a frame of another shape.
PredictedWeights predict_weights(const Manifold& manifold, const Spectrum& spectrum, const PpcaModel& model,
                                 const Frame& frame);

/// Encloses log det C + tr(C^-1 S/n) + alpha |W|^2 on the manifold: the sum over I of log c_i + t_i/c_i + alpha (c_i -
/// v), and over the m - l others of log v + t_j/v. Requires: as predict_weights. Source: docs/theory.md section 6, P1
/// and P4.
Ball predict_ppca_value(const Manifold& manifold, const Spectrum& spectrum, const PpcaModel& model);

/// The eigenvalue of the operator W M^-1 W^T, M = W^T W + v, that belongs to a level: 1 - v/c.
Rational predict_operator_factor(const Rational& level, const Rational& noise_variance);

/// The level of the joint posterior, c = tau sigma: W Z has the singular value sigma - v/tau where that is positive.
/// Units:  sigma and tau in data units.
/// Source: docs/theory.md section 6, P3; reports/method.md, T28.
Rational predict_joint_level(const Rational& sigma, const Rational& prior_deviation);

/// Encloses the noise variance of maximum likelihood: the mean of the m - k smallest s_i/n.
/// Requires: 1 <= k < m. Errors: PreconditionError.
/// Source:   [TB99]; reports/method.md, T27.
Ball predict_noise_variance(const Spectrum& spectrum, Index k, long samples);
/// The same exactly, where the eigenvalues are rational.
std::optional<Rational> predict_exact_noise_variance(const Spectrum& spectrum, Index k, long samples);

}  // namespace laecert::theory
