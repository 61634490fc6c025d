#include "training/plan.hpp"

#include <fmt/format.h>

#include "numeric/errors.hpp"

namespace laecert::studies {

std::vector<Rational> penalties_of(const TrainingPlan& plan, const problem::Instance& instance) {
  std::vector<Rational> penalties = plan.penalties;
  const long k = instance.k();
  if (penalties.empty()) {
    penalties.reserve(static_cast<std::size_t>(k));
    for (long a = 1; a <= k; ++a) penalties.push_back(instance.lambda() * Rational(10 * k + a, 10 * k));
    return penalties;
  }
  if (static_cast<long>(penalties.size()) != k) {
    throw UsageError(fmt::format("--penalties: {} numbers, expected k = {}", penalties.size(), k));
  }
  Rational last = 0;
  for (const Rational& penalty : penalties) {
    if (penalty <= last) throw UsageError("--penalties: expected positive, increasing numbers");
    last = penalty;
  }
  return penalties;
}

long next_check(long t) {
  long check = 1;
  while (check <= t) check += check / 4 > 1 ? check / 4 : 1;
  return check;
}

}  // namespace laecert::studies
