#pragma once

#include <optional>
#include <string>

#include "checks/registry.hpp"
#include "studies/certificates.hpp"
#include "studies/point/point_report.hpp"

namespace laecert::studies {

using namespace checks;

/// How `certify` decides about weights that somebody brings.
struct GivenPointOptions {
  FamilyRegistry registry = builtin_registry();
  std::string loss = "sum";
  Effort effort = {};
  std::optional<Rational> within = {};  // a critical point farther away refuses the weights; nothing: default_within
  long spectrum_digits = 15;
  RecordObserver observe = {};  // told the one record, where a point on a listed manifold is certified
};

/// The largest distance by default: 1/1000 for weights of single precision, all of whose entries are float32 values or
/// decimals of at most nine significant digits; else 1/1000000.
Rational default_within(const GivenWeights& weights);

/// Decides whether given weights are critical: polishes them, certifies a true critical point nearby and its inertia,
/// proves on which manifold it lies, and encloses the distance from the weights as they were given.
/// Guarantee: `certified` only if a critical point within options.within of the weights and its inertia were proved;
///            its manifold is told only where it was proved, else `unlisted` says why. `refused` only if a critical
///            point was certified and is not proved to lie as near. A hypothesis of the list that fails leaves the
///            point to be certified; |gradient| is enclosed wherever the loss makes sense on the instance.
/// Errors:    UsageError for an unknown loss, and where the weights are not those of the loss, naming shapes.
GivenPoint certify_given_point(const problem::Instance& instance, const GivenWeights& weights,
                               const GivenPointOptions& options);

}  // namespace laecert::studies
