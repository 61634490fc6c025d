#pragma once

#include "certify/route.hpp"

namespace laecert::certify {

/// A point, exact, with an upper bound of its gradient's norm; not finite where the gradient is not.
struct ResidualPoint {
  Vector<Ball> x;
  Vector<Ball> residual;
  Ball norm;
};

ResidualPoint evaluate_residual(Evaluator& evaluator, const Vector<Ball>& x, Precision precision);

/// Newton's method with one approximate inverse: residuals in balls at `precision`, steps by `linearization`, until the
/// gradient's norm is at most `goal`, or no longer falls to a quarter from step to step, or a step is not finite.
/// Untrusted.
ResidualPoint approx_polish(Evaluator& evaluator, ResidualPoint start, const Linearization& linearization,
                            const Ball& goal, Precision precision);

}  // namespace laecert::certify
