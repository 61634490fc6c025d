#include "certify/certificate.hpp"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "certify/route.hpp"
#include "numeric/inertia.hpp"
#include "numeric/power_of_two.hpp"
#include "numeric/svd.hpp"
#include "problem/families/lae/loss_impl.hpp"

namespace laecert::certify {
namespace {

using numeric::certainly;
using numeric::Integer;
using problem::Autoencoder;
using problem::LaeProblem;
using problem::Regularization;

// Bounds of this kind need no more bits.
constexpr Precision bound_precision{128};

// Below this, against |J|, the rounding of double hides the least eigenvalue of the bordered matrix.
constexpr double trusted_gap = 0x1p-40;

// Singular values of W1 below this, against the largest, are zeros of the true point.
constexpr double rank_threshold = 1e-8;

Rational power_of_two(long exponent) {
  const Integer power = Integer(1) << static_cast<unsigned>(std::labs(exponent));
  return exponent < 0 ? Rational(1, power) : Rational(power);
}

// The largest integer not above x.
Integer floor_of(const Rational& x) {
  const Integer p = numerator(x), q = denominator(x);
  const Integer quotient = p / q;
  return p < 0 && quotient * q != p ? Integer(quotient - 1) : quotient;
}

Rational rounded_down(const Rational& x, long bits) { return floor_of(x * power_of_two(bits)) * power_of_two(-bits); }
Rational rounded_up(const Rational& x, long bits) { return -rounded_down(-x, bits); }
Rational rounded(const Rational& x, long bits) { return rounded_down(x + power_of_two(-bits - 1), bits); }

// An integer e with 2^e <= x. Requires: x > 0.
long exponent_below(const Rational& x) {
  return static_cast<long>(msb(numerator(x))) - static_cast<long>(msb(denominator(x))) - 1;
}

// The critical point is told within 10^-digits where the bounds allow it, and never farther than they do.
Rational radius_of(long digits, const Rational& allowed) {
  const Rational asked(1, pow(Integer(10), static_cast<unsigned>(digits)));
  return power_of_two(std::min(exponent_below(asked), exponent_below(allowed)));
}

// Some of the single symmetries of a problem.
struct Symmetries {
  std::vector<Matrix<Rational>> generators, commutant;
};

// The first b columns that a QR decomposition with pivoting takes: independent and far from parallel.
std::vector<Index> chosen_columns(const Eigen::MatrixXd& tangents, Index b) {
  if (b == 0) return {};
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(tangents);
  std::vector<Index> columns;
  for (Index i = 0; i < b; ++i) columns.push_back(qr.colsPermutation().indices()(i));
  std::sort(columns.begin(), columns.end());
  return columns;
}

// Omega of a column of `tangents`: E_ab, less E_ba for the orthogonal group, a before b.
Matrix<Rational> generator_of(const LaeProblem& problem, Index column) {
  const bool orthogonal = problem.regularization() == Regularization::sum;
  const Index k = problem.k();
  Index a = 0, b = orthogonal ? 1 : 0;
  for (; column > 0; --column) {
    if (++b < k) continue;
    ++a;
    b = orthogonal ? a + 1 : 0;
  }
  Matrix<Rational> omega = Matrix<Rational>::Zero(k, k);
  omega(a, b) = 1;
  if (orthogonal) omega(b, a) = -1;
  return omega;
}

Symmetries chosen_symmetries(const LaeProblem& problem, Index all_columns, const std::vector<Index>& columns) {
  const Index generators = all_columns - static_cast<Index>(problem.commutant().size());
  Symmetries chosen;
  for (const Index column : columns) {
    if (column < generators) {
      chosen.generators.push_back(generator_of(problem, column));
    } else {
      chosen.commutant.push_back(problem.commutant()[static_cast<std::size_t>(column - generators)]);
    }
  }
  return chosen;
}

// min |eigenvalue| of J = [H T; T^T 0] in double; 0 where the rounding of double hides it.
double approx_gap(const Eigen::MatrixXd& h, const Eigen::MatrixXd& t) {
  const Index n = h.rows(), size = n + t.cols();
  Eigen::MatrixXd j = Eigen::MatrixXd::Zero(size, size);
  j.topLeftCorner(n, n) = h;
  j.topRightCorner(n, t.cols()) = t;
  j.bottomLeftCorner(t.cols(), n) = t.transpose();
  const Eigen::VectorXd values = numeric::approx_eigenvalues(j);
  const double least = values.cwiseAbs().minCoeff();
  return least > trusted_gap * j.norm() ? least : 0.0;
}

Rational squared_norm(const std::vector<Matrix<Rational>>& matrices) {
  Rational sum(0);
  for (const Matrix<Rational>& a : matrices) sum += problem::lae_detail::squared_norm(a);
  return sum;
}

// An upper bound of the square root, with about 64 bits.
Rational root_above(const Rational& x) {
  const Rational root = sqrt_nonnegative(Ball(x, bound_precision)).upper_end().exact_midpoint();
  return x == 0 ? Rational(0) : rounded_up(root, 64 - exponent_below(root));
}

// Upper bounds that the proof weighs against gap and radius, on a ball of radius 1 about the point.
struct Bounds {
  Rational lipschitz;  // of the Hessian
  Rational turn;       // |T(x) - T(y)| <= turn |x - y|
  Rational steepness;  // |H|
};

Bounds bounds_at(const LaeProblem& problem, const Vector<Rational>& x, const Symmetries& chosen,
                 const Eigen::MatrixXd& hessian) {
  const Vector<Ball> box = numeric::lift_matrix<Ball>(x, bound_precision).unaryExpr([](const Ball& entry) {
    return entry.widened(Ball(1));
  });
  const Rational lipschitz = problem.hessian_lipschitz(box).upper_end().exact_midpoint();
  const Rational norm = numeric::exact_rational(hessian.norm());
  return {lipschitz, root_above(squared_norm(chosen.generators) + squared_norm(chosen.commutant)),
          2 * (norm + lipschitz)};
}

// Twice what Kantorovich and Weyl ask for: |F| K <= gap^2 / 2, 2 |F| <= gap r, (K + turn) r < gap.
bool fits(const Bounds& bounds, const Rational& gradient, const Rational& gap, const Rational& radius) {
  return 4 * gradient * bounds.lipschitz <= gap * gap && 4 * gradient <= gap * radius &&
         2 * (bounds.lipschitz + bounds.turn) * radius < gap;
}

Vector<Rational> rounded_point(const Vector<Ball>& point, long bits) {
  return point.unaryExpr([&](const Ball& entry) { return rounded(entry.exact_midpoint(), bits); });
}

Vector<Rational> midpoints(const Vector<Ball>& point) {
  return point.unaryExpr([](const Ball& entry) { return entry.exact_midpoint(); });
}

struct Located {
  Vector<Rational> x;
  Rational radius;
};

// Rounds the point to the fewest bits with which its gradient fits the gap.
Outcome<Located> locate(const LaeProblem& problem, const CertifiedPoint& certified, const Bounds& bounds,
                        const Rational& gap, long digits) {
  const Rational radius = radius_of(digits, Rational(gap / (4 * (bounds.lipschitz + bounds.turn))));
  const problem::LaeLoss<Rational> loss = problem.over<Rational>({});
  // A rounding of the point by 2^-bits makes a gradient of about |H| sqrt(N) 2^-bits.
  const Rational wanted = gap * radius / (8 * bounds.steepness * Rational(certified.point.size()));
  for (long bits = -exponent_below(wanted), tries = 0; tries < 4; bits += 16, ++tries) {
    const Vector<Rational> x = rounded_point(certified.point, bits);
    const Vector<Rational> gradient = loss.gradient(x);
    if (fits(bounds, root_above(problem::lae_detail::squared_norm(Matrix<Rational>(gradient))), gap, radius))
      return Located{x, radius};
  }
  return Reason{"the certified point is not known to enough digits for a certificate"};
}

Index approx_rank(const Matrix<Rational>& w1) {
  const Eigen::VectorXd values = numeric::approx_svd(numeric::lift_matrix<double>(w1, {})).values;
  return (values.array() > rank_threshold * std::max(values(0), 1e-300)).count();
}

// f(x*) is within steepness r^2 / 2 of f(x); rounded outward to short rationals.
void add_claims(Certificate& certificate, const LaeProblem& problem, const Located& at, const Bounds& bounds) {
  const Rational value = problem.over<Rational>({}).value(at.x);
  const Rational spread = bounds.steepness * at.radius * at.radius;
  const long bits = at.radius == 0 ? 0 : 2 - exponent_below(spread);
  certificate.value_low = at.radius == 0 ? value : rounded_down(value - spread, bits);
  certificate.value_high = at.radius == 0 ? value : rounded_up(value + spread, bits);
  const Matrix<Rational> difference = certificate.point.W1 - certificate.point.W2.transpose();
  // sqrt(2) < 2: room for a checker's own root.
  certificate.transpose_gap = root_above(problem::lae_detail::squared_norm(difference)) + 2 * at.radius;
  certificate.rank = approx_rank(certificate.point.W1);
}

}  // namespace

namespace {

// In the problem's own units.
Outcome<Certificate> make_own_certificate(const LaeProblem& problem, const CertifiedPoint& certified, long digits) {
  const Vector<Rational> centre = certified.exact ? certified.exact_point : midpoints(certified.point);
  const problem::LaeLoss<double> approx = problem.over<double>({});
  const Vector<double> x = numeric::lift_matrix<double>(centre, {});
  const Eigen::MatrixXd hessian = approx.hessian(x), tangents = approx.tangents(x);
  const std::vector<Index> columns = chosen_columns(tangents, certified.inertia.zero);
  const double estimate = approx_gap(hessian, tangents(Eigen::all, columns));
  if (!(estimate > 0)) return Reason{"the gap is too small to be proposed in double"};

  const Symmetries chosen = chosen_symmetries(problem, tangents.cols(), columns);
  const Rational gap = power_of_two(std::ilogb(estimate) - 1);
  const Bounds bounds = bounds_at(problem, centre, chosen, hessian);
  const Outcome<Located> at =
      certified.exact ? Outcome<Located>(Located{centre, 0}) : locate(problem, certified, bounds, gap, digits);
  if (!at) return at.reason();

  Certificate certificate{.problem = problem.name(),
                          .m = problem.gram().rows(),
                          .k = problem.k(),
                          .inertia = certified.inertia,
                          .lambda = problem.lambda(),
                          .gram = problem.gram(),
                          .point = problem::unpack(at->x, problem.k()),
                          .radius = at->radius,
                          .gap = gap,
                          .generators = chosen.generators,
                          .commutant = chosen.commutant};
  add_claims(certificate, problem, *at, bounds);
  return certificate;
}

// H and the loss are 2^exponent times those of the own units, and so is J = [H T; T^T 0] once its border is.
Certificate in_given_units(Certificate certificate, const LaeProblem& problem, long exponent) {
  certificate.lambda = problem.lambda();
  certificate.gram = problem.gram();
  certificate.value_low = numeric::times_power_of_two(certificate.value_low, exponent);
  certificate.value_high = numeric::times_power_of_two(certificate.value_high, exponent);
  certificate.gap = numeric::times_power_of_two(certificate.gap, exponent);
  for (std::vector<Matrix<Rational>>* border : {&certificate.generators, &certificate.commutant}) {
    for (Matrix<Rational>& generator : *border) generator = numeric::times_power_of_two(generator, exponent);
  }
  return certificate;
}

}  // namespace

Outcome<Certificate> make_certificate(const LaeProblem& problem, const CertifiedPoint& certified, long digits) {
  const problem::Rescaled<LaeProblem> own = problem.normalized();
  Outcome<Certificate> certificate = make_own_certificate(own.problem, certified, digits);
  if (!certificate) return certificate;
  return in_given_units(*std::move(certificate), problem, own.value_exponent);
}

}  // namespace laecert::certify
