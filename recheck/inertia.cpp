#include "inertia.hpp"

#include <algorithm>

namespace laecert::recheck {
namespace {

// Exchanges rows t and i and columns t and i, t < i, of what is left from t on.
void exchange(SymmetricMatrix& a, Index t, Index i) {
  swap(a.at(t, t), a.at(i, i));
  for (Index j = t + 1; j < a.size(); ++j) {
    if (j != i) swap(a.at(t, j), a.at(i, j));
  }
}

// Adds row i to row t and column i to column t, where a_tt = a_ii = 0: then a_tt = 2 a_it.
void add(SymmetricMatrix& a, Index t, Index i) {
  const Integer twice = 2 * a.at(t, i);
  for (Index j = t + 1; j < a.size(); ++j) a.at(t, j) += a.at(i, j);
  a.at(t, t) = twice;
}

// Brings an entry that is not zero to (t, t) by a congruence with a matrix of determinant +-1. False where all that is
// left is zero.
bool find_pivot(SymmetricMatrix& a, Index t) {
  for (Index i = t; i < a.size(); ++i) {
    if (a.at(i, i) == 0) continue;
    if (i != t) exchange(a, t, i);
    return true;
  }
  for (Index i = t + 1; i < a.size(); ++i) {
    for (Index j = t; j < i; ++j) {
      if (a.at(i, j) == 0) continue;
      if (j != t) exchange(a, t, j);
      add(a, t, i);
      return true;
    }
  }
  return false;
}

// a_ij <- (a_ij a_tt - a_it a_jt) / previous for t < j <= i. All entries stay minors of the integer matrix, so the
// division leaves no remainder (Bareiss 1968).
void eliminate(SymmetricMatrix& a, Index t, const Integer& previous) {
  const Integer& pivot = a.at(t, t);
  for (Index i = t + 1; i < a.size(); ++i) {
    const Integer& a_it = a.at(i, t);
    for (Index j = t + 1; j <= i; ++j) {
      mpz_ptr a_ij = a.at(i, j).get_mpz_t();
      mpz_mul(a_ij, a_ij, pivot.get_mpz_t());
      mpz_submul(a_ij, a_it.get_mpz_t(), a.at(j, t).get_mpz_t());
      mpz_divexact(a_ij, a_ij, previous.get_mpz_t());
    }
  }
}

}  // namespace

SymmetricMatrix::SymmetricMatrix(const Matrix& a) : SymmetricMatrix(a.rows()) {
  for (Index i = 0; i < size_; ++i) {
    for (Index j = 0; j <= i; ++j) at(i, j) = a.at(i, j);
  }
}

Index SymmetricMatrix::bits() const {
  Index longest = 0;
  for (const Integer& entry : entries_) longest = std::max(longest, mpz_sizeinbase(entry.get_mpz_t(), 2));
  return longest;
}

Inertia inertia(SymmetricMatrix a) {
  Inertia count;
  Integer previous = 1;
  for (Index t = 0; t < a.size(); ++t) {
    if (!find_pivot(a, t)) {
      count.zero = a.size() - t;
      break;
    }
    // In L D L^T = a the entry d_t is the quotient of neighbouring leading minors (Jacobi), and D has the signs of a's
    // eigenvalues (Sylvester).
    const bool is_negative = sgn(a.at(t, t)) != sgn(previous);
    ++(is_negative ? count.negative : count.positive);
    eliminate(a, t, previous);
    previous = a.at(t, t);
  }
  return count;
}

Inertia shifted_inertia(SymmetricMatrix a, const Integer& shift) {
  for (Index i = 0; i < a.size(); ++i) a.at(i, i) += shift;
  return inertia(std::move(a));
}

}  // namespace laecert::recheck
