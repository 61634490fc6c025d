#include "numeric/rational_inertia.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/errors.hpp"
#include "numeric/integer_rank.hpp"
#include "numeric/power_of_two.hpp"
#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

// Columns that are dependent to this relative accuracy in double are left to the exact route.
constexpr double rank_threshold = 0x1p-30;
constexpr long first_digits = 40;
// Beyond these powers of two a matrix is proved in a unit of its own: products and bounds of doubles have room then.
constexpr long most_exponent = 200;
// An unlucky prime hides a rank; three in a row do not come by chance.
constexpr int most_primes = 3;

void require_symmetric(const Matrix<Rational>& h) {
  if (h.rows() == 0) throw PreconditionError("prove_rational_inertia: the matrix is empty");
  if (!is_symmetric(h)) throw PreconditionError("prove_rational_inertia: H is not symmetric");
}

void require_kernel(const Matrix<Rational>& h, const SharedIntegers& integers, const Matrix<Rational>& t) {
  if (t.rows() != h.rows()) {
    throw PreconditionError(fmt::format("prove_rational_inertia: T has {} rows, H {}", t.rows(), h.rows()));
  }
  if (t.cols() > 0 && nonzero_of_product(integers, integer_columns(t))) {
    throw PreconditionError("prove_rational_inertia: H T is not zero");
  }
}

/// About the binary logarithm of the largest entry where that is far from 0; else 0.
long far_exponent(const Matrix<Rational>& h) {
  long largest = std::numeric_limits<long>::min();
  for (const Rational& x : h.reshaped()) {
    if (x == 0) continue;
    const auto exponent = static_cast<long>(mpz_sizeinbase(mpq_numref(x.backend().data()), 2)) -
                          static_cast<long>(mpz_sizeinbase(mpq_denref(x.backend().data()), 2));
    largest = std::max(largest, exponent);
  }
  const bool is_far =
      largest > most_exponent || (largest < -most_exponent && largest > std::numeric_limits<long>::min());
  return is_far ? largest : 0;
}

Outcome<InertiaProof> in_unit(Outcome<InertiaProof> proof, long exponent) {
  if (!proof || !proof->gap) return proof;
  InertiaProof scaled = *proof;
  scaled.gap = times_power_of_two(*scaled.gap, exponent);
  return scaled;
}

Outcome<BorderedProof> prove_regular(const Matrix<Rational>& h) {
  require_running();
  const MidRadMatrix enclosed = enclose_rational(h);
  if (!enclosed.is_finite()) return Reason{"an entry is beyond the range of double"};
  return prove_bordered_inertia(enclosed, to_midrad(Eigen::MatrixXd(h.rows(), 0)), approx_eigenvectors(enclosed.mid));
}

/// By H and T in double. H T' = 0 for every multiple T' of T: its columns are made about as long as H, so that the
/// border does not spoil the gap.
Outcome<BorderedProof> prove_bordered(const Matrix<Rational>& h, const Matrix<Rational>& t) {
  const MidRadMatrix enclosed = enclose_rational(h);
  const MidRadMatrix tangents = enclose_rational(t);
  if (!enclosed.is_finite() || !tangents.is_finite()) return Reason{"an entry is beyond the range of double"};
  const IndependentColumns columns = independent_columns(tangents.mid, rank_threshold);
  if (columns.coefficients.cols() > h.rows()) return Reason{"more columns than rows"};
  const EigenProposal proposal = approx_eigenvectors(enclosed.mid);
  const double length = std::fmax(std::fabs(proposal.values(0)), std::fabs(proposal.values(h.rows() - 1)));
  const double unit =
      length > 0 && std::isfinite(length) ? std::exp2(std::round(std::log2(length))) / columns.scale : 1;
  const Eigen::MatrixXd scaled = unit * columns.coefficients;
  return prove_bordered_inertia(enclosed, enclose_product(tangents, to_midrad(scaled)), proposal);
}

Outcome<BorderedProof> prove_in_balls(const Matrix<Rational>& h, Precision max) {
  const Matrix<Ball> none(h.rows(), 0);
  for (Precision precision = Precision::of_digits(first_digits);; precision.bits *= 2) {
    precision.bits = std::min(precision.bits, max.bits);
    Outcome<BorderedProof> proof = prove_bordered_inertia(lift_matrix<Ball>(h, precision), none);
    if (proof) return proof;
    if (precision.bits >= max.bits) {
      return Reason{fmt::format("inertia not decided at {} digits: {}", max.digits(), proof.reason().text)};
    }
  }
}

/// Of a matrix whose rank is proved to be at most that of the rows, by the principal submatrix that they have: R13. In
/// double it was tried already where these are all rows.
Outcome<InertiaProof> prove_by_rows(const Matrix<Rational>& h, const std::vector<Index>& rows, NullSpace null_space,
                                    Precision max) {
  const Index zero = h.rows() - std::ssize(rows);
  if (rows.empty()) return InertiaProof{{0, zero, 0}, {}, Precision{53}, null_space, true};
  const Matrix<Rational> part = h(rows, rows);
  Outcome<BorderedProof> proof = zero > 0 ? prove_regular(part) : Reason{};
  if (!proof) proof = prove_in_balls(part, max);
  if (!proof) return proof.reason();
  return InertiaProof{
      {proof->inertia.negative, zero, proof->inertia.positive}, proof->gap, proof->precision, null_space, zero > 0};
}

InertiaProof of_bordered(const BorderedProof& proof) {
  const bool has_other = proof.inertia.negative + proof.inertia.positive > 0;
  return {proof.inertia, has_other ? std::optional(proof.gap) : std::nullopt, proof.precision,
          proof.inertia.zero > 0 ? NullSpace::given : NullSpace::none};
}

Outcome<InertiaProof> prove_exactly_with(const Matrix<Rational>& h, const SharedIntegers& integers,
                                         const Matrix<Rational>& t, Precision max) {
  const SharedIntegers given = integer_columns(t);
  Index rank = 0, nullity = 0;
  for (ulong prime = next_prime(0), count = 0; count < most_primes; prime = next_prime(prime), ++count) {
    const std::vector<Index> rows = pivots_modulo(integers, prime);
    const Index columns = t.cols() == 0 ? 0 : std::ssize(pivots_modulo(given, prime));
    // H T = 0 and rank T >= columns: rank H is at most the number of rows.
    if (std::ssize(rows) + columns == h.rows()) {
      return prove_by_rows(h, rows, columns > 0 ? NullSpace::given : NullSpace::none, max);
    }
    rank = std::max(rank, static_cast<Index>(std::ssize(rows)));
    nullity = std::max(nullity, columns);
  }
  return Reason{fmt::format("the null vectors given have rank {}, and H has rank {} of {} modulo primes: {} missing",
                            nullity, rank, h.rows(), h.rows() - rank - nullity)};
}

}  // namespace

Outcome<InertiaProof> prove_rational_inertia(const Matrix<Rational>& h, const Matrix<Rational>& t, Precision max) {
  require_symmetric(h);
  const SharedIntegers integers = integer_multiple(h);
  require_kernel(h, integers, t);
  if (const long exponent = far_exponent(h); exponent != 0) {
    return in_unit(prove_rational_inertia(times_power_of_two(h, -exponent), t, max), exponent);
  }
  const Outcome<BorderedProof> first = t.cols() == 0 ? prove_regular(h) : prove_bordered(h, t);
  return first ? of_bordered(*first) : prove_exactly_with(h, integers, t, max);
}

Outcome<InertiaProof> prove_rational_inertia(const Matrix<Rational>& h, Precision max) {
  require_symmetric(h);
  if (const long exponent = far_exponent(h); exponent != 0) {
    return in_unit(prove_rational_inertia(times_power_of_two(h, -exponent), max), exponent);
  }
  const Outcome<BorderedProof> first = prove_regular(h);
  if (first) return of_bordered(*first);

  const SharedIntegers integers = integer_multiple(h);
  std::size_t refused = 0;
  // Finitely many primes hide a part of the rank.
  for (ulong prime = next_prime(0);; prime = next_prime(prime)) {
    const std::vector<Index> rows = pivots_modulo(integers, prime);
    const bool is_regular = std::ssize(rows) == h.rows();
    if (is_regular) return prove_by_rows(h, rows, NullSpace::none, max);
    if (prime != next_prime(0) && rows.size() <= refused) continue;
    if (are_spanned_by(integers, rows)) return prove_by_rows(h, rows, NullSpace::found, max);
    refused = rows.size();
  }
}

Outcome<Inertia> prove_inertia(const Matrix<Rational>& h, const Matrix<Rational>& t, Precision max) {
  const Outcome<InertiaProof> proof = prove_rational_inertia(h, t, max);
  if (!proof) return proof.reason();
  return proof->inertia;
}

}  // namespace laecert::numeric
