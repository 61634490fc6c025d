#include "instances/gram.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

#include "numeric/errors.hpp"

namespace laecert::instances {
namespace {

void require_samples(const ScaledMatrix& samples) {
  if (samples.rows() >= 1 && samples.cols() >= 1) return;
  throw PreconditionError(
      fmt::format("Gram matrix: samples are {} x {}, expected at least 1 x 1", samples.rows(), samples.cols()));
}

/// For each column the largest power of two that divides all its numerators; zero for a column of zeros.
std::vector<ulong> common_shifts(const ScaledMatrix& samples) {
  std::vector<ulong> shifts(static_cast<std::size_t>(samples.cols()), 0);
  for (Index j = 0; j < samples.cols(); ++j) {
    std::optional<ulong> least;
    for (Index i = 0; i < samples.rows(); ++i) {
      const fmpz* entry = fmpz_mat_entry(samples.numerators(), i, j);
      if (fmpz_is_zero(entry) != 0) continue;
      least = std::min(least.value_or(std::numeric_limits<ulong>::max()), fmpz_val2(entry));
    }
    shifts[static_cast<std::size_t>(j)] = least.value_or(0);
  }
  return shifts;
}

/// N^T N over D^2, where samples = N / D. Columns are multiplied without their powers of two: with binary data of
/// different scales side by side the factors are then as short as if each column stood alone.
ScaledMatrix product_with_itself(const ScaledMatrix& samples) {
  const std::vector<ulong> shifts = common_shifts(samples);
  ScaledMatrix reduced = samples;
  for (Index i = 0; i < reduced.rows(); ++i) {
    for (Index j = 0; j < reduced.cols(); ++j) {
      fmpz* entry = fmpz_mat_entry(reduced.numerators(), i, j);
      fmpz_tdiv_q_2exp(entry, entry, shifts[static_cast<std::size_t>(j)]);
    }
  }
  const ScaledMatrix transpose = reduced.transposed();
  ScaledMatrix result(samples.cols(), samples.cols(), Integer(samples.denominator() * samples.denominator()));
  fmpz_mat_mul(result.numerators(), transpose.numerators(), reduced.numerators());
  for (Index i = 0; i < result.rows(); ++i) {
    for (Index j = 0; j < result.cols(); ++j) {
      fmpz* entry = fmpz_mat_entry(result.numerators(), i, j);
      fmpz_mul_2exp(entry, entry, shifts[static_cast<std::size_t>(i)] + shifts[static_cast<std::size_t>(j)]);
    }
  }
  return result;
}

/// All entries, in lowest terms; each of the half below the diagonal is reduced once.
Matrix<Rational> symmetric_rational(const ScaledMatrix& matrix) {
  Matrix<Rational> result(matrix.rows(), matrix.cols());
  for (Index j = 0; j < matrix.cols(); ++j) {
    for (Index i = j; i < matrix.rows(); ++i) {
      result(i, j) = matrix(i, j);
      result(j, i) = result(i, j);
    }
  }
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
  return symmetric_rational(product_with_itself(samples));
}

Matrix<Rational> exact_centered_gram(const ScaledMatrix& samples) {
  require_samples(samples);
  const ScaledMatrix raw = product_with_itself(samples);
  const ScaledMatrix sums = product_with_itself(column_sums(samples));
  // N^T N / D^2 - n (c/nD) (c/nD)^T = (n N^T N - c c^T) / (n D^2).
  ScaledMatrix centered(raw.rows(), raw.cols(), Integer(raw.denominator() * samples.rows()));
  fmpz_mat_scalar_mul_si(centered.numerators(), raw.numerators(), samples.rows());
  fmpz_mat_sub(centered.numerators(), centered.numerators(), sums.numerators());
  return symmetric_rational(centered);
}

}  // namespace laecert::instances
