#include "numeric/scaled_vector.hpp"

#include <algorithm>

#include "numeric/errors.hpp"
#include "numeric/power_of_two.hpp"

namespace laecert::numeric {
namespace {

// Exponents of this size do not meet in practice; a zero must lose against every other entry.
constexpr long exponent_of_zero = -(1L << 40);

}  // namespace

long binary_exponent(const Ball& x) {
  if (arf_is_zero(arb_midref(x.arb()))) return exponent_of_zero;
  return arf_abs_bound_lt_2exp_si(arb_midref(x.arb()));
}

ScaledVector approx_scaled(const Vector<Ball>& x) {
  long exponent = exponent_of_zero;
  for (const Ball& entry : x) exponent = std::max(exponent, binary_exponent(entry));
  ScaledVector scaled{Eigen::VectorXd::Zero(x.size()), exponent == exponent_of_zero ? 0 : exponent};
  for (Index i = 0; i < x.size(); ++i) scaled.mantissas(i) = times_power_of_two(x(i), -scaled.exponent).approx_double();
  return scaled;
}

Vector<Ball> exact_vector(const ScaledVector& x, Precision precision) {
  if (!x.mantissas.allFinite()) throw PreconditionError("exact_vector: an entry is not finite");
  Vector<Ball> result(x.mantissas.size());
  for (Index i = 0; i < result.size(); ++i) {
    result(i) = times_power_of_two(Ball(x.mantissas(i), precision), x.exponent);
  }
  return result;
}

Vector<Ball> midpoints(const Vector<Ball>& x) {
  Vector<Ball> result(x.size());
  for (Index i = 0; i < x.size(); ++i) result(i) = x(i).midpoint();
  return result;
}

}  // namespace laecert::numeric
