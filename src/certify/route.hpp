#pragma once

#include <functional>
#include <memory>

#include "certify/certified_point.hpp"
#include "certify/evaluator.hpp"
#include "numeric/outcome.hpp"

namespace laecert::certify {

/// The bordered matrix J = [H T; T^T 0] at a point, solved approximately. Untrusted: it proposes.
struct Linearization {
  Matrix<Ball> generators;  // C, g x b, exact entries: the columns of T = tangents * C border the Hessian
  Ball smallest;            // estimate of the least singular value of J
  std::shared_ptr<const numeric::EigenProposal> proposal;  // of the Hessian in double; null for balls
  /// residual r (N) -> approximate v with [H T; T^T 0] (v, nu) = (-r, 0).
  std::function<Vector<Ball>(const Vector<Ball>&)> newton_step;
};

/// What is proved about J, for every point of a box.
struct BorderedEnclosure {
  numeric::BorderedProof proof;
  Ball hessian_norm;           // upper bound of |H|_2
  Ball tangent_spread;         // upper bound of |T(x) - T(y)|_2
  std::vector<Ball> spectrum;  // encloses the eigenvalues of H, decreasing; empty unless asked for
};

/// A way to decide: in double with a-priori rounding bounds, or in balls of a given precision.
class Route {
 public:
  virtual ~Route() = default;
  [[nodiscard]] virtual Precision precision() const = 0;
  [[nodiscard]] virtual Outcome<Linearization> linearize(Evaluator& evaluator, const Vector<Ball>& x) const = 0;
  /// Guarantee: a value holds for every x of the box, with the proof's inertia wherever H T = 0.
  [[nodiscard]] virtual Outcome<BorderedEnclosure> prove(Evaluator& evaluator, const Vector<Ball>& box,
                                                         const Linearization& linearization,
                                                         bool with_spectrum) const = 0;
};

/// The route in double; it decides unless an eigenvalue is tiny against |H|.
std::unique_ptr<Route> make_double_route();
std::unique_ptr<Route> make_ball_route(Precision precision);

}  // namespace laecert::certify
