#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/parallel.hpp"
#include "families/effort.hpp"
#include "numeric/eigenspaces.hpp"
#include "problem/instance.hpp"

// Principal components, enclosed, and the doubles that are nearest to them.

namespace laecert::studies {

using namespace checks;
using numeric::Ball;
using numeric::Matrix;
using numeric::Precision;
using numeric::Rational;
using numeric::Vector;

/// A real number, and the double that it rounds to where that is decided.
struct Rounded {
  Ball enclosure;
  std::optional<double> nearest = {};
};

/// A principal component: of the i-th largest eigenvalue s_i of S.
struct PrincipalComponent {
  Index space = 0;  // of PrincipalComponents::spaces
  Rounded eigenvalue = {};
  std::optional<Rounded> variance = {};  // s_i over the divisor; nothing where n is not known
  std::optional<Rounded> ratio = {};     // s_i / tr S; nothing where that is 0
  Rounded singular_value = {};           // sqrt(s_i)
  std::vector<Rounded> direction = {};   // a unit vector; empty where there is not one
};

/// The span of the eigenvectors of neighbouring eigenvalues that are proved apart from all others.
struct PrincipalSpace {
  Index first = 0, size = 1;  // places in the decreasing order, from 0
  bool is_equal = false;      // they are proved equal; of one it is trivial
  /// m x size, the columns together within the radius of an orthonormal basis; nothing where that is not enclosed.
  Matrix<Ball> basis = {};
  std::optional<Ball> radius = {};
};

struct PrincipalComponents {
  std::vector<PrincipalComponent> components = {};
  std::vector<PrincipalSpace> spaces = {};
  std::vector<std::string> open = {};  // what is not decided, and why
  std::optional<Ball> gap = {};        // a lower bound of s_k - s_(k+1), where it is proved positive
  Precision precision = {};
};

struct ComponentOptions {
  Effort effort = {};
  std::optional<long> divisor = {};  // of the explained variances
  bool rounds = true;                // whether a rounding that is not decided asks for more digits
  claims::MapOptions map = {};
};

/// Encloses the min(k, m) first principal components of S, and rounds them.
/// Guarantee: every `nearest` is the double nearest to the true number, ties to even: decided by enclosures of digits,
///            2 digits, ... up to max_digits, and in rationals where the eigenvalue is one; so it is the same for every
///            precision that decides, and any number of jobs. Signs of directions as docs/design.md says.
/// Requires:  1 <= digits <= max_digits.
/// Errors:    Stopped. Undecided where no eigenvalue is enclosed.
Outcome<PrincipalComponents> decide_components(const problem::Instance& instance, const ComponentOptions& options);

/// The columns of the space's basis as enclosures.
std::optional<Matrix<Ball>> enclosed_basis(const PrincipalSpace& space);

/// The orthonormal basis B of the space that its projector P alone determines: P = B B^T, the Cholesky factor with the
/// largest remaining diagonal entry as pivot (the first not proved smaller), whose pivots are positive.
/// Guarantee: encloses it, as long as pivots are decided. Nothing where the space is not enclosed, or it is too large.
std::optional<Matrix<Ball>> canonical_basis(const PrincipalSpace& space);

}  // namespace laecert::studies
