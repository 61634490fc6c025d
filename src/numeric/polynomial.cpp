#include "numeric/polynomial.hpp"

#include <flint/fmpz_poly_factor.h>

#include <algorithm>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/flint_matrix.hpp"
#include "numeric/running.hpp"

namespace laecert::numeric {
namespace {

void require_nonzero(const RationalPolynomial& p, const char* routine) {
  if (p.degree() < 0) throw PreconditionError(std::string(routine) + ": the polynomial is zero");
}

// Whether a routine may last longer than a millisecond: n^3 products of words.
bool may_last(const RationalPolynomial& p, const Rational& shift = 0) {
  std::size_t words = words_of(shift) * static_cast<std::size_t>(p.degree() + 1);
  for (const Rational& c : p.coefficients()) words = std::max(words, words_of(c));
  const auto n = static_cast<double>(p.degree() + 1);
  return n * n * n * static_cast<double>(words) > 1e6;
}

Integer common_denominator(const RationalPolynomial& p) {
  Integer common = 1;
  for (const Rational& c : p.coefficients()) common = lcm(common, Integer(denominator(c)));
  return common;
}

void set_coefficient(FlintPolynomial& p, Index i, const Integer& value) {
  FlintInteger coefficient;
  fmpz_set_mpz(coefficient.get(), value.backend().data());
  fmpz_poly_set_coeff_fmpz(p.get(), i, coefficient.get());
}

Integer scaled_coefficient(const RationalPolynomial& p, Index i, const Integer& common) {
  const Rational scaled = p.coefficients()[static_cast<std::size_t>(i)] * Rational(common);
  return Integer(numerator(scaled));
}

/// Sets `target`, which is fresh, to a positive multiple of p with integer coefficients.
void set_integer_multiple(FlintPolynomial& target, const RationalPolynomial& p) {
  const Integer common = common_denominator(p);
  for (Index i = 0; i <= p.degree(); ++i) set_coefficient(target, i, scaled_coefficient(p, i, common));
}

/// The signs of the coefficients, lowest first, of a positive multiple of p(x/b + r), r = a/b: its roots are b (root -
/// r).
std::vector<int> signs_of_shifted(const RationalPolynomial& p, const Rational& r) {
  const Integer a = numerator(r);
  const Integer b = denominator(r);
  const Integer common = common_denominator(p);
  // b^n p((x + a)/b) = sum_i c_i b^(n-i) (x + a)^i.
  FlintPolynomial shifted;
  Integer power = 1;
  for (Index i = p.degree(); i >= 0; --i) {
    set_coefficient(shifted, i, scaled_coefficient(p, i, common) * power);
    power *= b;
  }
  FlintInteger shift;
  fmpz_set_mpz(shift.get(), a.backend().data());
  FlintPolynomial moved;
  fmpz_poly_taylor_shift(moved.get(), shifted.get(), shift.get());
  std::vector<int> signs;
  for (Index i = 0; i <= p.degree(); ++i) signs.push_back(fmpz_sgn(fmpz_poly_get_coeff_ptr(moved.get(), i)));
  return signs;
}

std::vector<int> signs_after_shift(const RationalPolynomial& p, const Rational& r) {
  if (!may_last(p, r)) return signs_of_shifted(p, r);
  return abandonable([p, r] { return signs_of_shifted(p, r); });
}

RationalPolynomial from_flint(const fmpz_poly_t p) {
  FlintInteger one;
  fmpz_one(one.get());
  std::vector<Rational> coefficients;
  for (Index i = 0; i < fmpz_poly_length(p); ++i) {
    coefficients.push_back(rational_quotient(fmpz_poly_get_coeff_ptr(p, i), one.get()));
  }
  return RationalPolynomial(std::move(coefficients));
}

bool meets_its_derivative(const RationalPolynomial& p) {
  FlintPolynomial integer;
  FlintPolynomial derivative;
  FlintPolynomial common;
  set_integer_multiple(integer, p);
  fmpz_poly_derivative(derivative.get(), integer.get());
  fmpz_poly_gcd(common.get(), integer.get(), derivative.get());
  return fmpz_poly_degree(common.get()) > 0;
}

std::vector<PolynomialFactor> squarefree_factors(const RationalPolynomial& p) {
  FlintPolynomial integer;
  set_integer_multiple(integer, p);
  fmpz_poly_factor_t factors;
  fmpz_poly_factor_init(factors);
  fmpz_poly_factor_squarefree(factors, integer.get());
  std::vector<PolynomialFactor> result;
  for (slong i = 0; i < factors->num; ++i) result.push_back({from_flint(factors->p + i), factors->exp[i]});
  fmpz_poly_factor_clear(factors);
  std::sort(result.begin(), result.end(),
            [](const PolynomialFactor& a, const PolynomialFactor& b) { return a.multiplicity < b.multiplicity; });
  return result;
}

}  // namespace

RationalPolynomial::RationalPolynomial(std::vector<Rational> coefficients) : coefficients_(std::move(coefficients)) {
  while (!coefficients_.empty() && coefficients_.back() == 0) coefficients_.pop_back();
}

Rational RationalPolynomial::operator()(const Rational& x) const {
  Rational value = 0;
  for (auto c = coefficients_.rbegin(); c != coefficients_.rend(); ++c) value = value * x + *c;
  return value;
}

Index root_multiplicity(const RationalPolynomial& p, const Rational& r) {
  require_nonzero(p, "root_multiplicity");
  const std::vector<int> signs = signs_after_shift(p, r);
  return std::find_if(signs.begin(), signs.end(), [](int s) { return s != 0; }) - signs.begin();
}

bool has_repeated_root(const RationalPolynomial& p) {
  require_nonzero(p, "has_repeated_root");
  return may_last(p) ? abandonable([p] { return meets_its_derivative(p); }) : meets_its_derivative(p);
}

std::vector<PolynomialFactor> squarefree_decomposition(const RationalPolynomial& p) {
  require_nonzero(p, "squarefree_decomposition");
  return may_last(p) ? abandonable([p] { return squarefree_factors(p); }) : squarefree_factors(p);
}

Index count_roots_above(const RationalPolynomial& p, const Rational& r) {
  require_nonzero(p, "count_roots_above");
  Index variations = 0;
  int last = 0;
  for (const int sign : signs_after_shift(p, r)) {
    if (sign == 0) continue;
    if (sign == -last) ++variations;
    last = sign;
  }
  return variations;
}

RationalPolynomial operator*(const RationalPolynomial& a, const RationalPolynomial& b) {
  if (a.degree() < 0 || b.degree() < 0) return {};
  std::vector<Rational> product(static_cast<std::size_t>(a.degree() + b.degree() + 1));
  for (std::size_t i = 0; i < a.coefficients().size(); ++i) {
    for (std::size_t j = 0; j < b.coefficients().size(); ++j) {
      product[i + j] += a.coefficients()[i] * b.coefficients()[j];
    }
  }
  return RationalPolynomial(std::move(product));
}

}  // namespace laecert::numeric
