#pragma once

#include "checks/lae/context.hpp"
#include "report/given_point.hpp"

namespace laecert::studies {

using namespace checks;

/// How `certify` decides about weights that somebody brings.
struct GivenPointOptions {
  theory::Loss loss = theory::Loss::sum;
  Effort effort = {};
  Rational within = Rational(1, 1000000);  // a critical point farther away refuses the weights
  long spectrum_digits = 15;
  ContextObserver observe = {};  // told the one record, unless the weights are refused
};

/// Decides whether given weights are critical: polishes them, certifies a true critical point nearby and its inertia,
/// proves on which manifold it lies, and encloses the distance from the weights as they were given.
/// Guarantee: `point` is present only if a critical point within options.within of the weights, its inertia and its
///            manifold were proved; else `refusal` says why not.
/// Errors:    UsageError naming the shapes where W1 is not k x m or W2 not m x k.
report::GivenPoint certify_given_point(const problem::Instance& instance, const problem::Autoencoder<Rational>& weights,
                                       const GivenPointOptions& options);

}  // namespace laecert::studies
