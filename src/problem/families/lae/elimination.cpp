#include "problem/families/lae/elimination.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/inertia.hpp"

namespace laecert::problem {
namespace {

using numeric::product;

template <numeric::Scalar S>
S dot(const Vector<S>& a, const Vector<S>& b) {
  S sum(0);
  for (Index i = 0; i < a.size(); ++i) sum += a(i) * b(i);
  return sum;
}

template <numeric::Scalar S>
Vector<S> times(const Matrix<S>& a, const Vector<S>& x) {
  return a.lazyProduct(x);
}

template <numeric::Scalar S>
Matrix<S> symmetric(const S& a11, const S& a12, const S& a22) {
  Matrix<S> a(2, 2);
  a << a11, a12, a12, a22;
  return a;
}

// tr(A B)
template <numeric::Scalar S>
S trace_of_product(const Matrix<S>& a, const Matrix<S>& b) {
  return a(0, 0) * b(0, 0) + a(0, 1) * b(1, 0) + a(1, 0) * b(0, 1) + a(1, 1) * b(1, 1);
}

double upper_end(const DoubleBall& x) {
  // One rounding of mid + rad, and one step over it.
  return std::nextafter(x.mid() + x.rad(), std::numeric_limits<double>::infinity());
}
double lower_end(const DoubleBall& x) { return -upper_end(-x); }

// A double at or above the fraction.
double upper_double(const Rational& x) { return upper_end(numeric::lift<DoubleBall>(x, {})); }

Rational a_priori_bound(const Matrix<Rational>& gram, const Rational& lambda) { return gram.trace() / (4 * lambda); }

void require(bool rule, const char* text) {
  if (!rule) throw PreconditionError(text);
}

// The decoder that is best for an encoder, S W1^T (W1 S W1^T + lambda)^-1.
Autoencoder<Rational> with_best_decoder(const Matrix<double>& encoder, const Matrix<double>& gram, double lambda) {
  const Index k = encoder.rows();
  const Matrix<double> encoded = encoder * gram;
  const Matrix<double> inner = encoded * encoder.transpose() + lambda * Matrix<double>::Identity(k, k);
  const Matrix<double> decoder = inner.fullPivLu().solve(encoded).transpose();
  const auto exactly = [](double x) { return std::isfinite(x) ? numeric::exact_rational(x) : Rational(0); };
  return {encoder.unaryExpr(exactly), decoder.unaryExpr(exactly)};
}

// Q^-1 A.
Matrix<Ball> along_basis(const Matrix<Rational>& basis, const Matrix<Ball>& a) {
  Matrix<Rational> identity = Matrix<Rational>::Constant(basis.rows(), basis.cols(), Rational(0));
  for (Index i = 0; i < basis.rows(); ++i) identity(i, i) = Rational(1);
  const std::optional<Matrix<Rational>> inverse = numeric::exact_solve(basis, identity);
  if (!inverse) throw PreconditionError("the basis is not regular");
  Precision precision{64};
  for (const Ball& x : a.reshaped()) precision.bits = std::max(precision.bits, x.precision().bits);
  return product(numeric::lift_matrix<Ball>(*inverse, precision), a);
}

}  // namespace

template <numeric::Scalar S>
EncoderMap<S>::EncoderMap(const Coordinates& coordinates, const Rational& lambda, Precision precision)
    : gram_(numeric::lift_matrix<S>(coordinates.gram, precision)),
      gram_squared_(numeric::lift_matrix<S>(coordinates.gram_squared, precision)),
      metric_(numeric::lift_matrix<S>(coordinates.metric, precision)),
      lambda_(numeric::lift<S>(lambda, precision)) {}

template <numeric::Scalar S>
Vector<S> EncoderMap<S>::operator()(const Vector<S>& y) const {
  const Vector<S> w = times(gram_, y);
  const Vector<S> v = times(metric_, y);
  const Vector<S> target = times(gram_squared_, y);
  const S r = dot(y, v);
  const S c = dot(y, w) + lambda_;
  Vector<S> value(y.size());
  for (Index i = 0; i < y.size(); ++i) value(i) = c * (r * w(i) + lambda_ * v(i)) - target(i);
  return value;
}

// Along dy, with w = A y, v = B y: 2 (w . dy) (r w + lambda v) + c (2 (v . dy) w + r A dy + lambda B dy) - M dy.
template <numeric::Scalar S>
Matrix<S> EncoderMap<S>::jacobian(const Vector<S>& y) const {
  const Vector<S> w = times(gram_, y);
  const Vector<S> v = times(metric_, y);
  const S r = dot(y, v);
  const S c = dot(y, w) + lambda_;
  const S c_r = c * r;
  const S c_lambda = c * lambda_;
  Matrix<S> jacobian(y.size(), y.size());
  for (Index i = 0; i < y.size(); ++i) {
    const S along_w = S(2) * (r * w(i) + lambda_ * v(i));
    const S along_v = S(2) * c * w(i);
    for (Index j = 0; j < y.size(); ++j) {
      jacobian(i, j) =
          along_w * w(j) + along_v * v(j) + c_r * gram_(i, j) + c_lambda * metric_(i, j) - gram_squared_(i, j);
    }
  }
  return jacobian;
}

template <numeric::Scalar S>
EncoderGramMap<S>::EncoderGramMap(const Coordinates& coordinates, const Rational& lambda, Precision precision)
    : gram_(numeric::lift_matrix<S>(coordinates.gram, precision)),
      gram_squared_(numeric::lift_matrix<S>(coordinates.gram_squared, precision)),
      metric_(numeric::lift_matrix<S>(coordinates.metric, precision)),
      lambda_(numeric::lift<S>(lambda, precision)) {}

template <numeric::Scalar S>
Matrix<S> EncoderGramMap<S>::shifted(const Matrix<S>& R) const {
  Matrix<S> U = product(R, gram_);
  for (Index i = 0; i < U.rows(); ++i) U(i, i) += lambda_;
  return U;
}

template <numeric::Scalar S>
Vector<S> EncoderGramMap<S>::operator()(const Vector<S>& unknowns) const {
  const Matrix<S> R = symmetric<S>(unknowns(0), unknowns(1), unknowns(2));
  const Matrix<S> U = shifted(R);
  const Matrix<S> value = product(product(U, product(R, metric_)), U) - product(R, gram_squared_);
  return value.reshaped();
}

// Along dR, with U = R A + lambda: dR A R B U + U dR B U + U R B dR A - dR M.
template <numeric::Scalar S>
Matrix<S> EncoderGramMap<S>::jacobian(const Vector<S>& unknowns) const {
  const Matrix<S> R = symmetric<S>(unknowns(0), unknowns(1), unknowns(2));
  const Matrix<S> U = shifted(R);
  const Matrix<S> RB = product(R, metric_);
  const Matrix<S> A_RB_U = product(gram_, product(RB, U));
  const Matrix<S> B_U = product(metric_, U);
  const Matrix<S> U_RB = product(U, RB);
  Matrix<S> jacobian(4, 3);
  for (Index unknown = 0; unknown < 3; ++unknown) {
    const Matrix<S> dR = symmetric<S>(S(unknown == 0 ? 1 : 0), S(unknown == 1 ? 1 : 0), S(unknown == 2 ? 1 : 0));
    const Matrix<S> derivative = product(dR, A_RB_U) + product(U, product(dR, B_U)) +
                                 product(U_RB, product(dR, gram_)) - product(dR, gram_squared_);
    jacobian.col(unknown) = derivative.reshaped();
  }
  return jacobian;
}

EncoderElimination::EncoderElimination(const Instance& instance)
    : EncoderElimination(instance, Coordinates::propose(instance.gram())) {}

EncoderElimination::EncoderElimination(const Instance& instance, Coordinates coordinates)
    : coordinates_(std::move(coordinates)),
      gram_(instance.gram()),
      lambda_(instance.lambda()),
      metric_(numeric::lift_matrix<DoubleBall>(coordinates_.metric, {})),
      bound_(0) {
  require(instance.k() == 1, "EncoderElimination: k is not 1");
  require(instance.lambda() > 0, "EncoderElimination: lambda is not positive");
  bound_ = upper_double(a_priori_bound(gram_, lambda_));
}

Vector<DoubleBall> EncoderElimination::search_box() const {
  // |a|^2 = y^T B y >= least_metric |y|^2. The root rounds to nearest: one step up is at or above it.
  const double square = upper_double(a_priori_bound(gram_, lambda_) / coordinates_.least_metric);
  const double radius = std::nextafter(std::sqrt(square), std::numeric_limits<double>::infinity());
  return Vector<DoubleBall>::Constant(gram_.rows(), DoubleBall(0, radius));
}

bool EncoderElimination::excludes(const Vector<DoubleBall>& box) const {
  return lower_end(dot(box, times(metric_, box))) > bound_;
}

Vector<Ball> EncoderElimination::unknowns_of(const Autoencoder<Ball>& w) const {
  return along_basis(coordinates_.basis, w.W1.transpose());
}

Autoencoder<Rational> EncoderElimination::approx_autoencoder(const Vector<double>& unknowns) const {
  const Matrix<double> basis = numeric::lift_matrix<double>(coordinates_.basis, {});
  return with_best_decoder((basis * unknowns).transpose(), numeric::lift_matrix<double>(gram_, {}),
                           numeric::approx_double(lambda_));
}

EncoderGramElimination::EncoderGramElimination(const Instance& instance)
    : EncoderGramElimination(instance, Coordinates::propose(instance.gram())) {}

EncoderGramElimination::EncoderGramElimination(const Instance& instance, Coordinates coordinates)
    : coordinates_(std::move(coordinates)),
      gram_(instance.gram()),
      lambda_(instance.lambda()),
      metric_(numeric::lift_matrix<DoubleBall>(coordinates_.metric, {})),
      k_(instance.k()),
      bound_(0) {
  require(instance.m() == 2, "EncoderGramElimination: m is not 2");
  require(k_ >= 2, "EncoderGramElimination: k is below 2");
  require(instance.lambda() > 0, "EncoderGramElimination: lambda is not positive");
  bound_ = upper_double(a_priori_bound(gram_, lambda_));
}

Vector<DoubleBall> EncoderGramElimination::search_box() const {
  // tr P = tr(R B) >= least_metric tr R for R >= 0; then R_11, R_22 <= tr R and |R_12| <= tr R / 2.
  const double half = upper_double(a_priori_bound(gram_, lambda_) / coordinates_.least_metric / 2);
  Vector<DoubleBall> box(3);
  box << DoubleBall(half, half), DoubleBall(0, half), DoubleBall(half, half);
  return box;
}

bool EncoderGramElimination::excludes(const Vector<DoubleBall>& box) const {
  if (upper_end(box(0)) < 0 || upper_end(box(2)) < 0) return true;
  if (upper_end(box(0) * box(2) - box(1) * box(1)) < 0) return true;
  const Matrix<DoubleBall> R = symmetric<DoubleBall>(box(0), box(1), box(2));
  return lower_end(trace_of_product(R, metric_)) > bound_;
}

Vector<Ball> EncoderGramElimination::unknowns_of(const Autoencoder<Ball>& w) const {
  const Matrix<Ball> y = along_basis(coordinates_.basis, w.W1.transpose());
  const Matrix<Ball> R = product(y, Matrix<Ball>(y.transpose()));
  Vector<Ball> unknowns(3);
  unknowns << R(0, 0), R(0, 1), R(1, 1);
  return unknowns;
}

Autoencoder<Rational> EncoderGramElimination::approx_autoencoder(const Vector<double>& unknowns) const {
  const numeric::EigenProposal proposal =
      numeric::approx_eigenvectors(symmetric<double>(unknowns(0), unknowns(1), unknowns(2)));
  // What rounding left of a zero eigenvalue would leave a row of its root in the encoder.
  const double negligible = 1e-12 * bound_;
  const Vector<double> squares = proposal.values.unaryExpr([&](double x) { return x > negligible ? x : 0.0; });
  const Matrix<double> root = squares.cwiseSqrt().asDiagonal() * proposal.vectors.transpose();
  const Matrix<double> basis = numeric::lift_matrix<double>(coordinates_.basis, {});
  Matrix<double> encoder = Matrix<double>::Zero(k_, 2);
  encoder.topRows(2) = root * basis.transpose();
  return with_best_decoder(encoder, numeric::lift_matrix<double>(gram_, {}), numeric::approx_double(lambda_));
}

template class EncoderMap<Rational>;
template class EncoderMap<DoubleBall>;
template class EncoderMap<Ball>;
template class EncoderGramMap<Rational>;
template class EncoderGramMap<DoubleBall>;
template class EncoderGramMap<Ball>;

}  // namespace laecert::problem
