#pragma once

#include <string>
#include <vector>

#include "numeric/product.hpp"
#include "problem/critical_problem.hpp"
#include "problem/families/lae/residual.hpp"
#include "problem/instance.hpp"
#include "problem/units.hpp"
#include "problem/writable_problem.hpp"

// The losses of regularized linear autoencoders on a Gram matrix S = X X^T (docs/theory.md section 1).
//
//   none     |X - W2 W1 X|^2                            S' = S,            mu = 0
//   product  |X - W2 W1 X|^2 + lambda |W2 W1|^2         S' = S + lambda,   mu = 0
//   sum      |X - W2 W1 X|^2 + lambda (|W1|^2 + |W2|^2) S' = S,            mu = lambda
//
// Shapes: W1 k x m, W2 m x k. The vector of unknowns x (N = 2mk) holds W1 column by column, then W2 row by row, so that
// the Hessian consists of k x k blocks.

namespace laecert::problem {

enum class Regularization { none, product, sum };

std::string to_string(Regularization regularization);

/// Encoder and decoder.
template <numeric::Scalar S>
struct Autoencoder {
  Matrix<S> W1;  // k x m
  Matrix<S> W2;  // m x k
};

/// The vector of unknowns of an autoencoder, and back. Requires: x.size() = 2 m k.
template <numeric::Scalar S>
Vector<S> pack(const Autoencoder<S>& w) {
  const Matrix<S> w2_transposed = w.W2.transpose();
  Vector<S> x(2 * w.W1.size());
  x << w.W1.reshaped(), w2_transposed.reshaped();
  return x;
}

template <numeric::Scalar S>
Autoencoder<S> unpack(const Vector<S>& x, Index k) {
  const Index m = x.size() / (2 * k);
  return {x.head(m * k).reshaped(k, m), x.tail(m * k).reshaped(k, m).transpose()};
}

/// One of the three losses over one scalar; an Evaluation<S>.
/// Units:     gram and lambda in squared data units, so is the value; x is a pure number.
/// Guarantee: over Ball and DoubleBall every result encloses the exact one.
/// Source:    [K19]; Hessian blocks derived in docs/theory.md section 1.
template <numeric::Scalar S>
class LaeLoss {
 public:
  /// commutant: antisymmetric K (m x m) with K S = S K, whose rotations leave the loss invariant as well.
  LaeLoss(Matrix<S> gram, S lambda, Index k, Regularization regularization, std::vector<Matrix<S>> commutant);

  [[nodiscard]] S value(const Vector<S>& x) const;
  [[nodiscard]] Vector<S> gradient(const Vector<S>& x) const;
  [[nodiscard]] Matrix<S> hessian(const Vector<S>& x) const;
  /// Orbit tangents (Omega W1, -W2 Omega), Omega running through a basis of the group's Lie algebra (antisymmetric
  /// k x k for `sum`, all k x k else), then (-W1 K, K W2) for each K of the commutant.
  [[nodiscard]] Matrix<S> tangents(const Vector<S>& x) const;

 private:
  Index m() const { return gram_.rows(); }
  // R = W2 W1 S' - S.
  Matrix<S> residual(const Autoencoder<S>& w) const;

  Matrix<S> gram_;
  Matrix<S> weighted_;  // S'
  S mu_;
  S product_penalty_;  // lambda for `product`, else 0
  Index k_;
  bool orthogonal_;                   // the group is O_k, else GL_k
  std::vector<Matrix<S>> commutant_;  // K, m x m
};

/// A loss on an instance; a LeastSquaresProblem and a WritableProblem.
class LaeProblem {
 public:
  /// Decides by the characteristic polynomial whether an eigenvalue above lambda repeats; only then is there a
  /// commutant to compute.
  LaeProblem(const Instance& instance, Regularization regularization);

  [[nodiscard]] std::string name() const { return to_string(regularization_); }
  [[nodiscard]] Index dimension() const { return 2 * gram_.rows() * k_; }
  [[nodiscard]] Index k() const { return k_; }
  [[nodiscard]] Regularization regularization() const { return regularization_; }
  [[nodiscard]] const Matrix<Rational>& gram() const { return gram_; }
  [[nodiscard]] const Rational& lambda() const { return lambda_; }
  [[nodiscard]] const std::vector<Matrix<Rational>>& commutant() const { return commutant_; }

  /// W1 and W2, as a WritableProblem has them.
  [[nodiscard]] std::vector<WrittenMatrix> written(const Vector<Rational>& x) const;
  [[nodiscard]] Index generator_count() const;
  [[nodiscard]] Matrix<Rational> generator(Index i) const;

  template <numeric::Scalar S>
  [[nodiscard]] LaeLoss<S> over(Precision precision) const;

  /// 6 |S'| |x|: the third derivative along (V1, V2) is 12 tr(N' S' (V2 V1)^T), N' = V2 W1 + W2 V1, and
  /// |N'| <= |x| |V|, |V2 V1| <= |V|^2 / 2 (Frobenius); a symmetric trilinear form attains its norm on the diagonal.
  [[nodiscard]] Ball hessian_lipschitz(const Vector<Ball>& x) const;

  /// The loss in the unit 4^e of `Instance`: S and lambda divided by it, the same weights.
  [[nodiscard]] Rescaled<LaeProblem> normalized() const;

  /// The loss as a sum of squares, from a root of S in double.
  [[nodiscard]] LaeResidual<double> least_squares() const;

 private:
  Matrix<Rational> gram_;
  Rational lambda_;
  Index k_;
  Regularization regularization_;
  std::vector<Matrix<Rational>> commutant_;
};

extern template class LaeLoss<double>;
extern template class LaeLoss<numeric::Real>;
extern template class LaeLoss<Rational>;
extern template class LaeLoss<DoubleBall>;
extern template class LaeLoss<Ball>;

}  // namespace laecert::problem
