#include "numeric/krawczyk.hpp"

namespace laecert::numeric {

Matrix<Ball> approx_inverse(const Matrix<Ball>& a) {
  const Matrix<double> midpoints = a.unaryExpr([](const Ball& x) { return x.approx_double(); });
  const Matrix<double> inverse = midpoints.inverse();
  Matrix<Ball> result = Matrix<Ball>::Constant(a.rows(), a.cols(), Ball(1) / Ball(0));
  if (!midpoints.allFinite() || !inverse.allFinite()) return result;
  for (Index i = 0; i < a.size(); ++i) result.data()[i] = Ball(inverse.data()[i], a.data()[i].precision());
  return result;
}

Vector<Ball> center(const Vector<Ball>& box) {
  return box.unaryExpr([](const Ball& x) { return x.midpoint(); });
}

bool is_in_interior(const Vector<Ball>& inner, const Vector<Ball>& outer) {
  if (inner.size() != outer.size()) return false;
  for (Index i = 0; i < inner.size(); ++i) {
    if (!inner(i).is_finite() || !outer(i).is_finite()) return false;
    // Every t of the inner ball has |t - midpoint| certainly below the radius of the outer one.
    const Ball slack = outer(i).radius() - abs(inner(i) - outer(i).midpoint());
    if (!certainly(is_positive(slack))) return false;
  }
  return true;
}

}  // namespace laecert::numeric
