#pragma once

#include "numeric/matrix.hpp"

namespace laecert::propose {

using numeric::Index;

/// S = X X^T in double, decomposed once: S = U diag(s) U^T, s decreasing. An immutable value.
///
/// Every full-batch algorithm commutes with (W1, W2) -> (W1 V^T, V W2), V orthogonal, so all of them run in the basis
/// U, where S is diagonal: a gradient step costs O(m k^2), an exact alternation O(m k^2 + k^3).
class SecondMoment {
 public:
  /// Requires: gram m x m, m >= 1, finite, symmetric (its lower triangle is read).
  /// Errors:   PreconditionError naming the broken rule.
  explicit SecondMoment(const Eigen::MatrixXd& gram);

  [[nodiscard]] Index m() const { return values_.size(); }
  /// s; what rounding made negative is zero.
  [[nodiscard]] const Eigen::VectorXd& values() const { return values_; }
  /// U.
  [[nodiscard]] const Eigen::MatrixXd& vectors() const { return vectors_; }
  [[nodiscard]] double trace() const { return values_.sum(); }

 private:
  Eigen::VectorXd values_;
  Eigen::MatrixXd vectors_;
};

}  // namespace laecert::propose
