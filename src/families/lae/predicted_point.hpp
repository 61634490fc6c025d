#pragma once

#include <functional>
#include <optional>

#include "families/lae/context.hpp"

namespace laecert::checks {

/// A function of an eigenvalue s_i, enclosed.
using OfEigenvalue = std::function<Ball(const Ball& s)>;

/// Encloses U_I diag(f(s_i)) U_I^T, m x m, from enclosed eigenvectors.
/// Guarantee: contains the exact matrix; nothing where an eigenvector of I is not enclosed (a repeated eigenvalue).
std::optional<Matrix<Ball>> enclose_operator(const theory::Spectrum& spectrum, const theory::Manifold& manifold,
                                             const OfEigenvalue& f);

/// Encloses the point W1 = [I_l; 0] diag(encoder(s_i)) U_I^T, W2 = U_I diag(decoder(s_i)) [I_l 0], packed.
/// Guarantee, and where nothing comes back: as enclose_operator.
std::optional<Vector<Ball>> enclose_point(const theory::Spectrum& spectrum, const theory::Manifold& manifold, Index k,
                                          const OfEigenvalue& encoder, const OfEigenvalue& decoder);

}  // namespace laecert::checks
