#include "instances/gram.hpp"

#include <fmt/core.h>

#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

void require_samples(const ScaledMatrix& samples) {
  if (samples.rows() >= 1 && samples.cols() >= 1) return;
  throw PreconditionError(
      fmt::format("Gram matrix: samples are {} x {}, expected at least 1 x 1", samples.rows(), samples.cols()));
}

/// N^T N over D^2, where samples = N / D.
ScaledMatrix product_with_itself(const ScaledMatrix& samples) {
  const ScaledMatrix transpose = samples.transposed();
  ScaledMatrix result(samples.cols(), samples.cols(), Integer(samples.denominator() * samples.denominator()));
  fmpz_mat_mul(result.numerators(), transpose.numerators(), samples.numerators());
  return result;
}

/// The row c of column sums of the numerators, 1 x m over D.
ScaledMatrix column_sums(const ScaledMatrix& samples) {
  ScaledMatrix sums(1, samples.cols(), samples.denominator());
  for (Index i = 0; i < samples.rows(); ++i) {
    for (Index j = 0; j < samples.cols(); ++j) {
      fmpz* sum = fmpz_mat_entry(sums.numerators(), 0, j);
      fmpz_add(sum, sum, fmpz_mat_entry(samples.numerators(), i, j));
    }
  }
  return sums;
}

}  // namespace

Matrix<Rational> exact_gram(const ScaledMatrix& samples) {
  require_samples(samples);
  return product_with_itself(samples).to_rational();
}

Matrix<Rational> exact_centered_gram(const ScaledMatrix& samples) {
  require_samples(samples);
  const ScaledMatrix raw = product_with_itself(samples);
  const ScaledMatrix sums = product_with_itself(column_sums(samples));
  // N^T N / D^2 - n (c/nD) (c/nD)^T = (n N^T N - c c^T) / (n D^2).
  ScaledMatrix centered(raw.rows(), raw.cols(), Integer(raw.denominator() * samples.rows()));
  fmpz_mat_scalar_mul_si(centered.numerators(), raw.numerators(), samples.rows());
  fmpz_mat_sub(centered.numerators(), centered.numerators(), sums.numerators());
  return centered.to_rational();
}

}  // namespace laecert::instances
