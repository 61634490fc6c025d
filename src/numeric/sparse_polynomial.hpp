#pragma once

#include <compare>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "numeric/matrix.hpp"

namespace laecert::numeric {

/// A commuting unknown: a letter, and the place of the eigenvalue it belongs to, from 0; -1 where it belongs to none.
struct Indeterminate {
  char letter = 'x';
  Index place = -1;
  friend auto operator<=>(const Indeterminate&, const Indeterminate&) = default;
};

/// "s3" for place 2, "l" for no place.
std::string to_string(const Indeterminate& x);

/// Powers of different unknowns, in increasing order of them, exponents positive; empty: 1.
using PowerProduct = std::vector<std::pair<Indeterminate, int>>;

/// A polynomial in commuting unknowns with integer coefficients; a Scalar, so that a loss can be evaluated over it.
/// Guarantee: exact; no coefficient is zero, so equal polynomials have equal terms.
class SparsePolynomial {
 public:
  /// Zero.
  SparsePolynomial() = default;
  SparsePolynomial(int constant);
  explicit SparsePolynomial(const Indeterminate& x);
  SparsePolynomial(PowerProduct powers, Integer coefficient);

  [[nodiscard]] const std::map<PowerProduct, Integer>& terms() const { return terms_; }
  [[nodiscard]] bool is_zero() const { return terms_.empty(); }

  SparsePolynomial& operator+=(const SparsePolynomial& y);
  SparsePolynomial& operator-=(const SparsePolynomial& y);
  SparsePolynomial& operator*=(const SparsePolynomial& y);
  friend SparsePolynomial operator+(SparsePolynomial x, const SparsePolynomial& y) { return x += y; }
  friend SparsePolynomial operator-(SparsePolynomial x, const SparsePolynomial& y) { return x -= y; }
  friend SparsePolynomial operator*(const SparsePolynomial& x, const SparsePolynomial& y);
  friend SparsePolynomial operator-(const SparsePolynomial& x);
  friend bool operator==(const SparsePolynomial&, const SparsePolynomial&) = default;
  friend bool operator<(const SparsePolynomial& x, const SparsePolynomial& y) { return x.terms_ < y.terms_; }

 private:
  void add(const PowerProduct& powers, const Integer& coefficient);

  std::map<PowerProduct, Integer> terms_;
};

/// The relation lead = replacement, read from left to right.
struct Rewriting {
  PowerProduct lead;
  SparsePolynomial replacement;
};

/// p with every multiple of a lead replaced, until none is left.
/// Guarantee: it differs from p by a combination of the relations; so it has the value of p wherever they hold.
/// Requires:  rules that end.
SparsePolynomial reduced(SparsePolynomial p, const std::vector<Rewriting>& rules);

/// p with the places of its unknowns exchanged for `places.at(place)`.
/// Requires: a new place for each one that occurs.
SparsePolynomial with_places(const SparsePolynomial& p, const std::map<Index, Index>& places);

/// The places of the unknowns that occur, -1 left out, are added.
void add_places(std::map<Index, Index>& places, const SparsePolynomial& p);

}  // namespace laecert::numeric

template <>
struct Eigen::NumTraits<laecert::numeric::SparsePolynomial>
    : Eigen::EnclosureTraits<laecert::numeric::SparsePolynomial> {};
