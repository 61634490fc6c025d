#include "certify/newton.hpp"

#include <algorithm>
#include <utility>

#include "numeric/norm.hpp"
#include "numeric/running.hpp"
#include "numeric/scaled_vector.hpp"

namespace laecert::certify {

ResidualPoint evaluate_residual(Evaluator& evaluator, const Vector<Ball>& x, Precision precision) {
  ResidualPoint point{x, evaluator.gradient(x, precision), Ball(0)};
  const Ball norm = enclose_norm(point.residual);
  point.norm = norm.is_finite() ? norm.upper_end() : norm;
  return point;
}

ResidualPoint approx_polish(Evaluator& evaluator, ResidualPoint start, const Linearization& linearization,
                            const Ball& goal, Precision precision) {
  ResidualPoint point = std::move(start);
  while (!numeric::certainly(is_less(point.norm, goal))) {
    numeric::require_running();
    const Vector<Ball> step = linearization.newton_step(point.residual);
    if (!std::all_of(step.begin(), step.end(), [](const Ball& x) { return x.is_finite(); })) break;
    Vector<Ball> next(point.x.size());
    for (Index i = 0; i < next.size(); ++i) next(i) = (point.x(i).at(precision) + step(i).at(precision)).midpoint();
    ResidualPoint moved = evaluate_residual(evaluator, next, precision);
    const bool falls = numeric::certainly(is_less(Ball(4) * moved.norm, point.norm));
    if (numeric::certainly(is_less(moved.norm, point.norm))) point = std::move(moved);
    if (!falls) break;
  }
  return point;
}

}  // namespace laecert::certify
