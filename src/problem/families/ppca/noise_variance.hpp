#pragma once

#include <optional>

#include "problem/instance.hpp"

namespace laecert::problem {

/// v = lambda/n, the noise variance of probabilistic PCA that belongs to the lambda of `sum`; nothing where n is
/// unknown. Units: squared data units; S/n is the covariance over n, not n - 1.
inline std::optional<Rational> noise_variance(const Instance& instance) {
  const std::optional<long> samples = instance.setting().samples;
  if (!samples) return std::nullopt;
  return Rational(instance.lambda() / *samples);
}

/// Back: lambda = n v.
inline Rational lambda_of_noise(const Rational& noise_variance, long samples) { return noise_variance * samples; }

}  // namespace laecert::problem
