#pragma once

#include <map>
#include <optional>
#include <vector>

#include "numeric/polynomial.hpp"
#include "problem/instance.hpp"

namespace laecert::studies {

using numeric::Ball;
using numeric::Index;
using numeric::Integer;
using numeric::Matrix;
using numeric::Rational;
using numeric::Vector;

/// What exact linear algebra says of the eigenvalues of S where enclosures cannot: which are rational, which are equal.
/// Answers are found when they are first asked for, and kept.
class ExactEigenvalues {
 public:
  /// Beyond this size nothing is asked: it costs too much.
  static constexpr Index largest_size = 200;

  /// S symmetric; it outlives this.
  explicit ExactEigenvalues(const Matrix<Rational>& s);

  /// The rational eigenvalue in the enclosure. With D the common denominator of S, an eigenvalue of the integer matrix
  /// D S that is rational is an integer; there is one candidate where the enclosure is narrower than 1/D, and it is
  /// one where S - c/D is singular.
  /// Guarantee: an eigenvalue that lies in the enclosure. Nothing where there is none, the enclosure is too wide to
  /// say,
  ///            or S too large.
  std::optional<Rational> rational_in(const Ball& enclosure);

  /// Whether all the eigenvalues that the enclosure holds are equal, by the square-free parts of the characteristic
  /// polynomial; false where they are not, or S is too large.
  /// Requires: the enclosure holds at least one.
  bool are_equal_in(const Ball& enclosure);

  /// The unit eigenvector of the eigenvalue s, by the squares of its entries and their signs, up to the common one;
  /// nothing where the eigenvalue is not simple.
  struct UnitVector {
    Vector<Rational> squares;
    std::vector<bool> negative;
  };
  std::optional<UnitVector> simple_vector(const Rational& s);

 private:
  const std::vector<numeric::RationalPolynomial>& squarefree_parts();
  Index nullity_at(const Rational& x);
  [[nodiscard]] Matrix<Rational> shifted(const Rational& x) const;

  const Matrix<Rational>& s_;
  Integer denominator_ = 1;
  std::map<Rational, Index> nullities_;
  std::map<Rational, std::optional<UnitVector>> vectors_;
  std::optional<std::vector<numeric::RationalPolynomial>> parts_;
};

/// The connected components of the graph of the entries of S that are not zero: the component of each variable. The
/// eigenvector of a simple eigenvalue is zero outside of one of them, exactly: S is the direct sum of its components.
std::vector<Index> connected_components(const Matrix<Rational>& s);

}  // namespace laecert::studies
