#include "propose/training/step_bound.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/errors.hpp"

namespace laecert::propose {
namespace {

constexpr double slack = 1e-12;

bool is_size(double x) { return x >= 0 && std::isfinite(x); }

void require(const SublevelSet& set) {
  if (!(set.least_penalty > 0) || !is_size(set.loss) || !is_size(set.trace) || !is_size(set.largest) ||
      !is_size(set.tail) || !is_size(set.largest_penalty)) {
    throw PreconditionError("SublevelSet: expected a positive least penalty and finite numbers >= 0");
  }
}

// Both are enlarged by more than they are rounded by.
struct Range {
  double tail, loss;
};

Range error_range(const SublevelSet& set) {
  const double tail = std::max(0.0, set.tail - slack * set.trace);
  return {tail, std::max(tail, set.loss + slack * (set.loss + set.trace))};
}

}  // namespace

double gradient_lipschitz_bound(const SublevelSet& set) {
  require(set);
  const auto [tail, loss] = error_range(set);
  // Concave in E: it rises up to lambda^2 / (4 s_1), and falls from there.
  const double best = set.largest > 0 ? set.least_penalty * set.least_penalty / (4 * set.largest) : loss;
  const double error = std::clamp(best, tail, loss);
  const double bound = set.largest * ((loss - error) / set.least_penalty) + std::sqrt(set.largest * error);
  return (1 + slack) * (bound + set.largest_penalty);
}

double gradient_lipschitz_bound_near(const SublevelSet& set, double norm, double radius) {
  const double everywhere = gradient_lipschitz_bound(set);
  if (!(norm >= 0) || !(radius >= 0)) throw PreconditionError("gradient_lipschitz_bound_near: expected sizes");
  const double reach = norm + radius;
  const double near = set.largest * (reach * reach) + std::sqrt(set.largest * error_range(set).loss);
  return std::min(everywhere, (1 + slack) * (near + set.largest_penalty));
}

// The longest step is that of radius 0; L grows with the radius, so that what holds for it holds for a shorter one.
double descent_step(const SublevelSet& set, double norm, long iterations) {
  if (iterations < 0) throw PreconditionError("descent_step: expected iterations >= 0");
  const double longest = 1 / gradient_lipschitz_bound_near(set, norm, 0);
  const auto [tail, loss] = error_range(set);
  const double radius = std::sqrt(static_cast<double>(iterations) * longest * (loss - tail));
  return 1 / gradient_lipschitz_bound_near(set, norm, (1 + slack) * radius);
}

}  // namespace laecert::propose
