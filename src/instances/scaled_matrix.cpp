#include "instances/scaled_matrix.hpp"

#include <utility>

#include "numeric/errors.hpp"

namespace laecert::instances {

ScaledMatrix::ScaledMatrix(Index rows, Index cols, Integer denominator) : denominator_(std::move(denominator)) {
  if (!(rows >= 0 && cols >= 0 && denominator_ > 0)) {
    throw PreconditionError("scaled matrix: rows, cols >= 0 and a positive denominator expected");
  }
  fmpz_mat_init(numerators_, rows, cols);
}

ScaledMatrix::ScaledMatrix(const ScaledMatrix& other) : denominator_(other.denominator_) {
  fmpz_mat_init_set(numerators_, other.numerators_);
}

ScaledMatrix::ScaledMatrix(ScaledMatrix&& other) noexcept : denominator_(1) {
  fmpz_mat_init(numerators_, 0, 0);
  fmpz_mat_swap(numerators_, other.numerators_);
  std::swap(denominator_, other.denominator_);
}

ScaledMatrix& ScaledMatrix::operator=(ScaledMatrix other) noexcept {
  fmpz_mat_swap(numerators_, other.numerators_);
  std::swap(denominator_, other.denominator_);
  return *this;
}

Rational ScaledMatrix::operator()(Index i, Index j) const {
  Rational result = 0;
  fmpz_get_mpz(mpq_numref(result.backend().data()), fmpz_mat_entry(numerators_, i, j));
  mpz_set(mpq_denref(result.backend().data()), denominator_.backend().data());
  mpq_canonicalize(result.backend().data());
  return result;
}

void ScaledMatrix::set_numerator(Index i, Index j, const Integer& value) {
  fmpz_set_mpz(fmpz_mat_entry(numerators_, i, j), value.backend().data());
}

ScaledMatrix ScaledMatrix::transposed() const {
  ScaledMatrix result(cols(), rows(), denominator_);
  fmpz_mat_transpose(result.numerators_, numerators_);
  return result;
}

ScaledMatrix ScaledMatrix::columns(const std::vector<Index>& chosen) const {
  ScaledMatrix result(rows(), static_cast<Index>(chosen.size()), denominator_);
  for (Index j = 0; j < result.cols(); ++j) {
    const Index from = chosen[static_cast<std::size_t>(j)];
    for (Index i = 0; i < rows(); ++i) {
      fmpz_set(fmpz_mat_entry(result.numerators_, i, j), fmpz_mat_entry(numerators_, i, from));
    }
  }
  return result;
}

bool ScaledMatrix::is_constant_column(Index j) const {
  for (Index i = 1; i < rows(); ++i) {
    if (fmpz_equal(fmpz_mat_entry(numerators_, i, j), fmpz_mat_entry(numerators_, 0, j)) == 0) return false;
  }
  return true;
}

Matrix<Rational> ScaledMatrix::to_rational() const {
  Matrix<Rational> result(rows(), cols());
  for (Index j = 0; j < cols(); ++j) {
    for (Index i = 0; i < rows(); ++i) result(i, j) = (*this)(i, j);
  }
  return result;
}

}  // namespace laecert::instances
