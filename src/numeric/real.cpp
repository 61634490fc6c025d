#include "numeric/real.hpp"

#include <string>

#include "numeric/errors.hpp"

namespace laecert::numeric {
namespace {

// Boost from 1.76 on has a default of the process and one of the thread; before, only one name (boost_precision.hpp).
template <class R>
unsigned thread_digits() {
  if constexpr (requires { R::thread_default_precision(); }) {
    return R::thread_default_precision();
  } else {
    return R::default_precision();
  }
}

template <class R>
void set_thread_digits(unsigned digits) {
  if constexpr (requires { R::thread_default_precision(digits); }) {
    R::thread_default_precision(digits);
  } else {
    R::default_precision(digits);
  }
}

}  // namespace

PrecisionScope::PrecisionScope(Precision precision) : previous_digits_(thread_digits<Real>()) {
  if (precision.bits < 2 || precision.bits > max_precision_bits) {
    throw PreconditionError("PrecisionScope: " + std::to_string(precision.bits) + " bits, expected 2 to " +
                            std::to_string(max_precision_bits));
  }
  // Boost counts in decimal digits: the least number of them that carries the bits.
  set_thread_digits<Real>(static_cast<unsigned>(precision.digits() + 1));
}

PrecisionScope::~PrecisionScope() { set_thread_digits<Real>(previous_digits_); }

Rational exact_rational(const Real& x) {
  if (mpfr_number_p(x.backend().data()) == 0) throw PreconditionError("exact_rational: the Real is not finite");
  const bool is_zero = mpfr_zero_p(x.backend().data()) != 0;
  const long exponent = is_zero ? 0 : static_cast<long>(mpfr_get_exp(x.backend().data()));
  if (exponent < -max_rational_exponent || exponent > max_rational_exponent) {
    throw PreconditionError("exact_rational: binary exponent " + std::to_string(exponent) + " beyond " +
                            std::to_string(max_rational_exponent));
  }
  Rational result;
  mpfr_get_q(result.backend().data(), x.backend().data());
  return result;
}

Real approx_real(const Rational& x) {
  Real result;
  mpfr_set_q(result.backend().data(), x.backend().data(), MPFR_RNDN);
  return result;
}

}  // namespace laecert::numeric
