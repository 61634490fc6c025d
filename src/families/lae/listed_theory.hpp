#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "theory/lae/manifolds.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::checks {

/// What is put to the test: the list of manifolds, each with its index and nullity, and the values on them. The
/// published theory, unless a caller brings a wrong one to see it refuted.
struct ListedTheory {
  std::function<std::vector<theory::Manifold>(const theory::Profile&)> manifolds = {};  // nothing: the published list
  std::function<numeric::Ball(theory::Loss, const theory::Manifold&, const theory::Spectrum&)> value =
      theory::predict_value;
  std::function<std::optional<numeric::Rational>(theory::Loss, const theory::Manifold&, const theory::Spectrum&)>
      exact_value = theory::predict_exact_value;
};

}  // namespace laecert::checks
