#pragma once

#include <string>
#include <vector>

#include "problem/families/lae/loss.hpp"

// The loss of a linear autoencoder whose units have penalties of their own, on a Gram matrix S = X X^T:
//
//   unequal  |X - W2 W1 X|^2 + sum_a lambda_a (|row a of W1|^2 + |column a of W2|^2)
//
// (docs/theory.md section 9). Shapes and the vector of unknowns are those of families/lae/loss.hpp.

namespace laecert::problem {

/// The loss over one scalar; an Evaluation<S>.
/// Units:     gram and penalties in squared data units, so is the value; x is a pure number.
/// Guarantee: over Ball and DoubleBall every result encloses the exact one.
/// Source:    [B20]; the loss is `none` and a quadratic form, docs/theory.md sections 1 and 9.
template <numeric::Scalar S>
class UnequalLoss {
 public:
  /// penalties: lambda_a, a = 1..k. commutant: antisymmetric K (m x m) with K S = S K, whose rotations leave the loss
  /// invariant as well.
  UnequalLoss(const Matrix<S>& gram, Vector<S> penalties, std::vector<Matrix<S>> commutant);

  [[nodiscard]] S value(const Vector<S>& x) const;
  [[nodiscard]] Vector<S> gradient(const Vector<S>& x) const;
  [[nodiscard]] Matrix<S> hessian(const Vector<S>& x) const;
  /// (-W1 K, K W2) for each K of the commutant: the units have no rotations, and changes of sign no velocity.
  [[nodiscard]] Matrix<S> tangents(const Vector<S>& x) const;

 private:
  // The penalty of the unit that unknown i belongs to.
  [[nodiscard]] const S& penalty_of(Index i) const { return penalties_(i % penalties_.size()); }

  LaeLoss<S> unregularized_;  // `none`
  Vector<S> penalties_;
  std::vector<Matrix<S>> commutant_;
};

/// The loss on an instance; a CriticalProblem.
class UnequalProblem {
 public:
  /// Decides by the characteristic polynomial whether an eigenvalue above the least penalty repeats; only then is there
  /// a commutant to compute.
  /// Requires: instance.setting().penalties. Errors: PreconditionError where it has none.
  explicit UnequalProblem(const Instance& instance);

  [[nodiscard]] std::string name() const { return "unequal"; }
  [[nodiscard]] Index dimension() const { return 2 * gram_.rows() * k(); }
  [[nodiscard]] Index k() const { return penalties_.size(); }
  [[nodiscard]] const Matrix<Rational>& gram() const { return gram_; }
  [[nodiscard]] const Vector<Rational>& penalties() const { return penalties_; }
  [[nodiscard]] const std::vector<Matrix<Rational>>& commutant() const { return commutant_; }

  template <numeric::Scalar S>
  [[nodiscard]] UnequalLoss<S> over(Precision precision) const;

  /// 6 |S| |x|, as for `none`: a quadratic form has no third derivative.
  [[nodiscard]] Ball hessian_lipschitz(const Vector<Ball>& x) const;

  /// The loss in the unit 4^e of S and the largest penalty: S and the penalties divided by it, the same weights.
  [[nodiscard]] Rescaled<UnequalProblem> normalized() const;

 private:
  Matrix<Rational> gram_;
  Vector<Rational> penalties_;
  std::vector<Matrix<Rational>> commutant_;
};

extern template class UnequalLoss<double>;
extern template class UnequalLoss<Rational>;
extern template class UnequalLoss<DoubleBall>;
extern template class UnequalLoss<Ball>;

}  // namespace laecert::problem
