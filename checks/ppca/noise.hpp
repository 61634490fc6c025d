#pragma once

#include <optional>
#include <string>

#include "families/lae/context.hpp"

// The noise variance v of an instance, given or of maximum likelihood, and where n v lies among the eigenvalues of S.

namespace laecert::checks {

/// The noise variance v: its value, and the rational at which statements are decided.
struct NoiseVariance {
  Ball value;
  std::optional<Rational> rational = {};      // nothing where `undecided`
  Index rank = 0;                             // of the best weights: how many of the k largest s_i/n are above v
  bool is_exact = true;                       // the rational is the value
  Index above = 0;                            // #{i : s_i > n v}
  Index wall = 0;                             // #{i : s_i = n v}
  std::optional<std::string> undecided = {};  // why the place of n v among the eigenvalues is not known

  /// On the wall, with the rational just above it, as n v itself may be irrational.
  [[nodiscard]] bool is_beside_wall() const { return wall > 0 && !is_exact; }
};

/// The v = lambda/n that an instance was given, from its spectrum.
NoiseVariance given_noise(const theory::Spectrum& spectrum, Index k, long samples);

/// Why there is no v of maximum likelihood: k >= m or rank S <= k; nothing where there is one.
std::optional<std::string> reason_without_noise(const theory::Spectrum& spectrum, Index k);

/// The v of maximum likelihood, the mean of the m - k smallest s_i/n.
/// Guarantee: `value` holds it. The rational is v itself where that was proved; else one nearer to v, by 10^-digits,
///            than any s_i/n but v: as many s_i are above it, and as many of those that are not n v below. On a wall it
///            is above v.
/// Requires:  n known, spectrum = decide_spectrum(instance, effort), !reason_without_noise(spectrum, k).
///            Errors: PreconditionError.
///            `undecided`, or a reason, where max_digits prove neither an order nor an equality.
/// Source:    [TB99]; reports/method.md, T27 and T30.
Outcome<NoiseVariance> estimate_noise(const problem::Instance& instance, const theory::Spectrum& spectrum,
                                      const Effort& effort);

}  // namespace laecert::checks
