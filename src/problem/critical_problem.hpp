#pragma once

#include <concepts>
#include <string>

#include "numeric/matrix.hpp"

namespace laecert::problem {

using numeric::Ball;
using numeric::DoubleBall;
using numeric::Index;
using numeric::Matrix;
using numeric::Precision;
using numeric::Rational;
using numeric::Vector;

/// A function f on R^N written over one scalar S, by its first two derivatives and its infinitesimal symmetries.
///
/// Laws, for every x: gradient(x) is the gradient of f; hessian(x) is its symmetric N x N second derivative; column i
/// of tangents(x) (N x g) is the velocity at x of the i-th one-parameter group that leaves f invariant, so
/// tangents(x)^T gradient(x) = 0. tests/problem/critical_problem_laws.hpp checks them.
template <class F, class S>
concept Evaluation = requires(const F& f, const Vector<S>& x) {
  { f.gradient(x) } -> std::convertible_to<Vector<S>>;
  { f.hessian(x) } -> std::convertible_to<Matrix<S>>;
  { f.tangents(x) } -> std::convertible_to<Matrix<S>>;
};

/// With f itself: value(x) is f(x). A logarithm of a rational is not rational, so not every problem has it over
/// Rational.
template <class F, class S>
concept ValuedEvaluation = Evaluation<F, S> && requires(const F& f, const Vector<S>& x) {
  { f.value(x) } -> std::convertible_to<S>;
};

/// What `certify` can decide critical points of: one formula over every scalar that proofs and proposals use.
///
/// Laws beside those of Evaluation: `over<Ball>` and `over<DoubleBall>` enclose what `over<Rational>` computes;
/// hessian_lipschitz(x) is at least |H(y) - H(z)|_2 / |y - z|_2 for all y, z in the box x.
template <class P>
concept CriticalProblem = requires(const P& p, Precision precision, const Vector<Ball>& x) {
  { p.name() } -> std::convertible_to<std::string>;
  { p.dimension() } -> std::convertible_to<Index>;
  { p.template over<double>(precision) } -> ValuedEvaluation<double>;
  { p.template over<Rational>(precision) } -> Evaluation<Rational>;
  { p.template over<DoubleBall>(precision) } -> Evaluation<DoubleBall>;
  { p.template over<Ball>(precision) } -> ValuedEvaluation<Ball>;
  { p.hessian_lipschitz(x) } -> std::convertible_to<Ball>;
};

}  // namespace laecert::problem
