#pragma once

#include "claims/finding.hpp"
#include "families/lae/context.hpp"

// Whether a Gaussian prior on the weights shrinks an instance as `sum` does: on the user's own instance, beside the
// fixed ones of known_false.cpp.

namespace laecert::studies {

using namespace checks;

/// The posterior whose mode is looked at: of W and Z together, or of W with Z integrated out.
enum class PriorMode : std::int8_t { joint, marginal };

/// Decides whether the mode maps X as the global minima of `sum` do for some lambda' >= 0: the direction u_i of its
/// index set I needs lambda' = sigma_i v/tau (joint) or s_i v/c_i (marginal), v = lambda/n of the instance.
/// Units:     s_i, lambda and tau^2 in squared data units.
/// Guarantee: `refuted` exactly where two directions of I have s_i proved different, as lambda' grows strictly with s_i
///            (the reason names both); `exact` only where all s_i in I are proved equal, so that one lambda' serves,
///            which also leaves out what the mode leaves out. The margin names a direction in which `sum` at lambda
///            itself is proved different, and by how much at least.
///            Undecided only where S with a rational threshold in place of lambda is.
/// Requires:  spectrum = decide_spectrum(instance, effort), n known, lambda > 0, tau^2 > 0. Errors: PreconditionError.
/// Source:    docs/theory.md section 6, P3 and P4; reports/method.md, T28.
claims::Decision decide_prior_mode(PriorMode mode, const problem::Instance& instance, const theory::Spectrum& spectrum,
                                   const Rational& prior_variance, const Effort& effort);

}  // namespace laecert::studies
