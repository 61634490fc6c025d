#pragma once

#include <flint/fmpq_mat.h>
#include <flint/fmpz_mat.h>
#include <flint/fmpz_poly.h>

#include "numeric/matrix.hpp"

namespace laecert::numeric {

/// Owns one FLINT integer.
class FlintInteger {
 public:
  FlintInteger() { fmpz_init(value_); }
  FlintInteger(const FlintInteger&) = delete;
  FlintInteger& operator=(const FlintInteger&) = delete;
  ~FlintInteger() { fmpz_clear(value_); }
  [[nodiscard]] fmpz* get() { return value_; }

 private:
  fmpz_t value_;
};

/// Owns one FLINT polynomial with integer coefficients.
class FlintPolynomial {
 public:
  FlintPolynomial() { fmpz_poly_init(value_); }
  FlintPolynomial(const FlintPolynomial&) = delete;
  FlintPolynomial& operator=(const FlintPolynomial&) = delete;
  ~FlintPolynomial() { fmpz_poly_clear(value_); }
  [[nodiscard]] fmpz_poly_struct* get() { return value_; }

 private:
  fmpz_poly_t value_;
};

/// Owns one FLINT integer matrix.
class FlintIntegerMatrix {
 public:
  FlintIntegerMatrix(Index rows, Index cols) { fmpz_mat_init(value_, rows, cols); }
  FlintIntegerMatrix(const FlintIntegerMatrix&) = delete;
  FlintIntegerMatrix& operator=(const FlintIntegerMatrix&) = delete;
  ~FlintIntegerMatrix() { fmpz_mat_clear(value_); }
  [[nodiscard]] fmpz_mat_struct* get() { return value_; }
  [[nodiscard]] const fmpz_mat_struct* get() const { return value_; }

 private:
  fmpz_mat_t value_;
};

/// Owns one FLINT rational matrix.
class FlintRationalMatrix {
 public:
  FlintRationalMatrix(Index rows, Index cols) { fmpq_mat_init(value_, rows, cols); }
  explicit FlintRationalMatrix(const Matrix<Rational>& a);
  FlintRationalMatrix(const FlintRationalMatrix&) = delete;
  FlintRationalMatrix& operator=(const FlintRationalMatrix&) = delete;
  ~FlintRationalMatrix() { fmpq_mat_clear(value_); }
  [[nodiscard]] fmpq_mat_struct* get() { return value_; }
  [[nodiscard]] Matrix<Rational> to_matrix() const;

 private:
  fmpq_mat_t value_;
};

/// numerator / denominator, exactly. Requires: denominator not zero (GMP would end the process).
Rational rational_quotient(const fmpz_t numerator, const fmpz_t denominator);

/// The machine words of the numerator or the denominator, whichever has more.
std::size_t words_of(const Rational& x);

}  // namespace laecert::numeric
