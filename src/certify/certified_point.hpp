#pragma once

#include <optional>
#include <string>
#include <vector>

#include "numeric/inertia.hpp"
#include "numeric/matrix.hpp"

namespace laecert::certify {

using numeric::Ball;
using numeric::DoubleBall;
using numeric::Index;
using numeric::Matrix;
using numeric::Precision;
using numeric::Rational;
using numeric::Vector;

/// What `certify` aims at, and how far it climbs.
struct CertifyOptions {
  long digits = 30;            // the true point is enclosed within 10^-(digits + 10), in the problem's own units
  long max_digits = 200;       // the largest precision of a proof by balls
  bool spectrum = false;       // enclose the Hessian's eigenvalues as well
  long spectrum_digits = 0;    // to this many digits of the largest; 0: as the route that decides gives them
  bool by_balls_only = false;  // leave out the route in double (tests hold the two against each other)
  bool exact_points = true;    // ask whether the approximate point itself is critical
};

/// A proved critical point of a problem, with its proved inertia.
struct CertifiedPoint {
  Vector<Ball> point;                 // contains the critical point; exact balls where `exact`
  bool exact = false;                 // the centre itself is critical: its gradient equals zero in rationals
  Vector<Rational> exact_point = {};  // the centre, where `exact`; else empty
  Ball radius;    // the critical point lies within this distance of the centre (exact, an upper bound)
  Ball distance;  // encloses the distance of the critical point from the given approximate point
  numeric::Inertia inertia;
  Ball value;                           // encloses the value at the critical point
  std::optional<Rational> exact_value;  // present where `exact` and the problem's values are rational
  Ball gradient_norm;                   // encloses |gradient| at the centre
  Ball gap;                 // lower bound of the least singular value of the bordered matrix J over the enclosure
  Matrix<Ball> generators;  // g x b, exact: the combinations of symmetries that border the Hessian
  Precision precision;      // of the inertia's proof; 53 bits is the route in double
  std::vector<Ball> hessian_spectrum;  // decreasing; empty unless asked for
};

}  // namespace laecert::certify
