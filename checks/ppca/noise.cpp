#include "checks/ppca/noise.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "instances/number.hpp"
#include "numeric/decimal.hpp"
#include "numeric/power_of_ten.hpp"
#include "theory/ppca/noise_level.hpp"
#include "theory/ppca/predictions.hpp"

namespace laecert::checks {
namespace {

using theory::NoiseLevel;
using theory::Spectrum;

// A decimal of v, on a wall one that is no less than v.
Rational printed(const Ball& v, long digits, bool above) {
  const numeric::Decimal decimal = numeric::print_decimal(v, digits);
  const Rational value = *instances::parse_rational(decimal.value);
  return above ? Rational(value + *instances::parse_rational(decimal.radius)) : value;
}

// A rational v nearer to the true one, by 10^-digits, than any s_i/n but that; nothing where no decimal of the
// enclosure is.
std::optional<Rational> rational_near(const NoiseLevel& level, const Spectrum& spectrum, long samples, long digits) {
  const Ball v = level.level / Ball(samples);
  if (!v.is_finite() || !numeric::certainly(is_positive(v))) return {};
  const Ball unit(numeric::rational_power_of_ten(-digits), spectrum.precision);
  const Ball bound = unit * level.gap.value_or(level.level) / Ball(samples);
  const long most_digits = spectrum.precision.bits / 3;
  for (long shown = digits; shown <= std::max(digits, most_digits); ++shown) {
    Rational near = printed(v, shown, level.wall > 0);
    if (numeric::certainly(is_less(abs(Ball(near, spectrum.precision) - v), bound))) return near;
  }
  return {};
}

NoiseVariance exact_noise(const NoiseLevel& level, const Spectrum& spectrum, Index k, long samples) {
  const Rational v = *level.rational / samples;
  return {.value = Ball(v, spectrum.precision),
          .rational = v,
          .rank = std::min(k, level.above),
          .above = level.above,
          .wall = level.wall};
}

// At the digits of this spectrum.
Outcome<NoiseVariance> attempt(const problem::Instance& instance, const Spectrum& spectrum, long digits) {
  const Outcome<NoiseLevel> level = theory::decide_noise_level(spectrum, instance.gram(), instance.k());
  if (!level) return level.reason();
  const long samples = *instance.setting().samples;
  if (level->rational) return exact_noise(*level, spectrum, instance.k(), samples);
  const std::optional<Rational> near = rational_near(*level, spectrum, samples, digits);
  if (!near)
    return Reason{"no rational next to v of maximum likelihood was proved to have the same eigenvalues above it"};
  return NoiseVariance{.value = level->level / Ball(samples),
                       .rational = near,
                       .rank = std::min(instance.k(), level->above),
                       .is_exact = false,
                       .above = level->above,
                       .wall = level->wall};
}

// v is told to as many digits of itself.
bool is_narrow(const NoiseVariance& noise, long digits) {
  if (!noise.value.is_finite()) return false;
  const Ball unit(numeric::rational_power_of_ten(-(digits + 10)), Precision{64});
  return noise.is_exact || numeric::certainly(is_less(noise.value.radius(), unit * abs(noise.value).lower_end()));
}

}  // namespace

NoiseVariance given_noise(const Spectrum& spectrum, Index k, long samples) {
  const Rational v = spectrum.lambda / samples;
  return {.value = Ball(v, spectrum.precision),
          .rational = v,
          .rank = std::min(k, spectrum.q),
          .above = spectrum.q,
          .wall = spectrum.wall_multiplicity};
}

std::optional<std::string> reason_without_noise(const Spectrum& spectrum, Index k) {
  const Index m = spectrum.m();
  if (k >= m) return fmt::format("k = {}, m = {}: no eigenvalue is left for v", k, m);
  const Index rank = m - spectrum.zero_multiplicity;
  if (rank <= k) return fmt::format("rank S = {}, k = {}: the likelihood grows without bound as v tends to 0", rank, k);
  return {};
}

Outcome<NoiseVariance> estimate_noise(const problem::Instance& instance, const Spectrum& spectrum,
                                      const Effort& effort) {
  Outcome<NoiseVariance> noise = attempt(instance, spectrum, effort.digits);
  Outcome<Spectrum> finer = spectrum;
  for (long now = effort.digits; now < effort.max_digits;) {
    if (noise && is_narrow(*noise, effort.digits)) break;
    now = std::min(2 * now, effort.max_digits);
    Outcome<Spectrum> next = theory::decide_spectrum(instance, now, effort.max_digits);
    if (!next) break;
    finer = std::move(next);
    Outcome<NoiseVariance> finer_noise = attempt(instance, *finer, effort.digits);
    if (finer_noise || !noise) noise = std::move(finer_noise);
  }
  if (noise) return noise;
  const Ball v = theory::predict_noise_variance(finer ? *finer : spectrum, instance.k(), *instance.setting().samples);
  const std::string reason = fmt::format("{}: not decided at {} digits", noise.reason().text, effort.max_digits);
  if (!v.is_finite() || !numeric::certainly(is_positive(v))) return Reason{reason};
  // Above n v are s_1, ..., s_{k+1}, or where s_{k+1}, ..., s_m are equal all that differ from them.
  const Index rank = std::min(instance.k(), spectrum.groups.back().first);
  return NoiseVariance{.value = v, .rank = rank, .is_exact = false, .undecided = reason};
}

}  // namespace laecert::checks
