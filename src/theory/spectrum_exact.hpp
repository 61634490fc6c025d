#pragma once

#include "theory/spectrum.hpp"

namespace laecert::theory {

/// The spectrum where S is diagonal or given with its rational decomposition; nothing elsewhere.
std::optional<ExactSpectrum> exact_spectrum(const problem::Instance& instance);

/// All of Spectrum from its exact form. digits: as decide_spectrum.
Spectrum spectrum_of(ExactSpectrum exact, const Rational& lambda, const Rational& trace, long digits);

/// 10^-(digits + 10), the target radius of an enclosure: of an eigenvalue, relative to the largest.
Rational target_radius(long digits);

/// A precision whose balls of the size of `magnitude` have a radius below the target, with ten digits to spare.
Precision precision_for(long digits, const Rational& magnitude);

/// Turns each column so that its first entry not proved smaller in modulus than another at this radius is positive.
Matrix<Rational> with_canonical_signs(Matrix<Rational> columns, const Rational& radius);

/// Min |s_i - lambda| over eigenvalues not on the wall, and the least gap of distinct ones above lambda, from the
/// values, groups and multiplicities of a spectrum.
Spectrum with_gaps(Spectrum spectrum);

}  // namespace laecert::theory
