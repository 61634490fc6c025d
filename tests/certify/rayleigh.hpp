#pragma once

#include <string>
#include <utility>
#include <vector>

#include "problem/writable_problem.hpp"

// A second family, for the tests: a Rayleigh quotient with penalty. Its critical sets are known by hand, it has a
// symmetry of another kind, and it reaches certify, checks and report without a line in src.

namespace laecert::problem::testing {

/// f(x) = |x|^4 - 2 x^T A x, A = diag(a), some leading entries equal: invariant under rotations of those coordinates.
/// Critical points: 0, and the eigenvectors x of A to a_i > 0 with |x|^2 = a_i. There the Hessian is
/// 4 (a_i - A) + 8 x x^T: its eigenvalues are 8 a_i and 4 (a_i - a_j), j not i.
template <numeric::Scalar S>
class Rayleigh {
 public:
  Rayleigh(Vector<S> a, Index equal) : a_(std::move(a)), equal_(equal) {}

  [[nodiscard]] S value(const Vector<S>& x) const {
    const S squares = squared_norm(x);
    S result = squares * squares;
    for (Index i = 0; i < x.size(); ++i) result -= S(2) * a_(i) * x(i) * x(i);
    return result;
  }
  [[nodiscard]] Vector<S> gradient(const Vector<S>& x) const {
    const S squares = squared_norm(x);
    Vector<S> g(x.size());
    for (Index i = 0; i < x.size(); ++i) g(i) = S(4) * (squares - a_(i)) * x(i);
    return g;
  }
  [[nodiscard]] Matrix<S> hessian(const Vector<S>& x) const {
    const S squares = squared_norm(x);
    Matrix<S> h(x.size(), x.size());
    for (Index i = 0; i < x.size(); ++i) {
      for (Index j = 0; j < x.size(); ++j) h(i, j) = S(8) * x(i) * x(j);
      h(i, i) += S(4) * (squares - a_(i));
    }
    return h;
  }
  /// Rotations of the first `equal` coordinates among each other.
  [[nodiscard]] Matrix<S> tangents(const Vector<S>& x) const {
    Matrix<S> t = Matrix<S>::Constant(x.size(), equal_ * (equal_ - 1) / 2, S(0));
    Index column = 0;
    for (Index i = 0; i < equal_; ++i) {
      for (Index j = i + 1; j < equal_; ++j, ++column) {
        t(i, column) = x(j);
        t(j, column) = -x(i);
      }
    }
    return t;
  }

 private:
  static S squared_norm(const Vector<S>& x) {
    S squares(0);
    for (Index i = 0; i < x.size(); ++i) squares += x(i) * x(i);
    return squares;
  }

  Vector<S> a_;
  Index equal_;
};

class RayleighProblem {
 public:
  /// The first `equal` entries of a are equal.
  RayleighProblem(Vector<Rational> a, Index equal) : a_(std::move(a)), equal_(equal) {}

  [[nodiscard]] std::string name() const { return "rayleigh"; }
  [[nodiscard]] Index dimension() const { return a_.size(); }
  [[nodiscard]] const Vector<Rational>& a() const { return a_; }

  // As a WritableProblem: the point is x, m x 1, and the rotations commute with A.
  [[nodiscard]] Index k() const { return 1; }
  [[nodiscard]] Matrix<Rational> gram() const { return a_.asDiagonal(); }
  [[nodiscard]] Rational lambda() const { return 0; }
  [[nodiscard]] std::vector<WrittenMatrix> written(const Vector<Rational>& x) const { return {{"x", x}}; }
  [[nodiscard]] Index generator_count() const { return 0; }
  [[nodiscard]] Matrix<Rational> generator(Index) const { return Matrix<Rational>::Zero(1, 1); }
  [[nodiscard]] std::vector<Matrix<Rational>> commutant() const {
    std::vector<Matrix<Rational>> rotations;
    for (Index i = 0; i < equal_; ++i) {
      for (Index j = i + 1; j < equal_; ++j) {
        Matrix<Rational> rotation = Matrix<Rational>::Zero(a_.size(), a_.size());
        rotation(i, j) = 1;
        rotation(j, i) = -1;
        rotations.push_back(std::move(rotation));
      }
    }
    return rotations;
  }

  template <numeric::Scalar S>
  [[nodiscard]] Rayleigh<S> over(Precision precision) const {
    return Rayleigh<S>(numeric::lift_matrix<S>(a_, precision), equal_);
  }
  /// |D^3 f (v, v, v)| = 24 |x . v| |v|^2 <= 24 |x| |v|^3.
  [[nodiscard]] Ball hessian_lipschitz(const Vector<Ball>& x) const {
    Ball squares(0);
    for (const Ball& entry : x) squares += sqr(entry);
    return Ball(24) * sqrt_nonnegative(squares);
  }

 private:
  Vector<Rational> a_;
  Index equal_;
};

}  // namespace laecert::problem::testing
