#pragma once

#include "theory/spectrum.hpp"

namespace laecert::theory {

/// Where n v, v the noise variance of maximum likelihood, lies among the eigenvalues of S.
struct NoiseLevel {
  Ball level;                             // n v
  std::optional<Rational> rational = {};  // n v itself, where it was proved to be rational
  Index above = 0;                        // #{i : s_i > n v}
  Index wall = 0;                         // #{i : s_i = n v}
  std::optional<Ball> gap = {};           // min |s_i - n v| over s_i != n v; nothing where there are none
};

/// Decides the order of n v and every eigenvalue, n v the mean of the m - k smallest.
/// Guarantee: the counts are exact: differences by the enclosures, equalities (n v is an eigenvalue, or is rational) by
///            a separation bound on the conjugates of an algebraic integer.
/// Requires:  spectrum = that of gram, 1 <= k < m, rank S > k. Errors: PreconditionError.
///            Undecided where the enclosures are too wide for both, naming the eigenvalue that n v may be.
/// Source:    reports/method.md, T30.
Outcome<NoiseLevel> decide_noise_level(const Spectrum& spectrum, const Matrix<Rational>& gram, Index k);

}  // namespace laecert::theory
