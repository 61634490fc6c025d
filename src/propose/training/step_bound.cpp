#include "propose/training/step_bound.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/errors.hpp"

namespace laecert::propose {
namespace {

constexpr double slack = 1e-12;

bool is_size(double x) { return x >= 0 && std::isfinite(x); }

}  // namespace

double gradient_lipschitz_bound(const SublevelSet& set) {
  if (!(set.least_penalty > 0) || !is_size(set.loss) || !is_size(set.trace) || !is_size(set.largest) ||
      !is_size(set.tail) || !is_size(set.largest_penalty)) {
    throw PreconditionError("gradient_lipschitz_bound: expected a positive penalty and finite numbers >= 0");
  }
  const double tail = std::max(0.0, set.tail - slack * set.trace);
  const double loss = std::max(tail, set.loss + slack * (set.loss + set.trace));
  // Concave in E: it rises up to lambda^2 / (4 s_1), and falls from there.
  const double best = set.largest > 0 ? set.least_penalty * set.least_penalty / (4 * set.largest) : loss;
  const double error = std::clamp(best, tail, loss);
  const double bound = set.largest * ((loss - error) / set.least_penalty) + std::sqrt(set.largest * error);
  return (1 + slack) * (bound + set.largest_penalty);
}

}  // namespace laecert::propose
