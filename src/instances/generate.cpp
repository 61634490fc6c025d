#include "instances/generate.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "numeric/errors.hpp"
#include "numeric/exact_linear_algebra.hpp"
#include "numeric/random.hpp"

namespace laecert::instances {
namespace {

using numeric::Index;
using numeric::Matrix;
using numeric::Rational;
using numeric::SplitMix64;
using numeric::Vector;

/// One of -3/2, -1/2, 1/2, 3/2: no value for which a 2 x 2 Cayley transform is a permutation.
Rational draw_half(SplitMix64& engine) {
  const long numerator = 2 * static_cast<long>(engine.below(4)) - 3;
  return Rational(numerator) / 2;
}

/// A rational in (0, 1) with a denominator up to the bound. Requires: largest_denominator >= 2.
Rational draw_fraction(SplitMix64& engine, long largest_denominator) {
  const long denominator = 2 + static_cast<long>(engine.below(static_cast<std::uint64_t>(largest_denominator - 1)));
  const long numerator = 1 + static_cast<long>(engine.below(static_cast<std::uint64_t>(denominator - 1)));
  return Rational(numerator) / denominator;
}

/// Different rationals in (0, 1). There are about 0.3 b^2 fractions with denominators up to b = 4 + count / 2, always
/// more than `count`; all of them divide lcm(1..b), which keeps S small.
std::vector<Rational> draw_distinct(SplitMix64& engine, long count) {
  std::vector<Rational> result;
  while (std::ssize(result) < count) {
    const Rational candidate = draw_fraction(engine, 4 + count / 2);
    if (std::find(result.begin(), result.end(), candidate) == result.end()) result.push_back(candidate);
  }
  return result;
}

Matrix<Rational> draw_antisymmetric(SplitMix64& engine, Index m) {
  Matrix<Rational> result = Matrix<Rational>::Zero(m, m);
  for (Index j = 0; j < m; ++j) {
    for (Index i = j + 1; i < m; ++i) {
      result(i, j) = draw_half(engine);
      result(j, i) = -result(i, j);
    }
  }
  return result;
}

/// (I + A)^-1 (I - A): orthogonal for antisymmetric A, where I + A is always regular; determinant 1, so the last
/// column is negated in half of the cases.
Matrix<Rational> draw_orthogonal(SplitMix64& engine, Index m) {
  const Matrix<Rational> A = draw_antisymmetric(engine, m);
  const Matrix<Rational> identity = Matrix<Rational>::Identity(m, m);
  Matrix<Rational> U = numeric::exact_solve(Matrix<Rational>(identity + A), Matrix<Rational>(identity - A)).value();
  if (engine.coin()) U.col(m - 1) = -U.col(m - 1);
  return U;
}

/// d = (1 - u^2) / (1 + u^2): a rational in (0, 1) for which 1 - d^2 is the square (2u / (1 + u^2))^2.
Rational half_angle(const Rational& u) {
  const Rational square = u * u;
  return (1 - square) / (1 + square);
}

/// The values d above lambda, decreasing, each as often as its multiplicity.
std::vector<Rational> draw_above(SplitMix64& engine, const std::vector<long>& multiplicities) {
  std::vector<Rational> u = draw_distinct(engine, std::ssize(multiplicities));
  std::sort(u.begin(), u.end());  // d falls as u grows
  std::vector<Rational> d;
  for (std::size_t e = 0; e < multiplicities.size(); ++e) {
    d.insert(d.end(), static_cast<std::size_t>(multiplicities[e]), half_angle(u[e]));
  }
  return d;
}

std::vector<Rational> draw_below(SplitMix64& engine, long count) {
  std::vector<Rational> t = draw_distinct(engine, count);
  std::sort(t.begin(), t.end(), std::greater<>());
  return t;
}

numeric::Index size_of(const RepeatedSpectrum& spec) {
  return std::accumulate(spec.above.begin(), spec.above.end(), spec.below);
}

void require_spec(const RepeatedSpectrum& spec, const Rational& lambda) {
  if (!(lambda > 0)) throw UsageError(fmt::format("exact instance: lambda = {}, expected above 0", lambda.str()));
  for (const long multiplicity : spec.above) {
    if (multiplicity >= 1 && multiplicity <= max_exact_size) continue;
    throw UsageError(fmt::format("exact instance: multiplicity {}, expected 1 to {}", multiplicity, max_exact_size));
  }
  if (!(spec.below >= 0 && spec.below <= max_exact_size && std::ssize(spec.above) <= max_exact_size)) {
    throw UsageError(
        fmt::format("exact instance: {} eigenvalues below lambda, expected 0 to {}", spec.below, max_exact_size));
  }
  if (size_of(spec) >= 1 && size_of(spec) <= max_exact_size) return;
  throw UsageError(fmt::format("exact instance: m = {}, expected 1 to {}", size_of(spec), max_exact_size));
}

problem::RationalSpectrum draw_spectrum(const RepeatedSpectrum& spec, const Rational& lambda) {
  SplitMix64 engine(spec.seed);
  const Index m = size_of(spec);
  const Index q = m - spec.below;
  problem::RationalSpectrum result{draw_orthogonal(engine, m), Vector<Rational>(m), Vector<Rational>(m)};
  const std::vector<Rational> above = draw_above(engine, spec.above);
  const std::vector<Rational> below = draw_below(engine, spec.below);
  for (Index i = 0; i < m; ++i) {
    const Rational d = i < q ? above[static_cast<std::size_t>(i)] : Rational(0);
    result.d(i) = d;
    result.s(i) = i < q ? lambda / (1 - d * d) : lambda * below[static_cast<std::size_t>(i - q)];
  }
  return result;
}

}  // namespace

problem::Instance exact_instance(const ExactSpec& spec, problem::Setting setting) {
  if (!(spec.m >= 1 && spec.m <= max_exact_size)) {
    throw UsageError(fmt::format("exact instance: m = {}, expected 1 to {}", spec.m, max_exact_size));
  }
  if (!(0 <= spec.q && spec.q <= spec.m)) {
    throw UsageError(fmt::format("exact instance: q = {}, expected 0 to m = {}", spec.q, spec.m));
  }
  if (setting.name.empty()) setting.name = fmt::format("exact {},{},{}", spec.m, spec.seed, spec.q);
  const std::vector<long> simple(static_cast<std::size_t>(spec.q), 1);
  return repeated_instance({simple, spec.m - spec.q, spec.seed}, std::move(setting));
}

problem::Instance repeated_instance(const RepeatedSpectrum& spec, problem::Setting setting) {
  require_spec(spec, setting.lambda);
  if (setting.name.empty()) setting.name = "repeated";
  problem::RationalSpectrum spectrum = draw_spectrum(spec, setting.lambda);
  return problem::Instance::from_rational_spectrum(std::move(spectrum), std::move(setting));
}

}  // namespace laecert::instances
