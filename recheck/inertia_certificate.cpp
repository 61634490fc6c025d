#include "inertia_certificate.hpp"

#include <algorithm>
#include <sstream>

#include "inertia.hpp"

namespace laecert::recheck {
namespace {

// Minors have at most some N times the bits of an entry: the memory for an elimination is bounded.
constexpr Index most_matrix_bits = Index{1} << 17U;

// H and the gap over one denominator.
struct Scaled {
  SymmetricMatrix matrix;
  Integer gap;
};

Scaled scaled_to_integers(const InertiaCertificate& given) {
  const Integer common = lcm(given.matrix.denominator(), given.gap.get_den());
  const Integer factor = common / given.matrix.denominator();
  Scaled result{SymmetricMatrix(given.matrix), given.gap.get_num() * (common / given.gap.get_den())};
  for (Index i = 0; i < result.matrix.size(); ++i) {
    for (Index j = 0; j <= i; ++j) result.matrix.at(i, j) *= factor;
  }
  return result;
}

std::string summary(const InertiaCertificate& given) {
  constexpr int digits = 4;
  std::ostringstream text;
  text << "a symmetric " << given.matrix.rows() << " x " << given.matrix.rows() << " matrix: " << given.inertia[0]
       << " negative, " << given.inertia[1] << " zero, " << given.inertia[2]
       << " positive eigenvalues, no other than 0 nearer to it than " << shortened(given.gap, Rounding::down, digits);
  return text.str();
}

}  // namespace

Verdict decide_inertia(const InertiaCertificate& given) {
  if (!are_equal(given.matrix, transposed(given.matrix))) return {false, "the matrix is not symmetric"};
  if (given.gap <= 0) return {false, "the gap is not positive"};
  const Scaled scaled = scaled_to_integers(given);
  const Index bits = std::max(scaled.matrix.bits(), Index{mpz_sizeinbase(scaled.gap.get_mpz_t(), 2)});
  if (bits * given.matrix.rows() > most_matrix_bits)
    return {false, "the numbers are too long for a matrix of this size"};
  const Inertia found = inertia(scaled.matrix);
  const bool is_claimed =
      found.negative == given.inertia[0] && found.zero == given.inertia[1] && found.positive == given.inertia[2];
  if (!is_claimed) return {false, "the inertia is another one"};
  const Inertia below = shifted_inertia(scaled.matrix, -scaled.gap), above = shifted_inertia(scaled.matrix, scaled.gap);
  const bool has_gap = below.negative == found.negative + found.zero && above.positive == found.zero + found.positive;
  if (!has_gap) return {false, "an eigenvalue that is not 0 lies within the gap"};
  return {true, summary(given)};
}

}  // namespace laecert::recheck
