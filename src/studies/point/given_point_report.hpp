#pragma once

#include <optional>
#include <string>

#include "report/json.hpp"
#include "report/report.hpp"

namespace laecert::report {

/// What `certify` says of weights that somebody brought: a certified critical point near them, or why not.
struct GivenPoint {
  std::string loss;
  std::string gradient_norm = {};         // at the weights as given
  std::string distance = {};              // from them to the certified critical point; empty where there is none
  std::string nearest = {};               // "{1,2}": proved where `point` is, else a guess; empty where unknown
  std::string inapplicable = {};          // the hypothesis that fails
  std::string refusal = {};               // why the weights were refused
  std::optional<PointReport> point = {};  // present only where they were not
};

/// The point and, before it, gradient and distance of the weights as given; of refused ones a line for each thing
/// known.
std::string to_text(const GivenPoint& given);

/// The point's object with `given` {`gradient_norm`, `distance`}; of refused weights {`loss`, `refused`, `nearest`,
/// `given`} with null for what is unknown.
Json to_json(const GivenPoint& given);

}  // namespace laecert::report
