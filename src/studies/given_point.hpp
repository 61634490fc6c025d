#pragma once

#include "checks/registry.hpp"
#include "report/given_point.hpp"
#include "studies/certificates.hpp"

namespace laecert::studies {

using namespace checks;

/// How `certify` decides about weights that somebody brings.
struct GivenPointOptions {
  FamilyRegistry registry = builtin_registry();
  std::string loss = "sum";
  Effort effort = {};
  Rational within = Rational(1, 1000000);  // a critical point farther away refuses the weights
  long spectrum_digits = 15;
  RecordObserver observe = {};  // told the one record, unless the weights are refused
};

/// Decides whether given weights are critical: polishes them, certifies a true critical point nearby and its inertia,
/// proves on which manifold it lies, and encloses the distance from the weights as they were given.
/// Guarantee: `point` is present only if a critical point within options.within of the weights, its inertia and its
///            manifold were proved; else `refusal` says why not.
/// Errors:    UsageError for an unknown loss, and where the weights are not those of the loss, naming shapes.
report::GivenPoint certify_given_point(const problem::Instance& instance, const GivenWeights& weights,
                                       const GivenPointOptions& options);

}  // namespace laecert::studies
