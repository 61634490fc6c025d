#pragma once

#include "numeric/double_ball.hpp"
#include "numeric/matrix.hpp"

namespace laecert::numeric {

/// The constants behind every a-priori bound in double (reports/method.md, bound R4). The defaults are the proved
/// ones; a test plants a wrong one to see that the checkers notice.
struct RoundingBounds {
  /// The relative error of one rounding to nearest.
  double unit = unit_roundoff;
  /// Above the sum of all underflow errors of one sum of products (each at most 2^-1074).
  double underflow = 0x1p-1000;
  /// By which the radii of the operands are multiplied.
  double radius_weight = 1;

  /// At least n u / (1 - n u): the relative error of a sum of n products in any order, with and without FMA.
  /// Requires: n <= 2^49.
  [[nodiscard]] double gamma(Index n) const {
    const double roundings = static_cast<double>(n) * unit;
    return roundings / (1 - roundings) * (1 + 4 * unit);
  }

  /// At least the exact value of a non-negative expression whose floating-point value is x and in which no operand
  /// passes more than `roundings` roundings. Requires: roundings <= 2^49.
  [[nodiscard]] double raised(double x, Index roundings) const { return x * raising_factor(roundings) + underflow; }
  [[nodiscard]] Eigen::VectorXd raised(const Eigen::VectorXd& x, Index roundings) const {
    return (x.array() * raising_factor(roundings) + underflow).matrix();
  }

 private:
  // With k u <= 1/8: (1 - u)^k (1 + 2 (k + 2) u) (1 - u)^3 >= 1.
  [[nodiscard]] double raising_factor(Index roundings) const {
    return 1 + 2 * static_cast<double>(roundings + 2) * unit;
  }
};

}  // namespace laecert::numeric
