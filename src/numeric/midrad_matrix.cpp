#include "numeric/midrad_matrix.hpp"

#include <cmath>
#include <string>

#include "numeric/errors.hpp"
#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

bool all_zero(const Eigen::MatrixXd& a) { return (a.array() == 0).all(); }

/// Whether x is an integer of at most 53 bits over a power of two that keeps it far from underflow: a double, as most
/// entries are, which is then exact at a fiftieth of the cost.
bool is_short_dyadic(const Rational& x) {
  mpz_srcptr numerator = mpq_numref(x.backend().data());
  mpz_srcptr denominator = mpq_denref(x.backend().data());
  const std::size_t bits = mpz_sizeinbase(denominator, 2);
  return mpz_sizeinbase(numerator, 2) <= 53 && bits <= 900 && mpz_scan1(denominator, 0) == bits - 1;
}

/// Whatever is not a finite midpoint with a finite radius at least zero becomes "no information".
MidRadMatrix without_nan(Eigen::MatrixXd mid, Eigen::MatrixXd rad) {
  for (Index i = 0; i < mid.size(); ++i) {
    const bool informed = std::isfinite(mid.data()[i]) && rad.data()[i] >= 0;
    if (!informed) rad.data()[i] = infinity;
  }
  return {std::move(mid), std::move(rad)};
}

MidRadMatrix product_of(const MidRadMatrix& a, const MidRadMatrix& b, const RoundingBounds& bounds) {
  const Index n = a.cols();
  Eigen::MatrixXd mid = a.mid * b.mid;
  // |XY - fl(AB)| <= |A| (gamma |B| + R_b) + R_a (|B| + R_b) + n 2^-1074, for |X - A| <= R_a, |Y - B| <= R_b.
  const Eigen::MatrixXd right =
      (bounds.gamma(n) * b.mid.array().abs() + bounds.radius_weight * b.rad.array() + bounds.underflow).matrix();
  Eigen::MatrixXd rad = a.mid.cwiseAbs() * right;
  if (!all_zero(a.rad)) {
    const Eigen::MatrixXd largest = (b.mid.array().abs() + b.rad.array()).matrix();
    rad += bounds.radius_weight * (a.rad * largest);
  }
  // Two roundings in `right`, n in the product, two in the sum.
  rad = rad.unaryExpr([&](double x) { return bounds.raised(x, n + 6); });
  return without_nan(std::move(mid), std::move(rad));
}

}  // namespace

bool MidRadMatrix::is_finite() const { return mid.allFinite() && rad.allFinite() && (rad.array() >= 0).all(); }

MidRadMatrix to_midrad(const Matrix<DoubleBall>& a) {
  Eigen::MatrixXd mid(a.rows(), a.cols());
  Eigen::MatrixXd rad(a.rows(), a.cols());
  for (Index i = 0; i < a.size(); ++i) {
    mid.data()[i] = a.data()[i].mid();
    rad.data()[i] = a.data()[i].rad();
  }
  return without_nan(std::move(mid), std::move(rad));
}

MidRadMatrix to_midrad(const Eigen::MatrixXd& a) { return without_nan(a, Eigen::MatrixXd::Zero(a.rows(), a.cols())); }

MidRadMatrix enclose_rational(const Matrix<Rational>& a) {
  MidRadMatrix result{Eigen::MatrixXd(a.rows(), a.cols()), Eigen::MatrixXd(a.rows(), a.cols())};
  for (Index i = 0; i < a.size(); ++i) {
    const Rational& x = a.data()[i];
    const DoubleBall ball =
        is_short_dyadic(x) ? DoubleBall(mpq_get_d(x.backend().data()), 0) : lift<DoubleBall>(x, Precision{53});
    result.mid.data()[i] = ball.mid();
    result.rad.data()[i] = ball.rad();
  }
  return without_nan(std::move(result.mid), std::move(result.rad));
}

MidRadMatrix enclose_product(const MidRadMatrix& a, const MidRadMatrix& b, const RoundingBounds& bounds) {
  if (a.cols() != b.rows()) {
    throw PreconditionError("enclose_product: " + std::to_string(a.rows()) + " x " + std::to_string(a.cols()) +
                            " times " + std::to_string(b.rows()) + " x " + std::to_string(b.cols()));
  }
  if (a.rows() * a.cols() * b.cols() < long_product) return product_of(a, b, bounds);
  return abandonable([a, b, bounds] { return product_of(a, b, bounds); });
}

Eigen::VectorXd upper_transposed_product(const Eigen::MatrixXd& a, const Eigen::VectorXd& v,
                                         const RoundingBounds& bounds) {
  const Eigen::VectorXd product = a.transpose() * v;
  return bounds.raised(product, a.rows() + 1);
}

Eigen::VectorXd upper_column_sums(const Eigen::MatrixXd& a, const RoundingBounds& bounds) {
  const Eigen::VectorXd sums = a.cwiseAbs().colwise().sum().transpose();
  return bounds.raised(sums, a.rows());
}

Eigen::VectorXd upper_row_sums(const Eigen::MatrixXd& a, const RoundingBounds& bounds) {
  const Eigen::VectorXd sums = a.cwiseAbs().rowwise().sum();
  return bounds.raised(sums, a.cols());
}

double upper_maximum(const Eigen::VectorXd& v) {
  double largest = 0;
  for (const double x : v) {
    if (!std::isfinite(x)) return infinity;
    if (x > largest) largest = x;
  }
  return largest;
}

}  // namespace laecert::numeric
