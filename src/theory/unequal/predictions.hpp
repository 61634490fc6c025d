#pragma once

#include <optional>

#include "theory/spectrum.hpp"
#include "theory/unequal/injections.hpp"

namespace laecert::theory {

/// Encloses the squared length 1 - lambda_a/s of an active unit.
Ball predict_unit_load(const Rational& penalty, const Ball& s, Precision precision);

/// Encloses the value at an injection: tr S - sum over active a of s (1 - lambda_a/s)^2, s = s_pi(a).
/// Units:  squared data units. Source: docs/theory.md section 9.
Ball predict_unit_value(const UnitProfile& profile, const Manifold& manifold, const Spectrum& spectrum);
/// The same exactly, where the eigenvalues are rational.
std::optional<Rational> predict_exact_unit_value(const UnitProfile& profile, const Manifold& manifold,
                                                 const Spectrum& spectrum);

/// The decoder W2 of one of the points, m x k: column a is sqrt(1 - lambda_a/s) u for an active unit, else zero; W1 is
/// its transpose. Exactly critical where all that it needs is rational, else a dyadic point near one.
struct PredictedUnits {
  Matrix<Rational> W2;
  bool is_exact = false;
};
PredictedUnits predict_units(const UnitProfile& profile, const Manifold& manifold, const Spectrum& spectrum);

/// Whether the points of every injection are rational: the spectrum is, and every root of an index within reach.
bool has_rational_units(const UnitProfile& profile, const Spectrum& spectrum);

}  // namespace laecert::theory
