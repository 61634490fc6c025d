#include "studies/ppca/estimate.hpp"

namespace laecert::studies {
namespace {

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

}  // namespace

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

}  // namespace laecert::studies
