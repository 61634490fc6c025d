#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "problem/instance.hpp"

namespace laecert::instances {

/// The option `--exact-instance m,SEED[,q]`: q of the m eigenvalues lie above lambda.
struct ExactSpec {
  long m = 2;
  std::uint64_t seed = 1;
  long q = 2;
};

/// An exact instance with repeated eigenvalues: one eigenvalue above lambda for each entry of `above`, with that
/// multiplicity, and `below` different ones below lambda.
struct RepeatedSpectrum {
  std::vector<long> above;
  long below = 0;
  std::uint64_t seed = 1;
};

/// Largest m of an exact instance.
inline constexpr long max_exact_size = 100;

/// A random rational instance whose critical points of `sum` are rational: U is the Cayley transform of an
/// antisymmetric matrix, a column negated or not; d_i = (1 - u^2) / (1 + u^2), s_i = lambda / (1 - d_i^2) for i < q
/// with different rationals 0 < u < 1; s_i = lambda t with different rationals 0 < t < 1 beyond.
/// Units:     s and lambda in squared data units; U and d pure numbers.
/// Guarantee: U^T U = I, S U = U diag(s), d_i^2 = 1 - lambda / s_i, all exactly; s strictly decreasing; the same spec
///            and setting give the same instance on every machine. Numbers stay small: tens of digits for m = 6.
/// Errors:    UsageError for lambda <= 0, m outside 1..100, q outside 0..m.
/// Source:    docs/theory.md section 8.
problem::Instance exact_instance(const ExactSpec& spec, problem::Setting setting);

/// The same with repeated eigenvalues above lambda.
/// Errors: as exact_instance, and UsageError for a multiplicity below 1.
problem::Instance repeated_instance(const RepeatedSpectrum& spec, problem::Setting setting);

}  // namespace laecert::instances
