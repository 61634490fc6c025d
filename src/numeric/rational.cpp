#include "numeric/rational.hpp"

#include <mpfr.h>

#include <cmath>
#include <limits>
#include <string>

#include "numeric/errors.hpp"

namespace laecert::numeric {

Rational exact_rational(double x) {
  if (!std::isfinite(x)) throw PreconditionError("exact_rational: " + std::to_string(x) + " is not finite");
  Rational result;
  mpq_set_d(result.backend().data(), x);
  return result;
}

double approx_double(const Rational& x) {
  mpfr_t rounded;
  mpfr_init2(rounded, std::numeric_limits<double>::digits);
  mpfr_set_q(rounded, x.backend().data(), MPFR_RNDN);
  const double result = mpfr_get_d(rounded, MPFR_RNDN);
  mpfr_clear(rounded);
  return result;
}

}  // namespace laecert::numeric
