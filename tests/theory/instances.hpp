#pragma once

#include <cstdint>

#include "problem/instance.hpp"
#include "theory/lae/predictions.hpp"

namespace laecert::theory {

/// A vector of rationals.
inline Vector<Rational> rationals(const std::vector<Rational>& values) {
  Vector<Rational> result(static_cast<Index>(values.size()));
  for (std::size_t i = 0; i < values.size(); ++i) result(static_cast<Index>(i)) = values[i];
  return result;
}

/// U diag(s) U^T with a random rational orthogonal U: not diagonal, so its spectrum must be enclosed.
inline Matrix<Rational> turned(const Vector<Rational>& s, std::uint64_t seed) {
  const Matrix<Rational> U = random_orthogonal(s.size(), seed);
  Matrix<Rational> scaled = U;
  for (Index i = 0; i < s.size(); ++i) scaled.col(i) *= s(i);
  return scaled.lazyProduct(Matrix<Rational>(U.transpose()));
}

/// An exact instance: d given, lambda = 3, s_i = lambda / (1 - d_i^2), then the eigenvalues below.
inline problem::Instance exact_instance(const std::vector<Rational>& roots, const std::vector<Rational>& below, Index k,
                                        std::uint64_t seed) {
  const Rational lambda = 3;
  std::vector<Rational> s, d;
  for (const Rational& root : roots) {
    d.push_back(root);
    s.push_back(lambda / (1 - root * root));
  }
  for (const Rational& value : below) {
    d.push_back(0);
    s.push_back(value);
  }
  const auto m = static_cast<Index>(s.size());
  problem::RationalSpectrum spectrum{random_orthogonal(m, seed), rationals(s), rationals(d)};
  return problem::Instance::from_rational_spectrum(spectrum, {.name = "exact", .k = k, .lambda = lambda});
}

}  // namespace laecert::theory
