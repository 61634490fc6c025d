#pragma once

#include <concepts>

#include "numeric/ball.hpp"
#include "numeric/double_ball.hpp"
#include "numeric/precision.hpp"
#include "numeric/rational.hpp"
#include "numeric/real.hpp"

namespace laecert::numeric {

/// What the formulas of a problem may use of a number: ring operations and exact small integers, nothing else.
/// double, Real, Rational, Ball, DoubleBall and ceres::Jet obey it.
template <class S>
concept Scalar = std::copyable<S> && std::constructible_from<S, int> && requires(S x, const S y) {
  { y + y } -> std::convertible_to<S>;
  { y - y } -> std::convertible_to<S>;
  { y* y } -> std::convertible_to<S>;
  { -y } -> std::convertible_to<S>;
  { x += y };
  { x -= y };
  { x *= y };
};

/// x in another scalar: Rational exactly; Ball and DoubleBall as an enclosure; double and Real rounded.
/// The precision is used by Ball and Real only.
template <Scalar S>
S lift(const Rational& x, Precision precision);
template <>
double lift<double>(const Rational& x, Precision precision);
template <>
DoubleBall lift<DoubleBall>(const Rational& x, Precision precision);
template <>
Real lift<Real>(const Rational& x, Precision precision);
template <>
Ball lift<Ball>(const Rational& x, Precision precision);
template <>
inline Rational lift<Rational>(const Rational& x, Precision) {
  return x;
}

/// Encloses every point of x. (Ball to DoubleBall; Ball to Ball at another working precision.)
template <Scalar S>
S lift(const Ball& x, Precision precision);
template <>
DoubleBall lift<DoubleBall>(const Ball& x, Precision precision);
template <>
inline Ball lift<Ball>(const Ball& x, Precision precision) {
  return x.at(precision);
}

}  // namespace laecert::numeric
