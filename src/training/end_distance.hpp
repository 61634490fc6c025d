#pragma once

#include <optional>
#include <string>
#include <vector>

#include "training/plan.hpp"

namespace laecert::studies {

/// Where weights lie: a critical point within `distance`, or why none is certified.
struct EndDistance {
  std::string manifold = {};                    // "{1,2}", "(1,0)", or "units on 1,2"; empty where there is none
  std::optional<theory::Manifold> listed = {};  // absent for penalties of the units
  std::optional<Ball> distance = {};            // an upper bound
  std::string reason = {};                      // where there is none
};

/// Whether the distance is proved to be below the tolerance.
bool is_within(const EndDistance& end, double tolerance);

/// Bounds the distance from the weights of a run to a critical point of what it minimizes: the context's loss, or the
/// one with a penalty for each unit.
/// Guarantee: as enclose_list_distance and enclose_units_distance.
EndDistance certify_end(const LaeContext& context, propose::Algorithm algorithm, const std::vector<Rational>& penalties,
                        const problem::Autoencoder<double>& weights);

/// The lemmas that `certify_end` rests on.
std::vector<std::string> distance_lemmas(theory::Loss loss, propose::Algorithm algorithm);

}  // namespace laecert::studies
