#pragma once

#include <vector>

#include "numeric/matrix.hpp"

namespace laecert::numeric {

/// A polynomial in one unknown with rational coefficients; the leading one is not zero.
class RationalPolynomial {
 public:
  /// The zero polynomial, of degree -1.
  RationalPolynomial() = default;
  /// coefficients[i] belongs to x^i; leading zeros are dropped.
  explicit RationalPolynomial(std::vector<Rational> coefficients);

  [[nodiscard]] Index degree() const { return static_cast<Index>(coefficients_.size()) - 1; }
  [[nodiscard]] const std::vector<Rational>& coefficients() const { return coefficients_; }
  /// The exact value at x.
  [[nodiscard]] Rational operator()(const Rational& x) const;
  friend bool operator==(const RationalPolynomial&, const RationalPolynomial&) = default;

 private:
  std::vector<Rational> coefficients_;
};

/// How often r is a root of p; 0 where it is none.
/// Requires: p not zero.
/// Errors: PreconditionError.
Index root_multiplicity(const RationalPolynomial& p, const Rational& r);

/// Whether p has a repeated complex root, decided by the gcd with its derivative.
/// Requires: p not zero.
/// Errors: PreconditionError.
bool has_repeated_root(const RationalPolynomial& p);

/// A factor of a polynomial whose roots are simple, and how often each of them is a root of the polynomial.
struct PolynomialFactor {
  RationalPolynomial factor;
  Index multiplicity = 0;
};

/// Factors without repeated roots and without common roots, by rising multiplicity; p is a constant times the product
/// of their powers. Two roots of p are equal exactly where one of multiplicity above 1 is counted more than once.
/// Requires: p not zero.
/// Errors: PreconditionError.
std::vector<PolynomialFactor> squarefree_decomposition(const RationalPolynomial& p);

/// The number of roots above r, with multiplicity.
/// Guarantee: exact, by Descartes' rule of signs after the shift by r.
/// Requires:  p not zero, and every root real (so for the characteristic polynomial of a symmetric matrix).
/// Errors:    PreconditionError where p is zero.
Index count_roots_above(const RationalPolynomial& p, const Rational& r);

/// The exact product.
RationalPolynomial operator*(const RationalPolynomial& a, const RationalPolynomial& b);

}  // namespace laecert::numeric
