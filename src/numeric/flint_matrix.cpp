#include "numeric/flint_matrix.hpp"

#include <algorithm>

#include "numeric/errors.hpp"

namespace laecert::numeric {

FlintRationalMatrix::FlintRationalMatrix(const Matrix<Rational>& a) : FlintRationalMatrix(a.rows(), a.cols()) {
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.cols(); ++j) fmpq_set_mpq(fmpq_mat_entry(value_, i, j), a(i, j).backend().data());
  }
}

Matrix<Rational> FlintRationalMatrix::to_matrix() const {
  Matrix<Rational> result(fmpq_mat_nrows(value_), fmpq_mat_ncols(value_));
  for (Index i = 0; i < result.rows(); ++i) {
    for (Index j = 0; j < result.cols(); ++j) {
      fmpq_get_mpq(result(i, j).backend().data(), fmpq_mat_entry(value_, i, j));
    }
  }
  return result;
}

Rational rational_quotient(const fmpz_t numerator, const fmpz_t denominator) {
  if (fmpz_is_zero(denominator) != 0) throw PreconditionError("rational_quotient: the denominator is zero");
  Rational result;
  fmpz_get_mpz(mpq_numref(result.backend().data()), numerator);
  fmpz_get_mpz(mpq_denref(result.backend().data()), denominator);
  mpq_canonicalize(result.backend().data());
  return result;
}

std::size_t words_of(const Rational& x) {
  return std::max(mpz_size(mpq_numref(x.backend().data())), mpz_size(mpq_denref(x.backend().data())));
}

}  // namespace laecert::numeric
