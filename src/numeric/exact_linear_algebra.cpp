#include "numeric/exact_linear_algebra.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/flint_matrix.hpp"
#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

std::string shape(const Matrix<Rational>& a) { return std::to_string(a.rows()) + " x " + std::to_string(a.cols()); }

void require_square(const Matrix<Rational>& a, const char* routine) {
  if (a.rows() != a.cols()) throw PreconditionError(std::string(routine) + ": matrix is " + shape(a) + ", not square");
}

/// Whether a routine may last longer than a millisecond: some n^4 products of words, by Cramer's bound of its results.
bool may_last(const Matrix<Rational>& a) {
  std::size_t words = 0;
  for (const Rational& x : a.reshaped()) words = std::max(words, words_of(x));
  const auto n = static_cast<double>(std::max(a.rows(), a.cols()));
  return n * n * n * n * static_cast<double>(words) > 1e6;
}

/// The reduced row echelon form; each row of it that is not zero begins with a pivot.
std::vector<Index> pivots_of_echelon_form(fmpq_mat_struct* rref, Index rank) {
  std::vector<Index> pivots;
  for (Index row = 0, col = 0; row < rank; ++row) {
    while (fmpq_is_zero(fmpq_mat_entry(rref, row, col)) != 0) ++col;
    pivots.push_back(col);
  }
  return pivots;
}

RationalPolynomial characteristic_polynomial_of(const Matrix<Rational>& a) {
  FlintRationalMatrix rational(a);
  FlintIntegerMatrix integer(a.rows(), a.cols());
  FlintInteger scale;
  fmpq_mat_get_fmpz_mat_matwise(integer.get(), scale.get(), rational.get());
  // A fresh polynomial: FLINT 2.9.0 answers wrongly into a used one.
  FlintPolynomial scaled;
  fmpz_mat_charpoly(scaled.get(), integer.get());

  // With A = M/d: det(x I - A) = d^-n det(d x I - M), so the coefficient of x^i is that of M over d^(n-i).
  FlintInteger power;
  fmpz_one(power.get());
  std::vector<Rational> coefficients(static_cast<std::size_t>(a.rows()) + 1);
  for (Index i = a.rows(); i >= 0; --i) {
    FlintInteger coefficient;
    fmpz_poly_get_coeff_fmpz(coefficient.get(), scaled.get(), i);
    coefficients[static_cast<std::size_t>(i)] = rational_quotient(coefficient.get(), power.get());
    fmpz_mul(power.get(), power.get(), scale.get());
  }
  return RationalPolynomial(std::move(coefficients));
}

Rational determinant_of(const Matrix<Rational>& a) {
  FlintRationalMatrix matrix(a);
  fmpq_t determinant;
  fmpq_init(determinant);
  fmpq_mat_det(determinant, matrix.get());
  Rational result = rational_quotient(fmpq_numref(determinant), fmpq_denref(determinant));
  fmpq_clear(determinant);
  return result;
}

std::vector<Index> pivots_of(const Matrix<Rational>& a) {
  FlintRationalMatrix matrix(a);
  FlintRationalMatrix rref(a.rows(), a.cols());
  const Index rank = fmpq_mat_rref(rref.get(), matrix.get());
  return pivots_of_echelon_form(rref.get(), rank);
}

Index rank_of(const Matrix<Rational>& a) {
  FlintRationalMatrix matrix(a);
  FlintRationalMatrix rref(a.rows(), a.cols());
  return fmpq_mat_rref(rref.get(), matrix.get());
}

Matrix<Rational> nullspace_of(const Matrix<Rational>& a) {
  const Index n = a.cols();
  FlintRationalMatrix rational(a);
  FlintIntegerMatrix rows(a.rows(), n);
  for (Index i = 0; i < a.rows(); ++i) {
    // Row by row: a common factor of a row does not change the null space.
    FlintInteger scale;
    fmpz_one(scale.get());
    for (Index j = 0; j < n; ++j) fmpz_lcm(scale.get(), scale.get(), fmpq_mat_entry_den(rational.get(), i, j));
    for (Index j = 0; j < n; ++j) {
      fmpz* entry = fmpz_mat_entry(rows.get(), i, j);
      fmpz_divexact(entry, scale.get(), fmpq_mat_entry_den(rational.get(), i, j));
      fmpz_mul(entry, entry, fmpq_mat_entry_num(rational.get(), i, j));
    }
  }
  FlintIntegerMatrix basis(n, n);
  const Index nullity = fmpz_mat_nullspace(basis.get(), rows.get());
  FlintInteger one;
  fmpz_one(one.get());
  Matrix<Rational> result(n, nullity);
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j < nullity; ++j) {
      result(i, j) = rational_quotient(fmpz_mat_entry(basis.get(), i, j), one.get());
    }
  }
  return result;
}

std::optional<Matrix<Rational>> solution_of(const Matrix<Rational>& a, const Matrix<Rational>& b) {
  FlintRationalMatrix matrix(a);
  FlintRationalMatrix right(b);
  FlintRationalMatrix solution(b.rows(), b.cols());
  if (fmpq_mat_solve(solution.get(), matrix.get(), right.get()) == 0) return std::nullopt;
  return solution.to_matrix();
}

}  // namespace

RationalPolynomial characteristic_polynomial(const Matrix<Rational>& a) {
  require_square(a, "characteristic_polynomial");
  return may_last(a) ? abandonable([a] { return characteristic_polynomial_of(a); }) : characteristic_polynomial_of(a);
}

Rational exact_determinant(const Matrix<Rational>& a) {
  require_square(a, "exact_determinant");
  return may_last(a) ? abandonable([a] { return determinant_of(a); }) : determinant_of(a);
}

std::vector<Index> pivot_columns(const Matrix<Rational>& a) {
  if (a.size() == 0) return {};
  return may_last(a) ? abandonable([a] { return pivots_of(a); }) : pivots_of(a);
}

Index exact_rank(const Matrix<Rational>& a) {
  if (a.size() == 0) return 0;
  return may_last(a) ? abandonable([a] { return rank_of(a); }) : rank_of(a);
}

Matrix<Rational> exact_nullspace(const Matrix<Rational>& a) {
  if (a.size() == 0) return Matrix<Rational>::Identity(a.cols(), a.cols());
  return may_last(a) ? abandonable([a] { return nullspace_of(a); }) : nullspace_of(a);
}

std::optional<Matrix<Rational>> exact_solve(const Matrix<Rational>& a, const Matrix<Rational>& b) {
  require_square(a, "exact_solve");
  if (b.rows() != a.rows()) {
    throw PreconditionError("exact_solve: right-hand side is " + shape(b) + ", matrix " + shape(a));
  }
  if (a.size() == 0 || b.size() == 0) {
    if (a.size() != 0 && exact_determinant(a) == 0) return std::nullopt;
    return b;
  }
  return may_last(a) || may_last(b) ? abandonable([a, b] { return solution_of(a, b); }) : solution_of(a, b);
}

}  // namespace laecert::numeric
