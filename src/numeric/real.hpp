#pragma once

#include "numeric/boost_precision.hpp"

#include <boost/multiprecision/mpfr.hpp>

#include "numeric/precision.hpp"
#include "numeric/rational.hpp"

namespace laecert::numeric {

/// Floating point of variable precision: proposals beyond double. It decides nothing.
using Real = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<0>, boost::multiprecision::et_off>;

/// Sets the precision of new Reals in this thread for a scope, and restores it. Every task that uses Real opens one:
/// the default of another thread does not reach this one.
class PrecisionScope {
 public:
  explicit PrecisionScope(Precision precision);
  ~PrecisionScope();
  PrecisionScope(const PrecisionScope&) = delete;
  PrecisionScope& operator=(const PrecisionScope&) = delete;

 private:
  unsigned previous_digits_;
};

/// The exact value of a finite Real.
/// Errors: PreconditionError for NaN, infinities and binary exponents beyond max_rational_exponent.
Rational exact_rational(const Real& x);

/// x rounded to nearest at the precision of the current scope.
Real approx_real(const Rational& x);

}  // namespace laecert::numeric
