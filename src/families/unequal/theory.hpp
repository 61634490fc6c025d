#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "theory/unequal/predictions.hpp"

namespace laecert::checks {

/// What is put to the test of `unequal`: the list of injections, each with its index and nullity, and the values. The
/// theory of docs/theory.md section 9, unless a caller brings a wrong one to see it refuted.
struct UnequalTheory {
  std::function<std::vector<theory::Manifold>(const theory::UnitProfile&)> injections =
      [](const theory::UnitProfile& profile) { return theory::predict_injections(profile); };
  std::function<numeric::Ball(const theory::UnitProfile&, const theory::Manifold&, const theory::Spectrum&)> value =
      theory::predict_unit_value;
  std::function<std::optional<numeric::Rational>(const theory::UnitProfile&, const theory::Manifold&,
                                                 const theory::Spectrum&)>
      exact_value = theory::predict_exact_unit_value;
};

}  // namespace laecert::checks
