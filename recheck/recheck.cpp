#include "recheck.hpp"

#include <memory>
#include <optional>
#include <sstream>
#include <vector>

#include "certificate.hpp"
#include "inertia.hpp"
#include "inertia_certificate.hpp"
#include "loss.hpp"

namespace laecert::recheck {
namespace {

// Why a step fails; nothing where it holds.
using Reason = std::optional<std::string>;

// Entries of the rounded bordered matrix are held below 2^256, so that the memory for its elimination is bounded.
constexpr unsigned most_bits = 256;

// The certificate with all that several steps need.
struct Case {
  const Certificate& given;
  Loss loss;
  Point point;
  std::unique_ptr<const Hessian> hessian;
  // An upper bound of a Lipschitz constant of the Hessian in the ball around the point.
  Rational lipschitz;

  explicit Case(const Certificate& certificate)
      : given(certificate),
        loss{certificate.claim.problem, certificate.gram, certificate.lambda},
        point{certificate.W1, certificate.W2},
        hessian(hessian_at(loss, point)),
        lipschitz(loss.lipschitz(root_above(squared_norm(point)) + certificate.radius)) {}

  [[nodiscard]] bool is(Problem problem) const { return given.claim.problem == problem; }
  // Whether the group is that of orthogonal matrices, and the critical points are those of `sum`.
  [[nodiscard]] bool is_orthogonal() const { return is(Problem::sum) || is(Problem::tied); }
  [[nodiscard]] Index nullity() const { return given.claim.inertia[1]; }
};

Inertia inertia_of(const Matrix& a) { return inertia(SymmetricMatrix(a)); }

Reason check_instance(const Case& c) {
  if (!are_equal(c.given.gram, transposed(c.given.gram))) return "gram is not symmetric";
  if (inertia_of(c.given.gram).negative > 0) return "gram has a negative eigenvalue";
  if (c.given.lambda < 0) return "lambda is negative";
  if (c.given.lambda == 0 && !c.is(Problem::none)) return "lambda is zero";
  if (c.given.radius < 0) return "the radius is negative";
  if (c.given.gap <= 0) return "the gap is not positive";
  return {};
}

bool is_antisymmetric(const Matrix& a) { return are_equal(a, scaled(-1, transposed(a))); }

Reason check_symmetries(const Case& c) {
  if (!c.given.commutant.empty() && !c.is_orthogonal()) return "a commutant is for sum and tied only";
  for (const Matrix& Omega : c.given.generators) {
    if (c.is_orthogonal() && !is_antisymmetric(Omega)) {
      return "a generator of " + std::string(name_of(c.given.claim.problem)) + " is not antisymmetric";
    }
  }
  for (const Matrix& K : c.given.commutant) {
    if (!is_antisymmetric(K)) return "a matrix of the commutant is not antisymmetric";
    const bool commutes = are_equal(product(K, c.given.gram), product(c.given.gram, K));
    if (!commutes) return "a matrix of the commutant does not commute with gram";
  }
  return {};
}

// |T(x) - T(p)| <= tau |x - p|: tau^2 is the sum of the generators' squared norms.
Rational steepness_of_tangents(const Case& c) {
  Rational total = 0;
  for (const Matrix& Omega : c.given.generators) total += squared_norm(Omega);
  for (const Matrix& K : c.given.commutant) total += squared_norm(K);
  return root_above(total);
}

Reason check_existence(const Case& c) {
  const Rational& radius = c.given.radius;
  const Rational squared_gradient = squared_norm(c.loss.gradient(c.point));
  if (radius == 0 && squared_gradient != 0) return "the gradient is not zero at the point";
  if (2 * root_above(squared_gradient) > c.given.gap * radius) return "the radius is too small: 2 |g| > gap radius";
  const Rational steepness = c.lipschitz + steepness_of_tangents(c);
  if (steepness * radius >= c.given.gap) return "the radius is too large: (K + tau) radius >= gap";
  return {};
}

Reason check_value(const Case& c) {
  const Rational value = c.loss.value(c.point), &radius = c.given.radius;
  const Rational curvature = root_above(c.hessian->squared_norm()) + c.lipschitz * radius;
  const Rational error = curvature * radius * radius / 2;
  if (c.given.claim.value_low > value - error) return "the value may lie below its interval";
  if (c.given.claim.value_high < value + error) return "the value may lie above its interval";
  return {};
}

Reason check_transpose_gap(const Case& c) {
  if (c.is(Problem::tied)) return {};
  const Matrix gap = difference(c.point.W1, transposed(c.point.W2));
  const Rational bound = root_above(squared_norm(gap)) + root_above(2) * c.given.radius;
  if (c.given.claim.transpose_gap < bound) return "|W1 - W2^T| may be above transpose_gap";
  return {};
}

// The number of eigenvalues of a above q, with multiplicity.
Index count_above(const Matrix& a, const Rational& q) { return inertia_of(plus_identity(a, -q)).positive; }

// W W^T.
Matrix squared(const Matrix& W) { return product(W, transposed(W)); }

// `none` and `product`: the kernel of the Hessian is the tangent space of the orbit of GL_k.
Reason check_rank_by_orbit(const Case& c) {
  const Index k = c.given.claim.k, l = c.given.claim.rank;
  if (c.nullity() != 2 * k * l - l * l) return "the nullity is not 2 k l - l^2";
  const Rational square = c.given.radius * c.given.radius;
  if (count_above(squared(c.point.W1), square) < l) return "W1 may have a smaller rank";
  if (count_above(squared(transposed(c.point.W2)), square) < l) return "W2 may have a smaller rank";
  return {};
}

// A lower bound of 1 - lambda/s over the eigenvalues s > lambda of gram: 1 - lambda/c where none lies in (lambda, c].
std::optional<Rational> smallest_singular_value_squared(const Case& c) {
  constexpr unsigned finest = 512;
  const Index above = count_above(c.given.gram, c.given.lambda);
  for (unsigned j = 1; j <= finest; j *= 2) {
    const Rational step(1, Integer(1) << j);
    const Rational bound = c.given.lambda * (1 + step);
    if (count_above(c.given.gram, bound) == above) return Rational(step / (1 + step));
  }
  return std::nullopt;
}

// `sum`: the squared singular values of W1 at a critical point are 0 or 1 - lambda/s, s > lambda (a theorem). The W of
// `tied` at one are the W2 of `sum` (another).
Reason check_rank_by_theorem(const Case& c) {
  const Matrix W = c.is(Problem::tied) ? transposed(c.point.W2) : c.point.W1;
  // The largest rank that there is needs no theorem: no singular value is as small as the radius.
  const Index k = c.given.claim.k;
  if (c.given.claim.rank == k && count_above(squared(W), c.given.radius * c.given.radius) == k) return {};
  const std::optional<Rational> t = smallest_singular_value_squared(c);
  if (!t) return "an eigenvalue of gram is too close above lambda";
  if (4 * c.given.radius * c.given.radius >= *t) return "the radius is too large for the rank";
  if (count_above(squared(W), *t / 4) != c.given.claim.rank) return "the rank is another one";
  return {};
}

// floor(2^s numerator / denominator).
Integer floor_of(const Integer& numerator, const Integer& denominator, long s) {
  const auto shift = static_cast<unsigned long>(std::labs(s));
  const Integer above = s < 0 ? numerator : Integer(numerator << shift);
  const Integer below = s < 0 ? Integer(denominator << shift) : denominator;
  Integer result;
  mpz_fdiv_q(result.get_mpz_t(), above.get_mpz_t(), below.get_mpz_t());
  return result;
}

// floor(2^s numerator / denominator + 1/2); the shift rounds down.
Integer rounded(const Integer& numerator, const Integer& denominator, long s) {
  return (floor_of(numerator, denominator, s + 1) + 1) >> 1U;
}

// The least s with 2^s gap >= 8 M: rounding to multiples of 2^-s then changes an M x M matrix by at most gap / 16.
long bits_for(const Rational& gap, Index M) {
  // By the numbers of bits this one is too small, by two at most.
  const Integer wanted = 8 * M * gap.get_den();
  long s = static_cast<long>(mpz_sizeinbase(wanted.get_mpz_t(), 2)) -
           static_cast<long>(mpz_sizeinbase(gap.get_num_mpz_t(), 2)) - 1;
  while (floor_of(gap.get_num(), gap.get_den(), s) < 8 * M) ++s;
  return s;
}

// Round(2^s J), J = [H T; T^T 0] at the point, in its lower half.
SymmetricMatrix rounded_bordered_matrix(const Case& c, long s) {
  const Index N = c.hessian->size();
  SymmetricMatrix Z(N + c.nullity());
  for (Index i = 0; i < N; ++i) {
    for (Index j = 0; j <= i; ++j) Z.at(i, j) = rounded(c.hessian->at(i, j), c.hessian->denominator(), s);
  }
  Index row = N;
  const auto add_row = [&](const Point& tangent) {
    Index j = 0;
    for (const Matrix* part : {&tangent.W1, &tangent.W2}) {
      for (Index x = 0; x < part->rows(); ++x) {
        for (Index y = 0; y < part->columns(); ++y) Z.at(row, j++) = rounded(part->at(x, y), part->denominator(), s);
      }
    }
    ++row;
  };
  for (const Matrix& Omega : c.given.generators) add_row(generator_tangent(Omega, c.point));
  for (const Matrix& K : c.given.commutant) add_row(commutant_tangent(K, c.point));
  return Z;
}

Reason check_inertia(const Case& c) {
  const Index M = c.hessian->size() + c.nullity(), b = c.nullity();
  const long s = bits_for(c.given.gap, M);
  const SymmetricMatrix Z = rounded_bordered_matrix(c, s);
  if (Z.bits() > most_bits) return "the gap is too small beside the Hessian";
  // ceil(2^s gap) + ceil(M/2).
  const Integer G = (M + 1) / 2 - floor_of(-c.given.gap.get_num(), c.given.gap.get_den(), s);
  const Inertia below = shifted_inertia(Z, -G), above = shifted_inertia(Z, G);
  const bool has_gap = below.zero + above.zero == 0 && below.negative == above.negative;
  if (!has_gap) return "the bordered matrix may have an eigenvalue within the gap";
  // As inertia adds up, the positive ones are then inertia[2] + b.
  if (below.negative != c.given.claim.inertia[0] + b) return "the inertia is another one";
  return {};
}

std::string summary(const Case& c) {
  const Claim& claim = c.given.claim;
  constexpr int digits = 12;
  const auto rounded_up = [](const Rational& q, int significant) { return shortened(q, Rounding::up, significant); };
  std::ostringstream text;
  text << name_of(claim.problem) << ", m = " << claim.m << ", k = " << claim.k << ": "
       << (c.given.radius == 0 ? "the point is critical" : "a critical point within " + rounded_up(c.given.radius, 2))
       << ", index " << claim.inertia[0] << ", nullity " << claim.inertia[1] << ", rank " << claim.rank
       << ", value in [" << shortened(claim.value_low, Rounding::down, digits) << ", "
       << rounded_up(claim.value_high, digits) << "]";
  if (!c.is(Problem::tied)) text << ", |W1 - W2^T| <= " << rounded_up(claim.transpose_gap, 2);
  return text.str();
}

Verdict decide(const Certificate& certificate) {
  const Case c(certificate);
  // The elimination of the bordered matrix, by far the dearest step, is the last.
  const auto check_rank = c.is_orthogonal() ? check_rank_by_theorem : check_rank_by_orbit;
  for (const auto check : {check_instance, check_symmetries, check_existence, check_value, check_transpose_gap,
                           check_rank, check_inertia}) {
    if (const Reason reason = check(c)) return {false, *reason};
  }
  return {true, summary(c)};
}

}  // namespace

Verdict recheck(std::string_view text, const Limits& limits) {
  try {
    if (names_inertia_format(text)) return decide_inertia(read_inertia_certificate(text, limits));
    return decide(read_certificate(text, limits));
  } catch (const Malformed& malformed) {
    return {false, malformed.what()};
  }
}

}  // namespace laecert::recheck
