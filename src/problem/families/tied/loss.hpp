#pragma once

#include <string>
#include <vector>

#include "problem/critical_problem.hpp"
#include "problem/instance.hpp"
#include "problem/units.hpp"
#include "problem/weights.hpp"
#include "problem/writable_problem.hpp"

// The loss of a regularized linear autoencoder with tied weights, encoder W^T and decoder W, on a Gram matrix
// S = X X^T:
//
//   f(W) = |X - W W^T X|^2 + 2 lambda |W|^2,
//
// which is `sum` at W1 = W^T, W2 = W (docs/theory.md section 7). Shapes: W m x k; the unknowns are those of
// weights.hpp.

namespace laecert::problem {

/// The tied loss over one scalar; an Evaluation<S>.
/// Units:     gram and lambda in squared data units, so is the value; x is a pure number.
/// Guarantee: over Ball and DoubleBall every result encloses the exact one.
/// Source:    [K19]; the derivatives are derived in reports/method.md, T29.
template <numeric::Scalar S>
class TiedLoss {
 public:
  /// rotations: antisymmetric K (m x m) with K S = S K, under which the loss is invariant as well.
  TiedLoss(Matrix<S> gram, S lambda, Index k, std::vector<Matrix<S>> rotations);

  [[nodiscard]] S value(const Vector<S>& x) const;
  /// 2 (R + R^T) W + 4 lambda W, R = (W W^T - 1) S.
  [[nodiscard]] Vector<S> gradient(const Vector<S>& x) const;
  [[nodiscard]] Matrix<S> hessian(const Vector<S>& x) const;
  /// W (E_ab - E_ba) for a < b, then K W for each of the rotations.
  [[nodiscard]] Matrix<S> tangents(const Vector<S>& x) const;

 private:
  struct Point {
    Matrix<S> W, B;  // m x k: W and S W
    Matrix<S> G, H;  // k x k: W^T W and W^T S W
  };
  [[nodiscard]] Point at(const Vector<S>& x) const;

  Matrix<S> gram_;
  S lambda_;
  Index k_;
  std::vector<Matrix<S>> rotations_;
};

/// The tied loss on an instance; a WritableProblem.
class TiedProblem {
 public:
  /// Decides by the characteristic polynomial whether an eigenvalue above lambda repeats; the rotations that commute
  /// with S join the symmetries then.
  explicit TiedProblem(const Instance& instance);

  [[nodiscard]] std::string name() const { return "tied"; }
  [[nodiscard]] Index dimension() const { return gram_.rows() * k_; }
  [[nodiscard]] Index k() const { return k_; }
  [[nodiscard]] const Matrix<Rational>& gram() const { return gram_; }
  [[nodiscard]] const Rational& lambda() const { return lambda_; }
  [[nodiscard]] const std::vector<Matrix<Rational>>& rotations() const { return rotations_; }

  /// W, as a WritableProblem has it; a generator Omega moves it along W Omega.
  [[nodiscard]] std::vector<WrittenMatrix> written(const Vector<Rational>& x) const;
  [[nodiscard]] Index generator_count() const;
  [[nodiscard]] Matrix<Rational> generator(Index i) const;
  [[nodiscard]] const std::vector<Matrix<Rational>>& commutant() const { return rotations_; }

  template <numeric::Scalar S>
  [[nodiscard]] TiedLoss<S> over(Precision precision) const;

  /// The loss in the unit 4^e of `Instance`: S and lambda divided by it, the same weights.
  [[nodiscard]] Rescaled<TiedProblem> normalized() const;

  /// 24 |S| |x| (Frobenius): the third derivative along V is 12 tr(E S V V^T), E = V W^T + W V^T, |E| <= 2 |W| |V|; a
  /// symmetric trilinear form attains its norm on the diagonal.
  /// Source: reports/method.md, T29.
  [[nodiscard]] Ball hessian_lipschitz(const Vector<Ball>& x) const;

 private:
  Matrix<Rational> gram_;
  Rational lambda_;
  Index k_;
  std::vector<Matrix<Rational>> rotations_;
};

extern template class TiedLoss<double>;
extern template class TiedLoss<numeric::Real>;
extern template class TiedLoss<Rational>;
extern template class TiedLoss<DoubleBall>;
extern template class TiedLoss<Ball>;

}  // namespace laecert::problem
