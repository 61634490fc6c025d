// A function of one's own: f(x, y) = (x^2 - 2)^2 + y^2 has minima at (+-sqrt 2, 0) and a saddle at the origin.

#include <iostream>
#include <laecert/certify/certify.hpp>
#include <string>

using namespace laecert::numeric;

template <class S>
struct DoubleWell {
  S value(const Vector<S>& x) const { return square(square(x(0)) - S(2)) + square(x(1)); }
  Vector<S> gradient(const Vector<S>& x) const { return Vector<S>{{S(4) * x(0) * (square(x(0)) - S(2)), S(2) * x(1)}}; }
  Matrix<S> hessian(const Vector<S>& x) const { return Matrix<S>{{S(12) * square(x(0)) - S(8), S(0)}, {S(0), S(2)}}; }
  Matrix<S> tangents(const Vector<S>&) const { return Matrix<S>(2, 0); }  // no symmetry that moves points
  static S square(const S& t) { return t * t; }
};

struct DoubleWellProblem {
  std::string name() const { return "double well"; }
  Index dimension() const { return 2; }
  template <class S>
  DoubleWell<S> over(Precision) const {
    return {};
  }
  // H(y) - H(z) has the entry 12 (y_0 - z_0)(y_0 + z_0) alone.
  Ball hessian_lipschitz(const Vector<Ball>& box) const { return Ball(Rational(24), Precision{53}) * abs(box(0)); }
};

int main() {
  const auto minimum = laecert::certify::certify(DoubleWellProblem{}, Vector<Rational>{{Rational(7, 5), Rational(0)}});
  const auto saddle = laecert::certify::certify(DoubleWellProblem{}, Vector<Rational>{{Rational(0), Rational(0)}});
  if (!minimum || !saddle) return 2;
  std::cout << "minimum: index " << minimum->inertia.negative << ", saddle: index " << saddle->inertia.negative << '\n';
  return minimum->inertia.negative == 0 && saddle->inertia.negative == 1 ? 0 : 1;
}
