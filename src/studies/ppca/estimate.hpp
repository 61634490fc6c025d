#pragma once

#include <optional>

#include "checks/ppca/noise.hpp"
#include "theory/spectrum.hpp"

// What probabilistic PCA estimates on an instance, all of it enclosed: from the eigenvalues and eigenvectors of S.

namespace laecert::studies {

using namespace checks;

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

}  // namespace laecert::studies
