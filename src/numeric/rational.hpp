#pragma once

#include "numeric/boost_precision.hpp"

#include <boost/multiprecision/gmp.hpp>

namespace laecert::numeric {

// Expression templates are off: `auto` and ternaries then hold values, not references to temporaries.
using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational = boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;

/// The exact value of a finite double.
/// Errors: PreconditionError for NaN and infinities (GMP would end the process).
Rational exact_rational(double x);

/// The double nearest to x in the sense |result - x| <= 2^-52 |x| + 2^-1074; infinite where |x| is too large.
double approx_double(const Rational& x);

}  // namespace laecert::numeric
