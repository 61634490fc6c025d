#include "checks/ppca/estimate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "instances/number.hpp"
#include "numeric/decimal.hpp"
#include "theory/ppca/predictions.hpp"

namespace laecert::checks {
namespace {

using numeric::Ball;
using numeric::Index;
using numeric::Matrix;
using numeric::Precision;
using numeric::Rational;
using numeric::Vector;
using theory::Spectrum;

Ball enclose_pi(Precision precision) {
  arb_t pi;
  arb_init(pi);
  arb_const_pi(pi, static_cast<slong>(precision.bits));
  Ball result = Ball::from_arb(pi, precision);
  arb_clear(pi);
  return result;
}

Ball variance(const Spectrum& spectrum, Index i, long samples) {
  return spectrum.values[static_cast<std::size_t>(i)] / Ball(samples);
}

// v as it is printed, a rational; `above`: with the printed radius added, so that it is no less than v.
Rational printed(const Ball& v, long digits, bool above) {
  const numeric::Decimal decimal = numeric::print_decimal(v, digits);
  const Rational value = *instances::parse_rational(decimal.value);
  return above ? Rational(value + *instances::parse_rational(decimal.radius)) : value;
}

}  // namespace

std::optional<std::string> reason_without_noise(const Spectrum& spectrum, Index k) {
  const Index m = spectrum.m();
  if (k >= m) return fmt::format("k = {}, m = {}: no eigenvalue is left for v", k, m);
  const Index rank = m - spectrum.zero_multiplicity;
  if (rank <= k) return fmt::format("rank S = {}, k = {}: the likelihood grows without bound as v tends to 0", rank, k);
  return {};
}

NoiseVariance given_noise(const Spectrum& spectrum, Index k, long samples) {
  const Rational v = spectrum.lambda / samples;
  return {.value = Ball(v, spectrum.precision),
          .rational = v,
          .rank = std::min(k, spectrum.q),
          .is_exact = true,
          .on_eigenvalue = spectrum.wall_multiplicity > 0};
}

Outcome<NoiseVariance> estimate_noise(const Spectrum& spectrum, Index k, long samples, long digits) {
  // The trailing eigenvalues have their mean above the last of them, and below the k-th, unless they are equal.
  const Index last = spectrum.groups.back().first, rank = std::min(k, last);
  const bool wall = last <= k;
  if (const std::optional<Rational> exact = theory::predict_exact_noise_variance(spectrum, k, samples)) {
    return NoiseVariance{.value = Ball(*exact, spectrum.precision),
                         .rational = *exact,
                         .rank = rank,
                         .is_exact = true,
                         .on_eigenvalue = wall};
  }
  const Ball v = theory::predict_noise_variance(spectrum, k, samples);
  if (!v.is_finite() || !numeric::certainly(is_positive(v)))
    return Reason{"v of maximum likelihood is not told from zero; more --digits may decide it"};
  const Rational near = printed(v, digits, wall);
  if (!(near > 0)) return Reason{"v of maximum likelihood is not told from zero; more --digits may decide it"};
  return NoiseVariance{.value = v, .rational = near, .rank = rank, .is_exact = false, .on_eigenvalue = wall};
}

std::optional<Vector<Ball>> enclose_direction(const Spectrum& spectrum, Index i) {
  const std::optional<Ball>& radius = spectrum.basis_radii[static_cast<std::size_t>(i)];
  if (!radius) return {};
  Vector<Ball> direction(spectrum.m());
  for (Index row = 0; row < spectrum.m(); ++row) direction(row) = spectrum.vectors(row, i).widened(*radius);
  return direction;
}

std::optional<Matrix<Ball>> enclose_weights(const Spectrum& spectrum, const NoiseVariance& noise, Index k,
                                            long samples) {
  Matrix<Ball> weights(spectrum.m(), k);
  weights.fill(Ball(0));
  for (Index i = 0; i < noise.rank; ++i) {
    const std::optional<Vector<Ball>> direction = enclose_direction(spectrum, i);
    if (!direction) return {};
    const Ball length = sqrt_nonnegative(variance(spectrum, i, samples) - noise.value);
    for (Index row = 0; row < spectrum.m(); ++row) weights(row, i) = length * (*direction)(row);
  }
  return weights;
}

Ball enclose_log_likelihood(const Spectrum& spectrum, const NoiseVariance& noise, long samples) {
  const Index m = spectrum.m(), rank = noise.rank;
  const Ball n(samples);
  Ball log_det = Ball(m - rank) * log(noise.value);
  // tr S outside of I.
  Ball rest(spectrum.trace, spectrum.precision);
  for (Index i = 0; i < rank; ++i) {
    log_det += log(variance(spectrum, i, samples));
    rest -= spectrum.values[static_cast<std::size_t>(i)];
  }
  const Ball trace = Ball(rank) + rest / (n * noise.value);
  const Ball two_pi = Ball(2) * enclose_pi(spectrum.precision);
  return -(n / Ball(2)) * (Ball(m) * log(two_pi) + log_det + trace);
}

}  // namespace laecert::checks
