#pragma once

#include <gtest/gtest.h>

#include "numeric/random.hpp"
#include "problem/critical_problem.hpp"

// The laws that CriticalProblem states, checked at exact points: a new family obeys them with one line in its test.

namespace laecert::problem::testing {

inline Vector<Rational> random_point(Index size, numeric::SplitMix64& random) {
  Vector<Rational> x(size);
  for (Rational& entry : x) entry = Rational(static_cast<long>(random.below(41)) - 20, 7);
  return x;
}

// The derivative at 0 of a polynomial f of degree at most 4, from four values: exact in rationals.
template <class F>
Rational derivative_at_zero(const F& f) {
  const Rational near = f(Rational(1)) - f(Rational(-1));
  const Rational far = f(Rational(2)) - f(Rational(-2));
  return (near * 8 - far) / 12;
}

// The gradient is the derivative of the value, the Hessian that of the gradient, exactly.
// Requires a value of degree at most 4 in the unknowns.
template <CriticalProblem P>
void expect_polynomial_derivatives(const P& problem, const Vector<Rational>& x, const Vector<Rational>& v) {
  const auto f = problem.template over<Rational>({});
  const auto along = [&](const Rational& t) -> Vector<Rational> { return x + v * t; };
  const Vector<Rational> gradient = f.gradient(x);
  const Vector<Rational> hessian_v = f.hessian(x).lazyProduct(v);

  EXPECT_EQ(derivative_at_zero([&](const Rational& t) { return f.value(along(t)); }), Rational(gradient.dot(v)));
  for (Index i = 0; i < x.size(); ++i) {
    EXPECT_EQ(derivative_at_zero([&](const Rational& t) { return f.gradient(along(t))(i); }), hessian_v(i)) << i;
  }
}

// The same by central differences in balls, to 2^-200: for values that are not polynomials.
template <CriticalProblem P>
void expect_derivatives_by_differences(const P& problem, const Vector<Rational>& x, const Vector<Rational>& v) {
  const Precision precision{1000};
  const auto exact = problem.template over<Rational>({});
  const auto f = problem.template over<Ball>(precision);
  const Rational step(1, numeric::Integer(1) << 150);
  const auto near = [&](int sign) -> Vector<Ball> {
    return numeric::lift_matrix<Ball>(Vector<Rational>(x + v * (step * sign)), precision);
  };
  const Ball twice_step(Rational(step * 2), precision);
  const Ball tolerance(Rational(1, numeric::Integer(1) << 200), precision);
  const auto agree = [&](const Ball& difference, const Rational& derivative) {
    return certainly(is_less(abs(difference / twice_step - Ball(derivative, precision)), tolerance));
  };
  const Vector<Rational> gradient = exact.gradient(x);
  const Vector<Rational> hessian_v = exact.hessian(x).lazyProduct(v);
  const Vector<Ball> gradient_change = f.gradient(near(1)) - f.gradient(near(-1));

  EXPECT_TRUE(agree(f.value(near(1)) - f.value(near(-1)), Rational(gradient.dot(v))));
  for (Index i = 0; i < x.size(); ++i) EXPECT_TRUE(agree(gradient_change(i), hessian_v(i))) << i;
}

// What does not ask how the value depends on the unknowns.
template <CriticalProblem P>
void expect_symmetries_and_enclosures(const P& problem, const Vector<Rational>& x, const Vector<Rational>& v) {
  const auto f = problem.template over<Rational>({});
  const Vector<Rational> gradient = f.gradient(x);
  const Matrix<Rational> hessian = f.hessian(x);
  for (Index i = 0; i < x.size(); ++i) {
    for (Index j = 0; j < i; ++j) EXPECT_EQ(hessian(i, j), hessian(j, i));
  }
  // Symmetries leave the value invariant.
  const Vector<Rational> slopes = f.tangents(x).transpose().lazyProduct(gradient);
  for (const Rational& slope : slopes) EXPECT_EQ(slope, 0);

  // Enclosures hold the exact values.
  const Precision precision{80};
  const Vector<Ball> ball_x = numeric::lift_matrix<Ball>(x, precision);
  const Vector<DoubleBall> double_x = numeric::lift_matrix<DoubleBall>(x, precision);
  const Matrix<Ball> ball_h = problem.template over<Ball>(precision).hessian(ball_x);
  const Matrix<DoubleBall> double_h = problem.template over<DoubleBall>(precision).hessian(double_x);
  if constexpr (ValuedEvaluation<decltype(f), Rational>) {
    EXPECT_TRUE(problem.template over<Ball>(precision).value(ball_x).contains(f.value(x)));
  }
  for (Index i = 0; i < x.size(); ++i) {
    for (Index j = 0; j < x.size(); ++j) {
      EXPECT_TRUE(ball_h(i, j).contains(hessian(i, j)));
      ASSERT_TRUE(double_h(i, j).is_finite());
      const Rational error = numeric::exact_rational(double_h(i, j).mid()) - hessian(i, j);
      EXPECT_LE(abs(error), numeric::exact_rational(double_h(i, j).rad()));
    }
  }
  // |(H(x + v) - H(x)) v| <= L |v|^2 with the Lipschitz constant L on a box that holds x and x + v.
  Vector<Ball> box = ball_x;
  for (Index i = 0; i < x.size(); ++i) box(i) = box(i).widened(Ball(v(i), precision));
  const Ball bound = problem.hessian_lipschitz(box);
  const Vector<Rational> change = (f.hessian(Vector<Rational>(x + v)) - hessian).lazyProduct(v);
  const Ball change_norm = sqrt(Ball(Rational(change.dot(change)), precision));
  ASSERT_TRUE(bound.is_finite());
  EXPECT_FALSE(certainly(is_less(bound * Ball(Rational(v.dot(v)), precision), change_norm)));
}

// Requires a value of degree at most 4 in the unknowns.
template <CriticalProblem P>
void expect_critical_problem_laws(const P& problem, numeric::SplitMix64& random) {
  const Vector<Rational> x = random_point(problem.dimension(), random);
  const Vector<Rational> v = random_point(problem.dimension(), random);
  expect_polynomial_derivatives(problem, x, v);
  expect_symmetries_and_enclosures(problem, x, v);
}

// For any smooth value.
template <CriticalProblem P>
void expect_smooth_problem_laws(const P& problem, numeric::SplitMix64& random) {
  const Vector<Rational> x = random_point(problem.dimension(), random);
  const Vector<Rational> v = random_point(problem.dimension(), random);
  expect_derivatives_by_differences(problem, x, v);
  expect_symmetries_and_enclosures(problem, x, v);
}

}  // namespace laecert::problem::testing
