#pragma once

#include <optional>
#include <string>
#include <vector>

#include "numeric/outcome.hpp"
#include "theory/spectrum.hpp"

// What probabilistic PCA estimates on an instance, all of it enclosed: from the eigenvalues and eigenvectors of S.

namespace laecert::checks {

/// The noise variance v: its value, and the rational at which statements are decided.
struct NoiseVariance {
  numeric::Ball value;
  numeric::Rational rational;
  numeric::Index rank = 0;     // of the best weights: how many of the k largest s_i/n are above v
  bool is_exact = true;        // the rational is the value
  bool on_eigenvalue = false;  // n v is an eigenvalue of S: the wall
};

/// The v = lambda/n that an instance was given, from its spectrum.
NoiseVariance given_noise(const theory::Spectrum& spectrum, numeric::Index k, long samples);

/// Why there is no v of maximum likelihood: k >= m or rank S <= k; nothing where there is one.
std::optional<std::string> reason_without_noise(const theory::Spectrum& spectrum, numeric::Index k);

/// The v of maximum likelihood, the mean of the m - k smallest s_i/n.
/// Guarantee: `value` holds it. The rational is v itself where the eigenvalues are rational; else one within
///            10^-digits v or so of it, on a wall one above it, so that it has the same eigenvalues above it.
/// Requires:  !reason_without_noise(spectrum, k). Errors: PreconditionError.
///            Undecided where v is not told from zero.
/// Source:    [TB99]; reports/method.md, T27.
Outcome<NoiseVariance> estimate_noise(const theory::Spectrum& spectrum, numeric::Index k, long samples, long digits);

/// Encloses the unit eigenvector u_i (0-based): in a repeated eigenvalue one of an orthonormal basis of its eigenspace.
/// Nothing where it is not enclosed.
std::optional<numeric::Vector<numeric::Ball>> enclose_direction(const theory::Spectrum& spectrum, numeric::Index i);

/// Encloses weights W = U_I diag(sqrt(s_i/n - v)), I = {1..l}, l the rank, m x k, of largest likelihood: the other
/// columns are 0. Nothing where a direction is not enclosed.
std::optional<numeric::Matrix<numeric::Ball>> enclose_weights(const theory::Spectrum& spectrum,
                                                              const NoiseVariance& noise, numeric::Index k,
                                                              long samples);

/// Encloses the log likelihood -(n/2) (m log 2 pi + log det C + tr C^-1 S/n), C = W W^T + v, at the best W.
/// Source: [TB99]; C has the eigenvalues s_i/n for i <= l, else v.
numeric::Ball enclose_log_likelihood(const theory::Spectrum& spectrum, const NoiseVariance& noise, long samples);

}  // namespace laecert::checks
