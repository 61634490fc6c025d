#include "certify/certificate.hpp"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <utility>

#include "certify/route.hpp"
#include "numeric/inertia.hpp"
#include "numeric/power_of_ten.hpp"
#include "numeric/power_of_two.hpp"

namespace laecert::certify {
namespace {

using numeric::certainly;
using numeric::Integer;

// Bounds of this kind need no more bits.
constexpr Precision bound_precision{128};

// Below this, against |J|, the rounding of double hides the least eigenvalue of the bordered matrix.
constexpr double trusted_gap = 0x1p-40;

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
  const Rational asked = numeric::rational_power_of_ten(-digits);
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

Symmetries chosen_symmetries(const Writing& writing, const std::vector<Index>& columns) {
  Symmetries chosen;
  for (const Index column : columns) {
    if (column < writing.generator_count) {
      chosen.generators.push_back(writing.generator(column));
    } else {
      chosen.commutant.push_back(writing.commutant[static_cast<std::size_t>(column - writing.generator_count)]);
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
  for (const Matrix<Rational>& a : matrices) {
    for (const Rational& entry : a.reshaped()) sum += entry * entry;
  }
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

Bounds bounds_at(const Evaluator& evaluator, const Vector<Rational>& x, const Symmetries& chosen,
                 const Eigen::MatrixXd& hessian) {
  const Vector<Ball> box = numeric::lift_matrix<Ball>(x, bound_precision).unaryExpr([](const Ball& entry) {
    return entry.widened(Ball(1));
  });
  const Rational lipschitz = evaluator.hessian_lipschitz(box).upper_end().exact_midpoint();
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

// The number of singular values above the root of `square`.
Index count_above(const Matrix<Rational>& weights, const Rational& square) {
  const Matrix<Rational> w = weights.rows() < weights.cols() ? weights : Matrix<Rational>(weights.transpose());
  Matrix<Rational> a = w.lazyProduct(w.transpose());
  a.diagonal().array() -= square;
  return numeric::exact_inertia(a).positive;
}

// How many singular values of every matrix are certainly not zero at the critical point: the rank that is claimed, and
// at least that. That it is no larger is the checker's to prove.
struct ClaimedRank {
  Index rank = 0;
  std::optional<Rational> radius = {};  // a quarter of the least of the singular values, or less; none: any
};

// Singular values move by no more than the point does (Weyl): those above the certified radius are not zero.
ClaimedRank claim_rank(const std::vector<problem::WrittenMatrix>& point, const Rational& radius) {
  const auto rank_above = [&](const Rational& bound) {
    Index rank = point.front().value.size();
    for (const problem::WrittenMatrix& one : point) rank = std::min(rank, count_above(one.value, bound * bound));
    return rank;
  };
  const Index rank = rank_above(radius);
  if (rank == 0) return {};
  // Doubled as long as as many are above it.
  long step = 1, exponent = radius == 0 ? -1 : exponent_below(radius);
  while (rank_above(power_of_two(exponent)) < rank) exponent -= std::exchange(step, 2 * step);
  for (; step > 0; step /= 2) {
    while (rank_above(power_of_two(exponent + step)) >= rank) exponent += step;
  }
  return {rank, power_of_two(exponent - 2)};
}

struct Located {
  Vector<Rational> x;
  Rational radius;
};

// Rounds the point to the fewest bits with which its gradient fits the gap.
Outcome<Located> locate(const Evaluator& evaluator, const CertifiedPoint& certified, const Bounds& bounds,
                        const Rational& gap, const ClaimedRank& claimed, long digits) {
  const Rational turning = gap / (4 * (bounds.lipschitz + bounds.turn));
  const Rational radius = radius_of(digits, claimed.radius ? std::min(turning, *claimed.radius) : turning);
  // A rounding of the point by 2^-bits makes a gradient of about |H| sqrt(N) 2^-bits.
  const Rational wanted = gap * radius / (8 * bounds.steepness * Rational(certified.point.size()));
  for (long bits = -exponent_below(wanted), tries = 0; tries < 4; bits += 16, ++tries) {
    const Vector<Rational> x = rounded_point(certified.point, bits);
    const Matrix<Rational> gradient = evaluator.gradient(x);
    if (fits(bounds, root_above(squared_norm({gradient})), gap, radius)) return Located{x, radius};
  }
  return Reason{"the certified point is not known to enough digits for a certificate"};
}

// An upper bound of |W1 - W2^T| at the critical point; nothing where a point has not these two.
std::optional<Rational> transpose_gap(const std::vector<problem::WrittenMatrix>& point, const Rational& radius) {
  if (point.size() != 2) return {};
  const Matrix<Rational> difference = point.front().value - point.back().value.transpose();
  // sqrt(2) < 2: room for a checker's own root.
  return Rational(root_above(squared_norm({difference})) + 2 * radius);
}

// f(x*) is within steepness r^2 / 2 of f(x); rounded outward to short rationals.
void add_claims(Certificate& certificate, const Rational& value, const Bounds& bounds) {
  const Rational& radius = certificate.radius;
  const Rational spread = bounds.steepness * radius * radius;
  const long bits = radius == 0 ? 0 : 2 - exponent_below(spread);
  certificate.value_low = radius == 0 ? value : rounded_down(value - spread, bits);
  certificate.value_high = radius == 0 ? value : rounded_up(value + spread, bits);
  certificate.transpose_gap = transpose_gap(certificate.point, radius);
}

// In the problem's own units.
Outcome<Certificate> make_own_certificate(const Writing& writing, Evaluator& evaluator, const CertifiedPoint& certified,
                                          long digits) {
  const Vector<Rational> centre = certified.exact ? certified.exact_point : midpoints(certified.point);
  const Vector<double> x = numeric::lift_matrix<double>(centre, {});
  const Eigen::MatrixXd hessian = writing.hessian(x), tangents = writing.tangents(x);
  const std::vector<Index> columns = chosen_columns(tangents, certified.inertia.zero);
  const double estimate = approx_gap(hessian, tangents(Eigen::all, columns));
  if (!(estimate > 0)) return Reason{"the gap is too small to be proposed in double"};

  const Symmetries chosen = chosen_symmetries(writing, columns);
  const Rational gap = power_of_two(std::ilogb(estimate) - 1);
  const Bounds bounds = bounds_at(evaluator, centre, chosen, hessian);
  const ClaimedRank claimed = claim_rank(writing.point(centre), certified.radius.upper_end().exact_midpoint());
  const Outcome<Located> at = certified.exact ? Outcome<Located>(Located{centre, 0})
                                              : locate(evaluator, certified, bounds, gap, claimed, digits);
  if (!at) return at.reason();
  const std::optional<Rational> value = evaluator.value(at->x);
  if (!value) return Reason{"the value is not rational", Reason::Kind::inapplicable};

  Certificate certificate{.problem = writing.problem,
                          .m = writing.gram.rows(),
                          .k = writing.k,
                          .rank = claimed.rank,
                          .inertia = certified.inertia,
                          .lambda = writing.lambda,
                          .gram = writing.gram,
                          .point = writing.point(at->x),
                          .radius = at->radius,
                          .gap = gap,
                          .generators = chosen.generators,
                          .commutant = chosen.commutant};
  add_claims(certificate, *value, bounds);
  return certificate;
}

// H and the loss are 2^exponent times those of the own units, and so is J = [H T; T^T 0] once its border is.
Certificate in_given_units(Certificate certificate, long exponent) {
  for (Rational* number : {&certificate.lambda, &certificate.value_low, &certificate.value_high, &certificate.gap})
    *number = numeric::times_power_of_two(*number, exponent);
  certificate.gram = numeric::times_power_of_two(certificate.gram, exponent);
  for (std::vector<Matrix<Rational>>* border : {&certificate.generators, &certificate.commutant}) {
    for (Matrix<Rational>& generator : *border) generator = numeric::times_power_of_two(generator, exponent);
  }
  return certificate;
}

}  // namespace

Outcome<Certificate> make_certificate(const Writing& writing, Evaluator& evaluator, const CertifiedPoint& certified,
                                      long digits) {
  Outcome<Certificate> certificate = make_own_certificate(writing, evaluator, certified, digits);
  if (!certificate) return certificate;
  return in_given_units(*std::move(certificate), writing.value_exponent);
}

}  // namespace laecert::certify
