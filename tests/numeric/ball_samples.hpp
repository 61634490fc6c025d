#pragma once

#include <cstdint>

#include "numeric/ball.hpp"
#include "numeric/random.hpp"

namespace laecert::numeric {

/// The ball of this midpoint and radius, rounded outward.
inline Ball ball_around(const Rational& mid, const Rational& radius, Precision precision) {
  return Ball(mid, precision).widened(Ball(radius, precision));
}

/// A ball with a point inside it; the ball may be exact, straddle zero, and be large or small.
struct Sample {
  Ball ball;
  Rational point;
};

/// An end of the ball as a rational; the ends are where inclusion is hardest.
inline Rational end(const Ball& x, bool upper) {
  const Rational radius = x.radius().exact_midpoint();
  return upper ? Rational(x.exact_midpoint() + radius) : Rational(x.exact_midpoint() - radius);
}

/// A positive rational of very different sizes.
inline Rational random_size(SplitMix64& random) {
  const int shift = static_cast<int>(random.between(-40, 40));
  const Rational power = shift >= 0 ? Rational(Integer(1) << shift) : Rational(1, Integer(1) << -shift);
  return power / Rational(Integer(random.between(1, 1000)));
}

/// Two to two hundred bits.
inline Precision random_precision(SplitMix64& random) { return {static_cast<long>(random.between(2, 200))}; }

/// A random ball, and one of its ends or a point between.
inline Sample random_sample(SplitMix64& random) {
  const Precision precision = random_precision(random);
  const Rational mid = random.rational(static_cast<int>(random.between(1, 60))) * random_size(random);
  const std::uint64_t kind = random.below(4);
  if (kind == 0) return {Ball(mid, precision), mid};
  const Rational radius = abs(Rational(random.rational(20) * random_size(random)));
  const Ball ball = ball_around(mid, radius, precision);
  if (kind == 1) return {ball, Rational(mid + radius * random.rational(30))};
  return {ball, end(ball, kind == 2)};
}

}  // namespace laecert::numeric
